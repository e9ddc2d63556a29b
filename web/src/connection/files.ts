import type { Clock } from "./clock";
import type { Fetch } from "./route";

const MAX_TRIES = 6;
const CHUNK_BYTES = 512 * 1024;

export class UploadRefused extends Error {}

/** Where files are, and the key to them. */
export interface FileAccess {
  filesUrl(): string;
  token(): string;
}

interface Ticket {
  readonly uploadId: string;
  /** What goes into the message. */
  readonly url: string;
  readonly chunkBytes: number;
}

/** The file store (hop 5): uploads in chunks that survive a lost network. */
export class Files {
  private readonly fetch: Fetch;
  private readonly clock: Clock;
  private readonly access: FileAccess;

  constructor(fetch: Fetch, clock: Clock, access: FileAccess) {
    this.fetch = fetch;
    this.clock = clock;
    this.access = access;
  }

  /**
   * The address of the stored file.
   *
   * @throws UploadRefused if the server does not take it
   */
  async upload(
    file: Blob,
    name: string,
    conversation: string,
    progressed: (part: number) => void,
  ): Promise<string> {
    const ticket = await this.ticket(file, name, conversation);
    for (let offset = 0; offset < file.size; ) {
      offset = await this.put(ticket, file, offset);
      progressed(offset / file.size);
    }
    return ticket.url;
  }

  /**
   * An address from a message, relative to the file store's own, if it leads there; anything else is not
   * loaded.
   */
  source(mediaUrl: string): string | undefined {
    if (mediaUrl === "") return undefined;
    try {
      const base = new URL(this.access.filesUrl(), location.href);
      const url = new URL(mediaUrl, base);
      return url.origin === base.origin || url.origin === location.origin ? url.href : undefined;
    } catch {
      return undefined;
    }
  }

  private async ticket(file: Blob, name: string, conversation: string): Promise<Ticket> {
    const body = JSON.stringify({ name, size: file.size, type: file.type, conversation });
    const response = await this.persist(() =>
      this.fetch(this.access.filesUrl(), {
        method: "POST",
        headers: { ...this.key(), "Content-Type": "application/json" },
        body,
      }),
    );
    const answer = (await response.json()) as Partial<Ticket>;
    if (typeof answer.uploadId !== "string" || typeof answer.url !== "string")
      throw new UploadRefused("no ticket");
    return { uploadId: answer.uploadId, url: answer.url, chunkBytes: answer.chunkBytes ?? CHUNK_BYTES };
  }

  /** One chunk; the answer is how far the server has it, which may be less than was sent. */
  private async put(ticket: Ticket, file: Blob, offset: number): Promise<number> {
    const chunk = file.slice(offset, offset + ticket.chunkBytes);
    const response = await this.persist(() =>
      this.fetch(`${this.access.filesUrl()}/${encodeURIComponent(ticket.uploadId)}`, {
        method: "PUT",
        headers: { ...this.key(), "Upload-Offset": String(offset) },
        body: chunk,
      }),
    );
    const told = Number(response.headers.get("Upload-Offset") ?? Number.NaN);
    return Number.isFinite(told) && told >= 0 ? told : offset + chunk.size;
  }

  /** A lost network and a busy server are waited for; a refusal is final. 409 tells the right offset. */
  private async persist(request: () => Promise<Response>): Promise<Response> {
    for (let attempt = 0; ; attempt++) {
      const response = await request().catch(() => undefined);
      if (response?.ok || response?.status === 409) return response;
      const isFinal = response !== undefined && response.status < 500 && response.status !== 429;
      if (isFinal || attempt >= MAX_TRIES) throw new UploadRefused(`HTTP ${response?.status ?? "none"}`);
      await new Promise<void>((resolve) =>
        this.clock.after(500 * 2 ** attempt * (0.5 + this.clock.random()), resolve),
      );
    }
  }

  private key(): Record<string, string> {
    return { Authorization: `Bearer ${this.access.token()}` };
  }
}
