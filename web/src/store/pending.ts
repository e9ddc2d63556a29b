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
  readonly body: Body;
  readonly writtenAtMs: number;
  readonly state: "preparing" | "queued" | "failed";
  /** Of the upload, 0 … 1. */
  readonly progress: number;
  readonly failure: RefusedWhy | "upload" | "outboxFull" | undefined;
  /** Kept through a retry. */
  readonly cid: string;
  /** The image itself, while it is only here. */
  readonly localUrl: string;
}
