import { ErrorCode } from "../protocol/catalogue";
import type { AnswerOf } from "./exchange";
import { RequestFailed } from "./exchange";
import { FileFailed, type FileStore } from "./fileStore";

/** Small enough that a bad network carries one before it breaks; the server may ask for less. */
const CHUNK_BYTES = 512 * 1024;
const MAX_STANDSTILLS = 6;
const MAX_NAME = 255;

/**
 * One file on its way to the store, in chunks. It keeps its grant: run again, it goes on where the store has it.
 *
 * ```
 * grantUpload (socket) ─▶ POST, where does it stand? ─▶ PATCH, PATCH, … ─▶ the file's id
 * ```
 */
export class Upload {
  private readonly store: FileStore;
  private readonly source: Blob;
  private readonly name: string;
  private readonly conversation: string;
  private granted: AnswerOf<"uploadGranted"> | undefined;

  constructor(store: FileStore, source: Blob, name: string, conversation: string) {
    this.store = store;
    this.source = source;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the server refuses.
    this.name = name.replace(/[\u0000-\u001f\u007f-\u009f]/g, "").slice(-MAX_NAME) || "file";
    this.conversation = conversation;
  }

  /**
   * The id of the stored file.
   *
   * @throws FileFailed
   */
  async run(progressed: (part: number) => void, signal: AbortSignal): Promise<string> {
    try {
      return await this.attempt(progressed, signal);
    } catch (failure) {
      if (!(failure instanceof FileFailed) || failure.why !== "refused") throw failure;
      const isStale = this.granted !== undefined && isOfTheGrant(failure.code);
      // What was refused once is not asked for again under the same grant.
      this.granted = undefined;
      if (!isStale) throw failure;
    }
    return this.attempt(progressed, signal);
  }

  private async attempt(progressed: (part: number) => void, signal: AbortSignal): Promise<string> {
    this.granted ??= await this.grant();
    const { file, grant, url } = this.granted;
    const key = { Authorization: `Bearer ${grant}` };
    const answer = await this.store.request(url, { method: "POST", headers: key }, signal);
    const begun = await begunOf(answer);
    const place = `${url}/${begun.upload}`;
    const chunkBytes = Math.min(begun.chunkBytes, CHUNK_BYTES);
    let standstills = 0;
    for (let offset = begun.offset; offset < this.source.size; ) {
      const chunk = this.source.slice(offset, offset + chunkBytes);
      const headers = { ...key, "Upload-Offset": String(offset), "Content-Type": "application/octet-stream" };
      const told = offsetOf(
        await this.store.request(place, { method: "PATCH", headers, body: chunk }, signal),
      );
      standstills = told > offset ? 0 : standstills + 1;
      if (standstills > MAX_STANDSTILLS) throw new FileFailed("unreachable");
      offset = told;
      progressed(offset / this.source.size);
    }
    return file;
  }

  private async grant(): Promise<AnswerOf<"uploadGranted">> {
    const [type = ""] = this.source.type.split(";");
    const value = { conversation: this.conversation, name: this.name, size: BigInt(this.source.size), type };
    try {
      return await this.store.access.ask("uploadGranted", { case: "grantUpload", value });
    } catch (failure) {
      throw failure instanceof RequestFailed ? FileFailed.of(failure) : failure;
    }
  }
}

const isOfTheGrant = (code: ErrorCode | undefined): boolean =>
  code === ErrorCode.GRANT_EXPIRED || code === ErrorCode.GRANT_INVALID || code === ErrorCode.FILE_NOT_FOUND;

async function begunOf(response: Response) {
  const told = (await response.json().catch(() => ({}))) as { upload?: unknown; chunkBytes?: unknown };
  if (typeof told.upload !== "string") throw new FileFailed("unreachable");
  const chunkBytes = Number(told.chunkBytes) > 0 ? Number(told.chunkBytes) : CHUNK_BYTES;
  return { upload: encodeURIComponent(told.upload), chunkBytes, offset: offsetOf(response) };
}

function offsetOf(response: Response): number {
  const told = Number(response.headers.get("Upload-Offset") ?? Number.NaN);
  if (!Number.isSafeInteger(told) || told < 0) throw new FileFailed("unreachable");
  return told;
}
