import { RequestFailed } from "./exchange";
import { FileFailed, type FileStore } from "./fileStore";

/** What the store makes sure is an image, and a browser can show. */
const TYPES = /^image\/(?:png|jpeg|gif|webp|avif)$/;
const MAX_IMAGE_BYTES = 40 * 1024 * 1024;
const MAX_HELD_BYTES = 64 * 1024 * 1024;
const MAX_HELD = 200;

interface Held {
  readonly url: string;
  readonly bytes: number;
}

/**
 * The images of messages, as addresses inside this page. A link lives for five minutes and is never kept; the
 * bytes are, up to a limit, the longest unused going first.
 */
export class FileImages {
  private readonly store: FileStore;
  private readonly held = new Map<string, Held>();
  private readonly loading = new Map<string, Promise<string>>();
  private over = new AbortController();

  constructor(store: FileStore) {
    this.store = store;
  }

  /**
   * The image of a message, by what its body names.
   *
   * @throws FileFailed; refused: it is not there, not an image, or not ours to see
   */
  async source(conversation: string, file: string): Promise<string> {
    if (!/^[0-9a-f]{32}$/.test(file)) throw new FileFailed("refused");
    const held = this.held.get(file);
    if (held !== undefined) {
      this.hold(file, held);
      return held.url;
    }
    const under = this.loading.get(file) ?? this.load(conversation, file);
    this.loading.set(file, under);
    try {
      return await under;
    } finally {
      this.loading.delete(file);
    }
  }

  /** An image that is here already, because it was sent from here. */
  hold(file: string, image: Held): void {
    this.held.delete(file);
    this.held.set(file, image);
    let bytes = [...this.held.values()].reduce((sum, each) => sum + each.bytes, 0);
    for (const [oldest, { url, bytes: freed }] of this.held) {
      if (this.held.size <= MAX_HELD && bytes <= MAX_HELD_BYTES) return;
      this.held.delete(oldest);
      bytes -= freed;
      URL.revokeObjectURL(url);
    }
  }

  clear(): void {
    this.over.abort();
    this.over = new AbortController();
    for (const { url } of this.held.values()) URL.revokeObjectURL(url);
    this.held.clear();
    this.loading.clear();
  }

  private async load(conversation: string, file: string): Promise<string> {
    const { signal } = this.over;
    const response = await this.store.request(await this.link(conversation, file), { method: "GET" }, signal);
    const type = response.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase() ?? "";
    const isShown = TYPES.test(type) && Number(response.headers.get("Content-Length")) <= MAX_IMAGE_BYTES;
    if (!isShown) {
      void response.body?.cancel();
      throw new FileFailed("refused");
    }
    const blob = await response.blob().catch(() => {
      throw new FileFailed("unreachable");
    });
    signal.throwIfAborted();
    const url = URL.createObjectURL(blob);
    this.hold(file, { url, bytes: blob.size });
    return url;
  }

  private async link(conversation: string, file: string): Promise<string> {
    const value = { conversation, file };
    try {
      return (await this.store.access.ask("downloadGranted", { case: "grantDownload", value })).url;
    } catch (failure) {
      throw failure instanceof RequestFailed ? FileFailed.of(failure) : failure;
    }
  }
}
