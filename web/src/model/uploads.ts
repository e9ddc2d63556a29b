import type { Clock } from "../connection/clock";
import { FileFailed } from "../connection/fileStore";
import type { Upload } from "../connection/upload";

export interface UploadJob {
  readonly conversation: string;
  readonly key: string;
  readonly upload: Upload;
}

export interface UploadEvents {
  progressed(job: UploadJob, part: number): void;
  stored(job: UploadJob, file: string): void;
  failed(job: UploadJob, failure: FileFailed): void;
}

const AGAIN_MS = 2_000;

/** Uploads, one at a time in each conversation, so that images arrive in the order in which they were picked. */
export class Uploads {
  private readonly clock: Clock;
  private readonly events: UploadEvents;
  private readonly queues = new Map<string, UploadJob[]>();
  private readonly running = new Set<UploadJob>();
  private over = new AbortController();

  constructor(clock: Clock, events: UploadEvents) {
    this.clock = clock;
    this.events = events;
  }

  add(job: UploadJob): void {
    const queue = this.queues.get(job.conversation) ?? [];
    this.queues.set(job.conversation, [...queue, job]);
    this.pump();
  }

  /** What waits for a connection goes on. */
  pump(): void {
    for (const [job] of this.queues.values()) {
      if (job !== undefined && !this.running.has(job)) void this.run(job, this.over.signal);
    }
  }

  clear(): void {
    this.over.abort();
    this.over = new AbortController();
    this.queues.clear();
    this.running.clear();
  }

  private async run(job: UploadJob, signal: AbortSignal): Promise<void> {
    this.running.add(job);
    let outcome: string | FileFailed;
    try {
      outcome = await job.upload.run((part) => signal.aborted || this.events.progressed(job, part), signal);
    } catch (failure) {
      if (!signal.aborted && !(failure instanceof FileFailed)) console.error(failure);
      outcome = failure instanceof FileFailed ? failure : new FileFailed("unreachable");
    }
    if (signal.aborted) return;
    this.running.delete(job);
    if (outcome instanceof FileFailed && outcome.why === "offline") {
      // Gone on with when the connection is back; and in time, should only this one answer have been lost.
      this.clock.after(AGAIN_MS, () => this.pump());
      return;
    }
    this.queues.set(job.conversation, this.queues.get(job.conversation)?.slice(1) ?? []);
    if (outcome instanceof FileFailed) this.events.failed(job, outcome);
    else this.events.stored(job, outcome);
    this.pump();
  }
}
