import type { Clock } from "../connection/clock";

/** What is kept, by what it is; each shelf holds values by their keys. */
export const SHELVES = ["pendings", "drafts", "places", "conversations", "users", "account"] as const;
export type Shelf = (typeof SHELVES)[number];

/** What came from the server and can come again. */
export const RECEIVED = ["conversations", "users", "account", "places"] as const satisfies readonly Shelf[];

export interface Change {
  readonly shelf: Shelf;
  readonly key: string;
  /** Undefined: it goes. */
  readonly value: unknown;
}

export type Kept = Readonly<Record<Shelf, ReadonlyMap<string, unknown>>>;

const VERSION = 1;
const PATIENCE_MS = 3_000;

/**
 * What one account leaves in this browser (IndexedDB), so that a reload loses nothing: all changes of one `write`
 * or none. Where the browser keeps nothing, or has no room, every call still answers, and `troubled` says so.
 */
export class Vault {
  private readonly clock: Clock;
  private readonly factory: IDBFactory | undefined;
  private readonly name: string;
  private readonly told: (isKept: boolean) => void;
  private readonly opened: Promise<IDBDatabase | undefined>;
  private isClosed = false;
  /** How often what was received had to go; whoever keeps it must then keep all of it again. */
  clearings = 0;

  constructor(
    clock: Clock,
    factory: IDBFactory | undefined,
    account: string,
    told: (isKept: boolean) => void,
  ) {
    this.clock = clock;
    this.factory = factory;
    this.name = `hearth.${account}`;
    this.told = told;
    this.opened = this.inTime(this.open(), undefined);
  }

  async read(shelves: readonly Shelf[] = SHELVES): Promise<Kept> {
    const empty = () => new Map<string, unknown>();
    const kept = Object.fromEntries(SHELVES.map((shelf) => [shelf, empty()])) as Record<
      Shelf,
      Map<string, unknown>
    >;
    const db = await this.opened;
    if (db === undefined || this.isClosed) {
      this.told(false);
      return kept;
    }
    const isRead = await this.inTime(
      run(db, "readonly", (transaction) => {
        for (const shelf of shelves) collect(transaction.objectStore(shelf), kept[shelf]);
      }),
      false,
    );
    this.told(isRead);
    return kept;
  }

  /** Whether it is durable now. What the person wrote goes before what can be fetched again. */
  async write(changes: readonly Change[]): Promise<boolean> {
    const db = await this.opened;
    if (db === undefined || this.isClosed) return false;
    let isKept = await this.put(db, changes);
    const isReceivedOnly = changes.every((change) => isReceived(change.shelf));
    if (!isKept) {
      await this.clear(RECEIVED);
      if (!isReceivedOnly) isKept = await this.put(db, changes);
    }
    if (!this.isClosed && !isReceivedOnly) this.told(isKept);
    return isKept;
  }

  /** Takes everything off some shelves. */
  async clear(shelves: readonly Shelf[]): Promise<void> {
    const db = await this.opened;
    if (db === undefined || this.isClosed) return;
    this.clearings++;
    const work = run(db, "readwrite", (transaction) => {
      for (const shelf of shelves) transaction.objectStore(shelf).clear();
    });
    await this.inTime(work, false);
  }

  /** Signed out: nothing of the account stays. */
  async erase(): Promise<void> {
    await this.clear(SHELVES);
    await this.close();
    this.factory?.deleteDatabase(this.name);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    (await this.opened)?.close();
  }

  private put(db: IDBDatabase, changes: readonly Change[]): Promise<boolean> {
    const work = run(db, "readwrite", (transaction) => {
      for (const { shelf, key, value } of changes) {
        const store = transaction.objectStore(shelf);
        if (value === undefined) store.delete(key);
        else store.put(value, key);
      }
    });
    return this.inTime(work, false);
  }

  private open(): Promise<IDBDatabase | undefined> {
    return new Promise((resolve) => {
      let request: IDBOpenDBRequest | undefined;
      try {
        request = this.factory?.open(this.name, VERSION);
      } catch {
        // Some browsers throw where others fail the request.
      }
      if (request === undefined) {
        resolve(undefined);
        return;
      }
      const asked = request;
      asked.onupgradeneeded = () => {
        for (const shelf of SHELVES)
          if (!asked.result.objectStoreNames.contains(shelf)) asked.result.createObjectStore(shelf);
      };
      asked.onerror = () => resolve(undefined);
      asked.onsuccess = () => {
        // Another tab erases it: what is open here must not hold it up.
        asked.result.onversionchange = () => asked.result.close();
        resolve(asked.result);
      };
    });
  }

  private inTime<T>(work: Promise<T>, otherwise: T): Promise<T> {
    return new Promise((resolve) => {
      const stop = this.clock.after(PATIENCE_MS, () => resolve(otherwise));
      void work.then((value) => {
        stop();
        resolve(value);
      });
    });
  }
}

const isReceived = (shelf: Shelf) => (RECEIVED as readonly Shelf[]).includes(shelf);

function run(
  db: IDBDatabase,
  mode: IDBTransactionMode,
  work: (transaction: IDBTransaction) => void,
): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const transaction = db.transaction(SHELVES, mode, { durability: "relaxed" });
      transaction.oncomplete = () => resolve(true);
      transaction.onabort = () => resolve(false);
      transaction.onerror = () => resolve(false);
      work(transaction);
    } catch {
      resolve(false);
    }
  });
}

function collect(store: IDBObjectStore, into: Map<string, unknown>): void {
  const keys = store.getAllKeys();
  const values = store.getAll();
  values.onsuccess = () => {
    for (const [i, key] of keys.result.entries()) into.set(String(key), values.result[i]);
  };
}
