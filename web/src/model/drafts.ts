import { shallowRef } from "vue";
import type { Vault } from "../store/vault";

/** What was written and not sent, and where the caret stood in it. */
export interface Draft {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export const NO_DRAFT: Draft = { text: "", start: 0, end: 0 };

/** The drafts of an account, by conversation: every keystroke is kept, and the other tabs of this browser see it. */
export class Drafts {
  /** Rises when a draft came from another tab. */
  readonly version = shallowRef(0);
  private readonly drafts = new Map<string, Draft>();
  private readonly dirty = new Set<string>();
  private readonly share: (conversation: string, draft: Draft) => void;
  private vault: Vault | undefined;
  private isWriting = false;

  constructor(share: (conversation: string, draft: Draft) => void) {
    this.share = share;
  }

  begin(vault: Vault, kept: ReadonlyMap<string, unknown>): void {
    this.vault = vault;
    for (const [conversation, draft] of kept)
      if (!this.drafts.has(conversation)) this.drafts.set(conversation, draft as Draft);
    this.version.value++;
  }

  of(conversation: string): Draft {
    return this.drafts.get(conversation) ?? NO_DRAFT;
  }

  put(conversation: string, draft: Draft): void {
    this.take(conversation, draft);
    this.share(conversation, draft);
    this.dirty.add(conversation);
    void this.write();
  }

  /** Another tab wrote it, and keeps it. */
  heard(conversation: string, draft: Draft): void {
    this.take(conversation, draft);
    this.version.value++;
  }

  forget(conversation: string): void {
    if (this.drafts.has(conversation)) this.put(conversation, NO_DRAFT);
  }

  clear(): void {
    this.drafts.clear();
    this.dirty.clear();
    this.vault = undefined;
  }

  private take(conversation: string, draft: Draft): void {
    if (draft.text === "") this.drafts.delete(conversation);
    else this.drafts.set(conversation, draft);
  }

  /** One write at a time: what is typed meanwhile goes with the next one. */
  private async write(): Promise<void> {
    if (this.isWriting || this.vault === undefined || this.dirty.size === 0) return;
    this.isWriting = true;
    const changes = [...this.dirty].map((key) => ({
      shelf: "drafts" as const,
      key,
      value: this.drafts.get(key),
    }));
    this.dirty.clear();
    await this.vault.write(changes);
    this.isWriting = false;
    void this.write();
  }
}
