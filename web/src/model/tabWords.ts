import type { Push } from "../protocol/frames";
import type { Body, Sent } from "../protocol/words";
import type { Draft } from "./drafts";
import type { PendingWord } from "./pendings";

/** What the tabs of an account tell each other besides what the connection brings. */
export type TabWord =
  | PendingWord
  | { readonly kind: "draft"; readonly conversation: string; readonly draft: Draft }
  | {
      readonly kind: "acked";
      readonly conversation: string;
      readonly key: string;
      readonly body: Body;
      readonly sent: Sent;
    }
  | { readonly kind: "pushed"; readonly push: Push }
  | { readonly kind: "looked"; readonly tab: string; readonly isLooking: boolean }
  | { readonly kind: "signedOut" };
