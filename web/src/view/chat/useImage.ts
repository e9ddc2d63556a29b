import { type Ref, ref, watch } from "vue";
import { FileFailed } from "../../connection/fileStore";
import type { MessageItem } from "../../model/timelineItems";
import { useClient } from "../context";

/** The image of a message: its address in this page, or why there is none. */
export interface ShownImage {
  readonly source: Readonly<Ref<string>>;
  readonly failure: Readonly<Ref<"missing" | "unreachable" | undefined>>;
  load(): void;
  /** The browser could not show what was loaded. */
  broken(): void;
}

export function useImage(conversation: () => string, item: () => MessageItem): ShownImage {
  const { chat } = useClient();
  const source = ref("");
  const failure = ref<"missing" | "unreachable">();
  let asked = "";

  async function load() {
    const { pending, body } = item();
    if (pending?.localUrl) {
      source.value = pending.localUrl;
      return;
    }
    asked = body.mediaUrl;
    failure.value = undefined;
    try {
      const found = await chat.pendings.files.images.source(conversation(), asked);
      if (asked === body.mediaUrl) source.value = found;
    } catch (why) {
      if (asked !== body.mediaUrl) return;
      failure.value = why instanceof FileFailed && why.why === "refused" ? "missing" : "unreachable";
    }
  }

  watch(() => item().pending?.localUrl || item().body.mediaUrl, load, { immediate: true });
  watch(
    () => chat.phase.value.name === "live",
    (isLive) => {
      if (isLive && failure.value === "unreachable") void load();
    },
  );
  return {
    source,
    failure,
    load: () => void load(),
    broken: () => {
      failure.value = "missing";
    },
  };
}
