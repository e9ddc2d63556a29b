/** Signing in by a code in the fake: as the app server does it, bound to the browser that asked. */
import type { FakeUser } from "./world.ts";

interface Code {
  token: string;
  state: "created" | "scanned" | "confirmed" | "cancelled";
  scanner: FakeUser | undefined;
  isTold: boolean;
  readonly cookie: string;
  readonly asking: Asking;
  readonly until: number;
  wake: () => void;
}

export interface Asking {
  readonly clientId: string;
  readonly deviceName: string;
}

export type Awaited =
  | { readonly code: 8 | 10 | 18 }
  | { readonly code: 9; readonly scanner: FakeUser }
  | { readonly code: 0; readonly scanner: FakeUser; readonly asking: Asking };

const LIFE_MS = 300_000;

export class FakeCodes {
  /** How long a question waits. */
  patienceMs = 50_000;
  private readonly nowMs: () => number;
  private readonly codes = new Map<string, Code>();
  private next = 1;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  /** Another code of the same session, or a session. */
  show(asking: Asking, old: string, cookie: string) {
    const token = `code-${this.next++}-${Math.random().toString(36).slice(2, 12)}`;
    const held = this.held(old, cookie);
    const isRenewal = held?.state === "created";
    const browser = cookie || `browser-${this.next++}`;
    const code: Code = isRenewal
      ? held
      : {
          token,
          state: "created",
          scanner: undefined,
          isTold: false,
          cookie: browser,
          asking,
          until: this.nowMs() + LIFE_MS,
          wake: () => {},
        };
    this.codes.delete(code.token);
    code.token = token;
    this.codes.set(token, code);
    code.wake();
    return { token, cookie: code.cookie, expired: code.until - this.nowMs() };
  }

  scan(token: string, scanner: FakeUser): Asking | undefined {
    const code = this.live(token);
    if (code?.state !== "created") return undefined;
    code.state = "scanned";
    code.scanner = scanner;
    code.wake();
    return code.asking;
  }

  decide(token: string, userId: string, isAgreed: boolean): boolean {
    const code = this.live(token);
    if (code?.state !== "scanned" || code.scanner?.userId !== userId) return false;
    code.state = isAgreed ? "confirmed" : "cancelled";
    code.wake();
    return true;
  }

  async await(token: string, cookie: string): Promise<Awaited> {
    for (;;) {
      const code = this.held(token, cookie);
      if (code === undefined) return { code: 8 };
      if (code.state === "confirmed" || code.state === "cancelled") this.codes.delete(token);
      if (code.state === "cancelled") return { code: 18 };
      const { scanner, asking } = code;
      if (scanner !== undefined && code.state === "confirmed") return { code: 0, scanner, asking };
      if (scanner !== undefined && !code.isTold) {
        code.isTold = true;
        return { code: 9, scanner };
      }
      if (!(await this.moved(code))) return scanner === undefined ? { code: 10 } : { code: 9, scanner };
    }
  }

  private moved(code: Code): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), this.patienceMs);
      code.wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  private held(token: string, cookie: string): Code | undefined {
    const code = this.live(token);
    return code?.cookie === cookie ? code : undefined;
  }

  private live(token: string): Code | undefined {
    const code = this.codes.get(token);
    return code !== undefined && code.until > this.nowMs() ? code : undefined;
  }
}
