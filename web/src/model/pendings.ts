import type { Clock } from "../connection/clock";
import type { Files } from "../connection/files";
import type { Outbox, RefusedWhy } from "../connection/outbox";
import { EMPTY_BODY, IMAGE_KIND, TEXT_KIND } from "../protocol/words";
import type { ConversationLog } from "../store/log";
import type { Pending } from "../store/pending";
import type { Store } from "../store/store";
import type { PreparedImage } from "./images";
import { type UploadJob, Uploads } from "./uploads";

/** What I wrote and nobody has yet: shown at once, sent when it can be, kept when it fails. */
export class Pendings {
  readonly files: Files;
  private readonly store: Store;
  private readonly outbox: Outbox;
  private readonly nowMs: () => number;
  private readonly uploads: Uploads;
  /** By key, for another try. */
  private readonly jobs = new Map<string, UploadJob & { readonly bytes: number }>();
  private nextKey = 0;

  constructor(store: Store, outbox: Outbox, files: Files, clock: Clock, nowMs: () => number) {
    this.store = store;
    this.outbox = outbox;
    this.files = files;
    this.nowMs = nowMs;
    this.uploads = new Uploads(clock, {
      progressed: ({ conversation, key }, progress) => this.change(conversation, key, { progress }),
      stored: (job, file) => this.stored(job, file),
      failed: ({ conversation, key }, { code }) =>
        this.failed(conversation, key, code === undefined ? "upload" : { code }, ""),
    });
  }

  /** The connection is back. */
  connected(): void {
    this.uploads.pump();
  }

  clear(): void {
    this.uploads.clear();
    this.files.images.clear();
    this.jobs.clear();
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
    const upload = this.files.upload(image.file, image.name, conversation);
    const job = { conversation, key: pending.key, upload, bytes: image.file.size };
    this.jobs.set(pending.key, job);
    this.put(conversation, pending);
    this.uploads.add(job);
  }

  retry(conversation: string, key: string): void {
    const pending = this.find(conversation, key);
    if (pending?.state !== "failed") return;
    const job = this.jobs.get(key);
    const again: Pending = {
      ...pending,
      state: job === undefined ? "queued" : "preparing",
      failure: undefined,
      progress: 0,
    };
    this.put(conversation, again);
    if (job === undefined) this.queue(conversation, again);
    else this.uploads.add(job);
  }

  remove(conversation: string, key: string): void {
    const log = this.store.logs.get(conversation);
    if (log === undefined) return;
    const removed = log.pending.find((each) => each.key === key && each.state === "failed");
    if (removed === undefined) return;
    if (removed.localUrl !== "") URL.revokeObjectURL(removed.localUrl);
    log.pending = log.pending.filter((each) => each !== removed);
    this.jobs.delete(key);
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

  private stored({ conversation, key }: UploadJob, file: string): void {
    const pending = this.find(conversation, key);
    const job = this.jobs.get(key);
    this.jobs.delete(key);
    if (pending === undefined || job === undefined) return;
    if (pending.localUrl !== "") this.files.images.hold(file, { url: pending.localUrl, bytes: job.bytes });
    const body = { ...pending.body, mediaUrl: file };
    const ready: Pending = { ...pending, body, state: "queued", progress: 1 };
    this.put(conversation, ready);
    this.queue(conversation, ready);
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
