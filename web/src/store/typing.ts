import type { Clock } from "../connection/clock";

const MAX_SHOWN_MS = 10_000;

/** Who is typing where, each for as long as the signal says. */
export class Typing {
  private readonly clock: Clock;
  private readonly changed: (conversation: string) => void;
  private readonly cancels = new Map<string, Map<string, () => void>>();

  constructor(clock: Clock, changed: (conversation: string) => void) {
    this.clock = clock;
    this.changed = changed;
  }

  in(conversation: string): readonly string[] {
    return [...(this.cancels.get(conversation)?.keys() ?? [])];
  }

  signalled(conversation: string, user: string, active: boolean, expiresInMs: number): void {
    const there = this.cancels.get(conversation) ?? new Map<string, () => void>();
    this.cancels.set(conversation, there);
    there.get(user)?.();
    there.delete(user);
    if (active) {
      const ms = Math.min(expiresInMs || MAX_SHOWN_MS, MAX_SHOWN_MS);
      there.set(
        user,
        this.clock.after(ms, () => this.signalled(conversation, user, false, 0)),
      );
    }
    if (there.size === 0) this.cancels.delete(conversation);
    this.changed(conversation);
  }

  /** A message of theirs came: they are done. */
  stopped(conversation: string, user: string): void {
    if (this.cancels.get(conversation)?.has(user)) this.signalled(conversation, user, false, 0);
  }

  clear(): void {
    for (const there of this.cancels.values()) for (const cancel of there.values()) cancel();
    this.cancels.clear();
  }
}
