import type { User } from "../protocol/words";

const BATCH = 100;

export type FetchUsers = (ids: readonly string[]) => Promise<readonly User[]>;

/** The users that were met, fetched in batches when they are first asked for. */
export class People {
  private readonly fetch: FetchUsers;
  private readonly changed: () => void;
  private readonly known = new Map<string, User>();
  private wanted = new Set<string>();
  private readonly missing = new Set<string>();
  private isFetching = false;

  constructor(fetch: FetchUsers, changed: () => void) {
    this.fetch = fetch;
    this.changed = changed;
  }

  /** What is known of a user; asks for what is not. */
  of(id: string): User | undefined {
    const user = this.known.get(id);
    if (user === undefined) this.want([id]);
    return user;
  }

  want(ids: Iterable<string>): void {
    for (const id of ids) if (id !== "" && !this.known.has(id) && !this.missing.has(id)) this.wanted.add(id);
    if (this.wanted.size > 0 && !this.isFetching) {
      this.isFetching = true;
      queueMicrotask(() => void this.fetchWanted());
    }
  }

  /** Everyone known, in no order. */
  all(): readonly User[] {
    return [...this.known.values()];
  }

  learn(users: readonly User[]): void {
    for (const user of users) {
      const held = this.known.get(user.userId);
      if (held === undefined || user.version >= held.version) this.known.set(user.userId, user);
    }
    if (users.length > 0) this.changed();
  }

  /** The connection is back: what could not be fetched is asked for again. */
  again(): void {
    this.missing.clear();
    this.want([]);
  }

  clear(): void {
    this.known.clear();
    this.wanted.clear();
    this.missing.clear();
  }

  private async fetchWanted(): Promise<void> {
    try {
      while (this.wanted.size > 0) {
        const batch = [...this.wanted].slice(0, BATCH);
        const users = await this.fetch(batch);
        for (const id of batch) this.wanted.delete(id);
        this.learn(users);
        for (const id of batch) if (!this.known.has(id)) this.missing.add(id);
      }
    } catch {
      // Asked for again when the connection is back.
    } finally {
      this.isFetching = false;
    }
  }
}
