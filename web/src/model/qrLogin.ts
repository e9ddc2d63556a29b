import { shallowRef } from "vue";
import { AppCode, type AppServer, type Login, type Scanner } from "../connection/appServer";
import type { Clock } from "../connection/clock";

/** What the panel shows. */
export type QrState =
  | { readonly name: "loading" }
  | { readonly name: "shown"; readonly token: string; readonly untilMs: number }
  | { readonly name: "scanned"; readonly by: Scanner }
  | { readonly name: "cancelled" }
  | { readonly name: "expired" }
  /** By a code of the app server. */
  | { readonly name: "failed"; readonly code: number };

const RENEW_MS = 60_000;
/** Unattended, the panel stops asking for codes after so many. */
const MAX_RENEWALS = 10;

/** Signing in by a code that another signed-in device confirms. */
export class QrLogin {
  readonly state = shallowRef<QrState>({ name: "loading" });
  private readonly app: AppServer;
  private readonly clock: Clock;
  private readonly loggedIn: (login: Login) => void;
  private abort = new AbortController();
  private stopTimer: () => void = () => {};
  private renewals = 0;
  private token = "";

  constructor(app: AppServer, clock: Clock, loggedIn: (login: Login) => void) {
    this.app = app;
    this.clock = clock;
    this.loggedIn = loggedIn;
  }

  /** Shows a first code, or another one. */
  async show(deviceName: string, clientId: string): Promise<void> {
    this.stop();
    const { signal } = this.abort;
    const opened = await this.app.openQrSession(deviceName, clientId, this.token);
    if (signal.aborted) return;
    if (opened.code !== AppCode.OK || opened.result === undefined) {
      this.state.value = { name: "failed", code: opened.code };
      return;
    }
    const lifeMs = Math.min(RENEW_MS, opened.result.expired || RENEW_MS);
    const { token } = opened.result;
    this.token = token;
    this.state.value = { name: "shown", token, untilMs: this.clock.now() + lifeMs };
    this.stopTimer = this.clock.after(lifeMs, () => this.renew(deviceName, clientId));
    await this.follow(token, signal);
  }

  /** The person asks for another code. */
  async again(deviceName: string, clientId: string): Promise<void> {
    this.renewals = 0;
    this.state.value = { name: "loading" };
    await this.show(deviceName, clientId);
  }

  stop(): void {
    this.stopTimer();
    this.abort.abort();
    this.abort = new AbortController();
  }

  private renew(deviceName: string, clientId: string): void {
    if (this.state.value.name !== "shown") return;
    if (this.renewals++ < MAX_RENEWALS) void this.show(deviceName, clientId);
    else {
      this.stop();
      this.state.value = { name: "expired" };
    }
  }

  private async follow(token: string, signal: AbortSignal): Promise<void> {
    let code: number = AppCode.UNREACHABLE;
    for (let failures = 0; !signal.aborted && failures < 5; ) {
      const answer = await this.app.awaitQr(token, signal);
      if (signal.aborted) return;
      switch (answer.code) {
        case AppCode.OK:
          this.stopTimer();
          this.loggedIn(answer.result as Login);
          return;
        case AppCode.SCANNED:
          this.stopTimer();
          this.state.value = {
            name: "scanned",
            by: (answer.result as Scanner | undefined) ?? { userName: "", portrait: "" },
          };
          break;
        case AppCode.CANCELLED:
          this.over({ name: "cancelled" });
          return;
        case AppCode.EXPIRED:
          this.over({ name: "expired" });
          return;
        case AppCode.NOT_SCANNED:
          break;
        default:
          code = answer.code;
          failures++;
          await new Promise<void>((resolve) => this.clock.after(1_000 * failures, resolve));
      }
    }
    if (!signal.aborted) this.over({ name: "failed", code });
  }

  private over(state: QrState): void {
    this.stopTimer();
    this.token = "";
    this.state.value = state;
  }
}

/** The token in what was scanned, pasted or typed: a whole address, or only its last part. */
export function tokenOf(text: string): string | undefined {
  const token = text.trim().split("#").at(-1)?.trim() ?? "";
  return /^[A-Za-z0-9._~-]{6,200}$/.test(token) ? token : undefined;
}
