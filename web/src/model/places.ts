import type { Change } from "../store/vault";

/** Where a conversation is read: a message, and how far its upper edge is below that of the view. */
export interface Place {
  readonly seq: number;
  readonly offset: number;
}

const MAX_PLACES = 200;

/** Where each conversation was left, through a reload; one that was left at its end has none. */
export class Places {
  private readonly keep: (changes: readonly Change[]) => void;
  private readonly places = new Map<string, Place>();
  private readonly dirty = new Set<string>();

  constructor(keep: (changes: readonly Change[]) => void) {
    this.keep = keep;
  }

  begin(kept: ReadonlyMap<string, unknown>): void {
    for (const [conversation, place] of kept) this.places.set(conversation, place as Place);
  }

  of(conversation: string): Place | undefined {
    return this.places.get(conversation);
  }

  put(conversation: string, place: Place | undefined): void {
    const held = this.places.get(conversation);
    if (held?.seq === place?.seq && held?.offset === place?.offset) return;
    this.places.delete(conversation);
    if (place !== undefined) this.places.set(conversation, place);
    this.dirty.add(conversation);
    const [oldest] = this.places.keys();
    if (this.places.size > MAX_PLACES && oldest !== undefined) {
      this.places.delete(oldest);
      this.dirty.add(oldest);
    }
    this.flush();
  }

  forget(conversation: string): void {
    this.put(conversation, undefined);
  }

  flush(): void {
    if (this.dirty.size === 0) return;
    this.keep([...this.dirty].map((key) => ({ shelf: "places", key, value: this.places.get(key) })));
    this.dirty.clear();
  }

  clear(): void {
    this.places.clear();
    this.dirty.clear();
  }
}
