import type { Fetch } from "./route";

/** The platform number of a web client. */
const WEB = 5;

export const AppCode = {
  OK: 0,
  SERVER_ERROR: 4,
  EXPIRED: 8,
  SCANNED: 9,
  NOT_SCANNED: 10,
  NOT_SIGNED_IN: 13,
  NO_RIGHT: 14,
  INVALID: 15,
  NOT_FOUND: 16,
  NAME_TAKEN: 17,
  CANCELLED: 18,
  WRONG_PASSWORD: 19,
  TOO_MANY_FAILURES: 20,
  FORBIDDEN: 21,
  WEAK_PASSWORD: 24,
  /** The client's own: there was no answer. */
  UNREACHABLE: -1,
  /** The client's own: a server, or something before it, has too much to do. */
  BUSY: -2,
} as const;

/** An answer of the app server: HTTP 200 with `{code, message, result}`. */
export interface AppAnswer<T> {
  readonly code: number;
  readonly message: string;
  /** With code 0, and with 9 where a code was scanned. */
  readonly result: T | undefined;
}

export interface Login {
  readonly userId: string;
  /** The IM token. */
  readonly token: string;
  readonly clientId: string;
  readonly userName: string;
  readonly portrait: string;
}

export interface QrSession {
  readonly token: string;
  /** Milliseconds left. */
  readonly expired: number;
}

export interface Scanner {
  readonly userName: string;
  readonly portrait: string;
}

/** The browser that wants in, as it calls itself, and where it asks from. */
export interface AskingDevice {
  readonly device_name?: string;
  readonly address?: string;
}

export interface FoundUser {
  readonly userId: string;
  readonly userName: string;
  readonly portrait: string;
}

/** The application server's HTTP API (hop 2). Refusals are values; no answer is code -1. */
export class AppServer {
  private readonly fetch: Fetch;
  private readonly base: string;
  /** The session's key besides the cookie; in memory only. */
  private authToken = "";

  /** `base`: where the API is, ending in a slash. */
  constructor(fetch: Fetch, base: string) {
    this.fetch = fetch;
    this.base = base;
  }

  register(name: string, password: string, displayName: string, clientId: string): Promise<AppAnswer<Login>> {
    return this.post("register", { name, password, displayName, clientId, platform: WEB });
  }

  logIn(name: string, password: string, clientId: string): Promise<AppAnswer<Login>> {
    return this.post("login_pwd", { name, password, clientId, platform: WEB });
  }

  /** `token`: the code shown until now, which this one replaces; empty: there is none. */
  openQrSession(deviceName: string, clientId: string, token: string): Promise<AppAnswer<QrSession>> {
    return this.post("pc_session", { device_name: deviceName, clientId, platform: WEB, flag: 0, token });
  }

  /** Waits up to 50 s for what happens to the code. */
  awaitQr(token: string, signal: AbortSignal): Promise<AppAnswer<Login | Scanner>> {
    return this.post(`session_login/${encodeURIComponent(token)}`, {}, signal);
  }

  scanQr(token: string): Promise<AppAnswer<AskingDevice>> {
    return this.post(`scan_pc/${encodeURIComponent(token)}`, {});
  }

  confirmQr(token: string, userId: string): Promise<AppAnswer<unknown>> {
    return this.post("confirm_pc", { token, user_id: userId, quick_login: 0 });
  }

  cancelQr(token: string): Promise<AppAnswer<unknown>> {
    return this.post("cancel_pc", { token });
  }

  /** A fresh IM token of the signed-in session. */
  imToken(clientId: string): Promise<AppAnswer<{ token: string }>> {
    return this.post("token", { clientId, platform: WEB });
  }

  me(): Promise<AppAnswer<Login>> {
    return this.call("me", { method: "GET" });
  }

  async logOut(): Promise<void> {
    await this.post("logout", {});
    this.authToken = "";
  }

  /** Who has this account name. */
  findUser(name: string): Promise<AppAnswer<FoundUser>> {
    return this.post("find_user", { name });
  }

  private post<T>(path: string, body: object, signal?: AbortSignal): Promise<AppAnswer<T>> {
    return this.call(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  private async call<T>(path: string, init: RequestInit): Promise<AppAnswer<T>> {
    const headers = new Headers(init.headers);
    if (this.authToken !== "") headers.set("authToken", this.authToken);
    try {
      const signal = init.signal ?? AbortSignal.timeout(20_000);
      const response = await this.fetch(this.base + path, {
        ...init,
        headers,
        signal,
        credentials: "same-origin",
      });
      if (!response.ok) return failed(response.status);
      const answer = (await response.json()) as Partial<AppAnswer<T>>;
      if (typeof answer.code !== "number") return unreachable("not an answer of the app server");
      this.authToken = response.headers.get("authToken") ?? this.authToken;
      return { code: answer.code, message: answer.message ?? "", result: answer.result };
    } catch (failure) {
      return unreachable(String(failure));
    }
  }
}

function unreachable<T>(message: string): AppAnswer<T> {
  return { code: AppCode.UNREACHABLE, message, result: undefined };
}

function failed<T>(status: number): AppAnswer<T> {
  const isBusy = status === 429 || status === 503;
  return { code: isBusy ? AppCode.BUSY : AppCode.UNREACHABLE, message: `HTTP ${status}`, result: undefined };
}
