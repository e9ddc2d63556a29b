import type { Clock } from "../connection/clock";
import type { Files } from "../connection/files";
import type { Outbox, RefusedWhy } from "../connection/outbox";
import { uuidV7 } from "../protocol/ids";
import { type Body, EMPTY_BODY, IMAGE_KIND, TEXT_KIND } from "../protocol/words";
import { type Pending, recordOf, restored } from "../store/pending";
import type { Store } from "../store/store";
import type { Change } from "../store/vault";
import type { PreparedImage } from "./images";
import { type UploadJob, Uploads } from "./uploads";

const MAX_PENDING = 1_000;

/** What waiting messages need of whoever knows the other tabs, the vault, and the time. */
export interface PendingsDesk {
  nowMs(): number;
  newCid(): string;
  /** Whether this tab is the one that sends, and can. */
  maySend(): boolean;
  keep(changes: readonly Change[]): Promise<boolean>;
  /** The other tabs show it too, and the one that sends sends it. */
  share(word: PendingWord): void;
}

export type PendingWord =
  | { readonly kind: "pending"; readonly pending: Pending }
  | { readonly kind: "removed"; readonly conversation: string; readonly key: string }
  | { readonly kind: "progress"; readonly key: string; readonly part: number };

/**
 * What I wrote and nobody has yet: shown at once, then kept, then sent when it can be; kept when it fails. Of several
 * tabs one sends, whichever one it was written in.
 */
export class Pendings {
  readonly files: Files;
  private readonly store: Store;
  private readonly outbox: Outbox;
  private readonly desk: PendingsDesk;
  private readonly uploads: Uploads;
  /** By key: an upload that failed goes on, when it is tried again, where the store has it. */
  private readonly jobs = new Map<string, UploadJob>();
  private readonly uploading = new Set<string>();
  private releasing: Promise<void> = Promise.resolve();

  constructor(store: Store, outbox: Outbox, files: Files, clock: Clock, desk: PendingsDesk) {
    this.store = store;
    this.outbox = outbox;
    this.files = files;
    this.desk = desk;
    this.uploads = new Uploads(clock, {
      progressed: ({ key }, part) => {
        this.progressed(key, part);
        desk.share({ kind: "progress", key, part });
      },
      stored: ({ key }, file) => this.stored(key, file),
      failed: ({ key }, { code }) => {
        this.uploading.delete(key);
        this.failed(key, code === undefined ? "upload" : { code }, "");
      },
    });
  }

  /** What is kept: it waited when the page was left, or another tab sent it under a cid that was not heard of here. */
  take(kept: Iterable<unknown>): void {
    for (const record of kept) {
      const pending = record as Pending;
      const held = this.store.pendingOf(pending.key);
      if (held === undefined) this.store.putPending(restored(pending));
      else if (held.cid === "" && pending.cid !== "") this.show(pending);
    }
  }

  /** The connection is here and up: what waits leaves. */
  connected(): void {
    this.release();
    this.uploads.pump();
  }

  clear(): void {
    this.uploads.clear();
    this.uploading.clear();
    this.jobs.clear();
    this.files.images.clear();
    for (const { localUrl } of this.store.allPending()) if (localUrl !== "") URL.revokeObjectURL(localUrl);
  }

  text(conversation: string, text: string): void {
    this.change(this.fresh(conversation, { ...EMPTY_BODY, kind: TEXT_KIND, text }));
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
    const pending = this.fresh(conversation, body);
    const file = { blob: image.file, name: image.name };
    this.change({ ...pending, state: pending.state === "failed" ? "failed" : "preparing", file, localUrl });
  }

  retry(key: string): void {
    const pending = this.store.pendingOf(key);
    if (pending?.state !== "failed") return;
    const state = pending.file === undefined ? "queued" : "preparing";
    this.change({ ...pending, state, failure: undefined, progress: 0 });
  }

  remove(key: string): void {
    const pending = this.store.pendingOf(key);
    if (pending?.state !== "failed") return;
    if (pending.localUrl !== "") URL.revokeObjectURL(pending.localUrl);
    this.gone(pending);
  }

  /** Acknowledged, or deleted. */
  gone({ conversation, key }: Pick<Pending, "conversation" | "key">): void {
    this.jobs.delete(key);
    this.store.removePending({ conversation, key });
    void this.desk.keep([{ shelf: "pendings", key, value: undefined }]);
    this.desk.share({ kind: "removed", conversation, key });
  }

  failed(key: string, failure: RefusedWhy | "upload" | "outboxFull", cid: string): void {
    const pending = this.store.pendingOf(key);
    if (pending !== undefined) this.change({ ...pending, state: "failed", failure, cid });
  }

  /** It goes out under another cid from now on. */
  renamed(key: string, cid: string): void {
    const pending = this.store.pendingOf(key);
    if (pending !== undefined && pending.cid !== cid) this.change({ ...pending, cid });
  }

  /** From another tab. */
  heard(word: PendingWord): void {
    if (word.kind === "pending") {
      this.show(word.pending);
      this.release();
    } else if (word.kind === "removed") this.store.removePending(word);
    else this.progressed(word.key, word.part);
  }

  /** Shown, then kept, then told. */
  private change(pending: Pending): void {
    this.show(pending);
    const record = recordOf(pending);
    void this.desk.keep([{ shelf: "pendings", key: pending.key, value: record }]).then(() => {
      this.desk.share({ kind: "pending", pending: record });
      this.release();
    });
  }

  private show(pending: Pending): void {
    const before = this.store.pendingOf(pending.key);
    const localUrl = pending.localUrl || before?.localUrl || restored(pending).localUrl;
    if (before?.file !== undefined && pending.file === undefined && localUrl !== "") {
      this.files.images.hold(pending.body.mediaUrl, { url: localUrl, bytes: before.file.blob.size });
    }
    this.store.putPending({ ...pending, localUrl });
  }

  private progressed(key: string, progress: number): void {
    const pending = this.store.pendingOf(key);
    if (pending !== undefined) this.store.putPending({ ...pending, progress });
  }

  private stored(key: string, file: string): void {
    this.uploading.delete(key);
    this.jobs.delete(key);
    const pending = this.store.pendingOf(key);
    if (pending === undefined) return;
    const body = { ...pending.body, mediaUrl: file };
    this.change({ ...pending, body, file: undefined, state: "queued", progress: 1 });
  }

  /** Hands what waits to the outbox, in order. */
  private release(): void {
    this.releasing = this.releasing.then(async () => {
      if (!this.desk.maySend()) return;
      const all = this.store.allPending();
      for (const pending of all) if (pending.state === "preparing") this.upload(pending);
      const ready = all.filter((each) => each.state === "queued" && !this.outbox.has(each.key));
      const first = ready.filter((each) => each.cid === "");
      await this.name(first);
      for (const { key } of ready) this.submit(key, first.some((each) => each.key === key) ? 0 : 1);
    });
  }

  /** A cid is kept before anything leaves under it. */
  private async name(unnamed: readonly Pending[]): Promise<void> {
    if (unnamed.length === 0) return;
    const named = unnamed.map((each) => ({ ...each, cid: this.desk.newCid() }));
    await this.desk.keep(named.map((each) => ({ shelf: "pendings", key: each.key, value: recordOf(each) })));
    for (const each of named) {
      if (this.store.pendingOf(each.key)?.cid !== "") continue;
      this.store.putPending(each);
      this.desk.share({ kind: "pending", pending: recordOf(each) });
    }
  }

  private submit(key: string, attempts: number): void {
    const pending = this.store.pendingOf(key);
    if (pending?.state !== "queued") return;
    if (!this.outbox.submit({ ...pending, attempts })) this.failed(key, "outboxFull", pending.cid);
  }

  private upload({ conversation, key, file }: Pending): void {
    if (file === undefined || this.uploading.has(key)) return;
    this.uploading.add(key);
    const upload = () => this.files.upload(file.blob, file.name, conversation);
    const job: UploadJob = this.jobs.get(key) ?? { conversation, key, upload: upload() };
    this.jobs.set(key, job);
    this.uploads.add(job);
  }

  private fresh(conversation: string, body: Body): Pending {
    const writtenAtMs = this.desk.nowMs();
    const all = this.store.allPending();
    const isFull = all.length >= MAX_PENDING;
    return {
      key: uuidV7(writtenAtMs),
      conversation,
      order: (all.at(-1)?.order ?? 0) + 1,
      body,
      writtenAtMs,
      state: isFull ? "failed" : "queued",
      failure: isFull ? "outboxFull" : undefined,
      cid: "",
      file: undefined,
      progress: 0,
      localUrl: "",
    };
  }
}
