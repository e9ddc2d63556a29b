/** The file store of the fake: grants over the socket, chunks and links over HTTP. */
import { type FakeRequest, type FakeResponse, json } from "./http.ts";

interface StoredFile {
  readonly conversation: string;
  readonly type: string;
  readonly size: number;
  bytes: Uint8Array;
}

interface Grant {
  readonly file: string;
  readonly isForUpload: boolean;
}

const CHUNK_BYTES = 512 * 1024;
export const FILE_BYTES = 100 * 1024 * 1024;

const refused = (status: number, code: string, headers: Record<string, string> = {}) =>
  json(status, { code, message: "fake" }, headers);

export class FakeFiles {
  readonly stored = new Map<string, StoredFile>();
  private readonly grants = new Map<string, Grant>();
  private next = 1;

  /** A file that is here already; the answer is its id. */
  put(conversation: string, type: string, bytes: Uint8Array): string {
    const file = (this.next++).toString(16).padStart(32, "0");
    this.stored.set(file, { conversation, type, size: bytes.length, bytes });
    return file;
  }

  grantUpload(conversation: string, size: bigint, type: string) {
    const file = this.put(conversation, type, new Uint8Array());
    this.stored.set(file, { conversation, type, size: Number(size), bytes: new Uint8Array() });
    return { file, grant: this.grant({ file, isForUpload: true }), url: "/uploads" };
  }

  /** Nothing: there is no such file in this conversation. */
  grantDownload(conversation: string, file: string): string | undefined {
    const held = this.stored.get(file);
    if (held === undefined || held.conversation !== conversation || held.bytes.length < held.size) return;
    return `/${file}?grant=${this.grant({ file, isForUpload: false })}`;
  }

  /** All grants are too old, as after ten minutes. */
  expire(): void {
    this.grants.clear();
  }

  async handle(request: FakeRequest): Promise<FakeResponse> {
    const [, , first = "", second = ""] = request.path.split("/");
    if (first !== "uploads") return this.download(first, request.query.get("grant") ?? "");
    const grant = this.grants.get(request.header("authorization").replace(/^Bearer /, ""));
    const isFitting = grant?.isForUpload === true && (second === "" || second === grant.file);
    const held = isFitting ? this.stored.get(grant.file) : undefined;
    if (grant === undefined || held === undefined) return refused(403, "GRANT_EXPIRED");
    const standing = { "Upload-Offset": String(held.bytes.length), "Upload-Length": String(held.size) };
    if (request.method === "POST") {
      const told = { upload: grant.file, offset: held.bytes.length, chunkBytes: CHUNK_BYTES };
      return json(200, told, standing);
    }
    if (request.method === "HEAD") return { status: 200, headers: standing, body: "" };
    if (Number(request.header("upload-offset")) !== held.bytes.length)
      return refused(409, "UPLOAD_OFFSET_WRONG", standing);
    const chunk = await request.body();
    const bytes = new Uint8Array(held.bytes.length + chunk.length);
    bytes.set(held.bytes);
    bytes.set(chunk, held.bytes.length);
    if (bytes.length > held.size) return refused(400, "INVALID_ARGUMENT", standing);
    held.bytes = bytes;
    return { status: 204, headers: { ...standing, "Upload-Offset": String(bytes.length) }, body: "" };
  }

  private download(file: string, key: string): FakeResponse {
    const grant = this.grants.get(key);
    if (grant === undefined || grant.isForUpload || grant.file !== file) return refused(403, "GRANT_INVALID");
    const held = this.stored.get(file);
    if (held === undefined) return refused(404, "FILE_NOT_FOUND");
    const headers = {
      "Content-Type": held.type,
      "Content-Length": String(held.size),
      "X-Content-Type-Options": "nosniff",
    };
    return { status: 200, headers, body: held.bytes };
  }

  private grant(grant: Grant): string {
    const key = `grant-${this.next++}`;
    this.grants.set(key, grant);
    return key;
  }
}
