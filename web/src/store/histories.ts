import type { History } from "../protocol/words";
import type { ConversationLog } from "./log";
import type { Asker } from "./store";

const PAGE = 60;
const BEFORE_UNREAD = 20;
const MAX_STEPS = 3;

/** Loads stretches of timelines, one request per conversation and direction at a time. */
export class Histories {
  private readonly asker: Asker;
  private readonly told: (id: string) => void;
  private readonly wantUsers: (ids: string[]) => void;
  private readonly loading = new Set<string>();

  constructor(asker: Asker, told: (id: string) => void, wantUsers: (ids: string[]) => void) {
    this.asker = asker;
    this.told = told;
    this.wantUsers = wantUsers;
  }

  /** The first stretch: around `aroundSeq` where it is given, else around the first unread message, or the newest. */
  open(log: ConversationLog, aroundSeq = 0): Promise<boolean> {
    const { readSeq, seqHead } = log.state;
    const middle = aroundSeq || readSeq;
    const isFarBack = middle > 0 && seqHead - middle > PAGE - BEFORE_UNREAD;
    return this.once(`${log.id} open`, log, async () => {
      const toSeq = isFarBack ? Math.min(middle + PAGE - BEFORE_UNREAD, seqHead) : 0;
      log.loadedNewest(await this.fetch(log.id, 0, toSeq, false), toSeq);
      if (toSeq === 0) await this.reachEnd(log);
    });
  }

  /** The end of the conversation, wherever the window was. */
  newest(log: ConversationLog): Promise<boolean> {
    return this.once(`${log.id} open`, log, async () => {
      log.loadedNewest(await this.fetch(log.id, 0, 0, false), 0);
      await this.reachEnd(log);
    });
  }

  /** What came while the answer was on its way. */
  private async reachEnd(log: ConversationLog): Promise<void> {
    for (let i = 0; i < MAX_STEPS && log.window?.hasLater; i++) {
      log.loadedLater(await this.fetch(log.id, log.window.to + 1, 0, true));
    }
  }

  earlier(log: ConversationLog): Promise<boolean> {
    const window = log.window;
    if (window === undefined || !window.hasEarlier) return Promise.resolve(true);
    return this.once(`${log.id} earlier`, log, async () => {
      const history = await this.fetch(log.id, 0, window.from - 1, false);
      if (log.window?.from === window.from) log.loadedEarlier(history);
    });
  }

  later(log: ConversationLog): Promise<boolean> {
    const window = log.window;
    if (window === undefined || !window.hasLater) return Promise.resolve(true);
    return this.once(`${log.id} later`, log, async () => {
      const history = await this.fetch(log.id, window.to + 1, 0, true);
      if (log.window?.to === window.to) log.loadedLater(history);
    });
  }

  /** Whether it worked; the same request under way counts as this one. */
  private async once(key: string, log: ConversationLog, load: () => Promise<void>): Promise<boolean> {
    if (this.loading.has(key)) return true;
    this.loading.add(key);
    try {
      await load();
      return true;
    } catch {
      return false;
    } finally {
      this.loading.delete(key);
      this.told(log.id);
    }
  }

  private async fetch(
    conversation: string,
    from: number,
    to: number,
    oldestFirst: boolean,
  ): Promise<History> {
    const value = { conversation, fromSeq: BigInt(from), toSeq: BigInt(to), limit: PAGE, oldestFirst };
    const { history } = await this.asker.ask("history", { case: "fetchHistory", value });
    this.wantUsers(history.messages.map((each) => each.sender));
    return history;
  }
}
