import { ErrorCode } from "../protocol/catalogue";

export interface Route {
  readonly endpoints: readonly string[];
  readonly ticket: string;
  readonly expiresInMs: number;
  /** Where files are, if the server names it. */
  readonly filesUrl: string;
}

export type RouteOutcome =
  | { readonly kind: "routed"; readonly route: Route }
  | { readonly kind: "refused"; readonly code: ErrorCode; readonly retryAfterMs: number }
  | { readonly kind: "unreachable" };

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

const TIMEOUT_MS = 10_000;

/** Asks `/route` where to connect (hop 3). */
export async function askRoute(fetch: Fetch, url: string, token: string): Promise<RouteOutcome> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = await response.json();
    return response.ok ? readRoute(body) : readRefusal(body, response.status);
  } catch {
    return { kind: "unreachable" };
  }
}

function readRoute(body: unknown): RouteOutcome {
  const answer = body as Partial<{
    endpoints: { url?: unknown }[];
    ticket: string;
    expiresInS: number;
    files: { url?: unknown };
  }>;
  const endpoints = (answer.endpoints ?? []).map((each) => each.url).filter((url) => typeof url === "string");
  if (typeof answer.ticket !== "string" || endpoints.length === 0) return { kind: "unreachable" };
  const filesUrl = typeof answer.files?.url === "string" ? answer.files.url : "";
  const expiresInMs = 1000 * (answer.expiresInS ?? 30);
  return { kind: "routed", route: { endpoints, ticket: answer.ticket, expiresInMs, filesUrl } };
}

/** A refusal names its code; an answer of a proxy does not, and counts as out of reach. */
function readRefusal(body: unknown, status: number): RouteOutcome {
  const { code, retryAfterMs } = body as { code?: unknown; retryAfterMs?: unknown };
  const known = typeof code === "string" ? ErrorCode[code as keyof typeof ErrorCode] : undefined;
  if (known !== undefined) {
    return {
      kind: "refused",
      code: known,
      retryAfterMs: typeof retryAfterMs === "number" ? retryAfterMs : 0,
    };
  }
  return status === 401
    ? { kind: "refused", code: ErrorCode.TOKEN_INVALID, retryAfterMs: 0 }
    : { kind: "unreachable" };
}
