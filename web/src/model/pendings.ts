import { type Files, UploadRefused } from "../connection/files";
import type { Outbox, RefusedWhy } from "../connection/outbox";
import { EMPTY_BODY, IMAGE_KIND, TEXT_KIND } from "../protocol/words";
import type { ConversationLog } from "../store/log";
import type { Pending } from "../store/pending";
import type { Store } from "../store/store";
import type { PreparedImage } from "./images";

/** What I wrote and nobody has yet: shown at once, sent when it can be, kept when it fails. */
export class Pendings {
  readonly files: Files;
  private readonly store: Store;
  private readonly outbox: Outbox;
  private readonly nowMs: () => number;
  /** Images by key, for another try. */
  private readonly images = new Map<string, PreparedImage>();
  private nextKey = 0;

  constructor(store: Store, outbox: Outbox, files: Files, nowMs: () => number) {
    this.store = store;
    this.outbox = outbox;
    this.files = files;
    this.nowMs = nowMs;
  }

  text(conversation: string, text: string): void {
    const pending = this.fresh({ ...EMPTY_BODY, kind: TEXT_KIND, text });
    this.put(conversation, pending);
    this.queue(conversation, pending);
  }

  /** `localUrl`: the image itself, until the stored one is there. */
  image(conversation: string, image: PreparedImage, caption: string, localUrl: string): void {
    const content = JSON.stringify({ w: image.width, h: image.height });
    const body = {
      ...EMPTY_BODY,
      kind: IMAGE_KIND,
      text: caption,
      content,
      data: image.thumbnail,
      mediaType: 1,
    };
    const pending: Pending = { ...this.fresh(body), state: "preparing", localUrl };
    this.images.set(pending.key, image);
    this.put(conversation, pending);
    void this.upload(conversation, pending);
  }

  retry(conversation: string, key: string): void {
    const pending = this.find(conversation, key);
    if (pending?.state !== "failed") return;
    const isStored = pending.body.kind !== IMAGE_KIND || pending.body.mediaUrl !== "";
    const again: Pending = {
      ...pending,
      state: isStored ? "queued" : "preparing",
      failure: undefined,
      progress: 0,
    };
    this.put(conversation, again);
    if (isStored) this.queue(conversation, again);
    else void this.upload(conversation, again);
  }

  remove(conversation: string, key: string): void {
    const log = this.store.logs.get(conversation);
    if (log === undefined) return;
    log.pending = log.pending.filter((each) => each.key !== key || each.state !== "failed");
    this.images.delete(key);
    this.store.touched(conversation);
  }

  failed(
    conversation: string,
    key: string,
    failure: RefusedWhy | "upload" | "outboxFull",
    cid: string,
  ): void {
    this.change(conversation, key, { state: "failed", failure, cid });
  }

  private async upload(conversation: string, pending: Pending): Promise<void> {
    const image = this.images.get(pending.key);
    if (image === undefined) return;
    try {
      const mediaUrl = await this.files.upload(image.file, image.name, conversation, (progress) =>
        this.change(conversation, pending.key, { progress }),
      );
      const body = { ...pending.body, mediaUrl };
      const ready: Pending = { ...pending, body, state: "queued", progress: 1 };
      this.images.delete(pending.key);
      this.put(conversation, ready);
      this.queue(conversation, ready);
    } catch (failure) {
      if (!(failure instanceof UploadRefused)) console.error(failure);
      this.failed(conversation, pending.key, "upload", "");
    }
  }

  private queue(conversation: string, pending: Pending): void {
    const isTaken = this.outbox.submit(conversation, pending.key, pending.body, pending.cid);
    if (!isTaken) this.failed(conversation, pending.key, "outboxFull", pending.cid);
  }

  private fresh(body: Pending["body"]): Pending {
    const key = `p${this.nextKey++}`;
    const writtenAtMs = this.nowMs();
    return {
      key,
      body,
      writtenAtMs,
      state: "queued",
      progress: 0,
      failure: undefined,
      cid: "",
      localUrl: "",
    };
  }

  private change(conversation: string, key: string, change: Partial<Pending>): void {
    const pending = this.find(conversation, key);
    if (pending !== undefined) this.put(conversation, { ...pending, ...change });
  }

  private put(conversation: string, pending: Pending): void {
    const log = this.store.logs.get(conversation);
    if (log === undefined) return;
    log.pending = replacedIn(log, pending);
    this.store.touched(conversation);
  }

  private find(conversation: string, key: string): Pending | undefined {
    return this.store.logs.get(conversation)?.pending.find((each) => each.key === key);
  }
}

function replacedIn(log: ConversationLog, pending: Pending): readonly Pending[] {
  const at = log.pending.findIndex((each) => each.key === pending.key);
  return at < 0 ? [...log.pending, pending] : log.pending.with(at, pending);
}
