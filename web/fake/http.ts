/** Requests and answers of the fake, whatever server carries them. */
export interface FakeRequest {
  readonly method: string;
  /** Below the server's root, without a query. */
  readonly path: string;
  readonly query: URLSearchParams;
  header(name: string): string;
  body(): Promise<Uint8Array>;
}

export interface FakeResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
}

export const json = (status: number, body: object, headers: Record<string, string> = {}): FakeResponse => ({
  status,
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(body),
});
