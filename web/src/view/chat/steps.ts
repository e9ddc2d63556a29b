/**
 * How a virtual list gets from one state to the next without moving what is read: it can take a change at its
 * start or at its end, but not both at once.
 */
export interface Step<T> {
  readonly items: readonly T[];
  /** The change is at the start: positions are kept from the end. */
  readonly shift: boolean;
}

export function steps<T extends { readonly key: string; readonly kind: string }>(
  before: readonly T[],
  after: readonly T[],
): Step<T>[] {
  const anchor = before.findIndex((item) => item.kind === "message");
  const key = before[anchor]?.key;
  const now = key === undefined ? -1 : after.findIndex((item) => item.key === key);
  if (now < 0) return droppedStart(before, after);
  if (now <= anchor) return [{ items: after, shift: false }];
  // Rows came before the first message that was held.
  const kept = after.length - now;
  const had = before.length - anchor;
  if (kept >= had) return [{ items: after, shift: true }];
  return [
    { items: [...after.slice(0, now), ...before.slice(anchor)], shift: true },
    { items: after, shift: false },
  ];
}

/** The first rows were let go while others came at the end. */
function droppedStart<T extends { readonly key: string; readonly kind: string }>(
  before: readonly T[],
  after: readonly T[],
): Step<T>[] {
  const first = after.find((item) => item.kind === "message")?.key;
  const at = first === undefined ? -1 : before.findIndex((item) => item.key === first);
  if (at < 0) return [{ items: after, shift: false }];
  const head = before.slice(0, at);
  const tail = after.slice(after.findIndex((item) => item.key === first));
  return [
    { items: [...head, ...tail], shift: false },
    { items: after, shift: true },
  ];
}
