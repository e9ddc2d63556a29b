/** The other tabs of this browser: words to all of them, and which one leads. */
export interface Tabs {
  /** `heard` gets what the other tabs post under the same name, never what is posted here. */
  channel(name: string, heard: (word: unknown) => void): TabChannel;
  /** Runs `lead` as soon as no other tab leads under this name; the answer lets another one lead. */
  lead(name: string, lead: () => void): () => void;
}

export interface TabChannel {
  post(word: unknown): void;
  close(): void;
}

/**
 * BroadcastChannel and Web Locks. Locks exist on HTTPS and on localhost only; elsewhere each tab leads, and the server
 * lets the newest one have the connection.
 */
export const browserTabs: Tabs = {
  channel(name, heard) {
    if (!("BroadcastChannel" in globalThis)) return { post() {}, close() {} };
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => heard(data);
    return { post: (word) => channel.postMessage(word), close: () => channel.close() };
  },

  lead(name, lead) {
    const locks: LockManager | undefined = navigator.locks;
    if (locks === undefined) {
      lead();
      return () => {};
    }
    const over = new AbortController();
    let resign = () => over.abort();
    const held = () =>
      new Promise<void>((resolve) => {
        resign = resolve;
        if (over.signal.aborted) resolve();
        else lead();
      });
    locks.request(name, { signal: over.signal }, held).catch(() => {
      // Signed out before this tab led.
    });
    return () => resign();
  },
};
