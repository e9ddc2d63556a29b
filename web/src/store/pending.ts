import type { RefusedWhy } from "../connection/outbox";
import type { Body } from "../protocol/words";

/**
 * A message of mine that has no place in the conversation yet.
 *
 * `preparing`: its file is on its way, `queued`: it leaves as soon as it can, `failed`: only the person can
 * help, by trying again or by deleting it.
 */
export interface Pending {
  readonly key: string;
  readonly conversation: string;
  /** Its place among those that wait, over all tabs and reloads. */
  readonly order: number;
  readonly body: Body;
  readonly writtenAtMs: number;
  readonly state: "preparing" | "queued" | "failed";
  readonly failure: RefusedWhy | "upload" | "outboxFull" | undefined;
  /** Empty: it never left. Given, and kept, before it first leaves; the same through every retry. */
  readonly cid: string;
  /** The image itself, while it is only here. */
  readonly file: { readonly blob: Blob; readonly name: string } | undefined;
  /** Of the upload, 0 … 1. */
  readonly progress: number;
  /** The image as this page shows it. */
  readonly localUrl: string;
}

/** What is kept of it: nothing that is worth something in one page only. */
export const recordOf = (pending: Pending): Pending => ({ ...pending, progress: 0, localUrl: "" });

/** What was kept, as this page holds it. */
export const restored = (record: Pending): Pending => ({
  ...record,
  localUrl: record.file === undefined ? "" : URL.createObjectURL(record.file.blob),
});

export const byOrder = (a: Pending, b: Pending): number => a.order - b.order || (a.key < b.key ? -1 : 1);

/** A list with one more, or with one replaced. */
export function withPending(list: readonly Pending[], pending: Pending): readonly Pending[] {
  const at = list.findIndex((each) => each.key === pending.key);
  return at < 0 ? [...list, pending].sort(byOrder) : list.with(at, pending);
}
