/** The service worker that keeps the page's own files, and a newer version of them. */
import { shallowRef } from "vue";

/** Whether a newer version is here and waits for a reload. */
export const newer = shallowRef(false);

let waiting: ServiceWorker | null = null;

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string;
  };
}

/** The page's policy lets only this one script be registered (`trusted-types hearth`). */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return (
    trustedTypes?.createPolicy("hearth", { createScriptURL: (text) => text }).createScriptURL(url) ?? url
  );
}

export async function keepShell(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  const wasControlled = serviceWorker.controller !== null;
  let isTaken = false;
  serviceWorker.addEventListener("controllerchange", () => {
    if (wasControlled && isTaken) location.reload();
  });
  try {
    const registration = await serviceWorker.register(trusted(new URL("sw.js", document.baseURI).href), {
      updateViaCache: "none",
    });
    const look = () => {
      waiting = registration.waiting;
      newer.value = waiting !== null && serviceWorker.controller !== null;
      isTaken = newer.value;
    };
    look();
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", look);
    });
    // A page that stays open for days asks again when somebody comes back to it.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") registration.update().catch(() => {});
    });
  } catch {
    // A browser that forbids it loads the page from the server each time.
  }
}

/** The draft, the chat and the place are kept, so a reload costs nothing. */
export function takeNewer(): void {
  waiting?.postMessage("take over");
}
