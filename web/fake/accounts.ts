/** The app server and `/route` of the fake: accounts, sessions, codes, tickets. */
import { FakeFiles } from "./files.ts";
import { type FakeRequest, type FakeResponse, json } from "./http.ts";
import type { FakeUser, World } from "./world.ts";

export interface FakeDevice {
  readonly userId: string;
  readonly deviceId: string;
}

interface QrCode {
  state: "created" | "scanned" | "announced" | "cancelled";
  scanner: FakeUser | undefined;
  confirmed: FakeUser | undefined;
  readonly clientId: string;
  readonly until: number;
  wake: () => void;
}

const coded = (code: number, result?: object, headers: Record<string, string> = {}) =>
  json(
    200,
    { code, message: code === 0 ? "success" : `code ${code}`, ...(result === undefined ? {} : { result }) },
    headers,
  );

export class FakeAccounts {
  readonly files = new FakeFiles();
  socketUrl = "/ws";
  /** How long `/session_login` waits. */
  pollMs = 50_000;
  private readonly world: World;
  private readonly appSessions = new Map<string, FakeDevice>();
  private readonly imTokens = new Map<string, FakeDevice>();
  private readonly tickets = new Map<string, FakeDevice>();
  private readonly codes = new Map<string, QrCode>();
  private next = 1;

  constructor(world: World) {
    this.world = world;
  }

  ticketFor(device: FakeDevice): string {
    const ticket = `ticket-${this.next++}`;
    this.tickets.set(ticket, device);
    return ticket;
  }

  redeem(ticket: string): FakeDevice | undefined {
    const device = this.tickets.get(ticket);
    this.tickets.delete(ticket);
    return device;
  }

  /** Every IM token is dead, as after a day. */
  expireTokens(): void {
    this.imTokens.clear();
    this.tickets.clear();
  }

  /** Nothing for this path: the page's. */
  async handle(request: FakeRequest): Promise<FakeResponse | undefined> {
    const { method, path } = request;
    if (path === "/route" && method === "POST") return this.route(request);
    if (path.startsWith("/files/")) return this.files.handle(request);
    if (path === "/me" && method === "GET") return this.me(request);
    if (method !== "POST") return undefined;
    const [name, token] = path.slice(1).split("/");
    const body = JSON.parse(new TextDecoder().decode(await request.body()) || "{}") as Record<string, string>;
    switch (name) {
      case "register":
        return this.register(body);
      case "login_pwd":
        return this.logIn(body);
      case "logout":
        this.appSessions.delete(this.keyOf(request));
        return coded(0, undefined, { "Set-Cookie": "hearth=; Path=/; Max-Age=0" });
      case "token":
        return this.token(request);
      case "find_user":
        return this.find(request, body["name"] ?? "");
      case "pc_session":
        return this.openCode(body);
      case "session_login":
        return this.awaitCode(token ?? "");
      case "scan_pc":
        return this.scan(request, token ?? "");
      case "confirm_pc":
        return this.decide(request, body["token"] ?? "", true);
      case "cancel_pc":
        return this.decide(request, body["token"] ?? "", false);
      default:
        return undefined;
    }
  }

  private register(body: Record<string, string>): FakeResponse {
    const { name = "", password = "", displayName = "" } = body;
    if (!/^[A-Za-z0-9._-]{2,32}$/.test(name)) return coded(15);
    if (password.length < 8) return coded(24);
    if (this.world.byName(name) !== undefined) return coded(17);
    return this.signIn(this.world.addUser(name, password, displayName || name), body["clientId"] ?? "", true);
  }

  private logIn(body: Record<string, string>): FakeResponse {
    const user = this.world.byName(body["name"] ?? "");
    if (user === undefined || user.password !== body["password"]) return coded(6);
    return this.signIn(user, body["clientId"] ?? "", false);
  }

  private signIn(user: FakeUser, clientId: string, register: boolean): FakeResponse {
    const device = { userId: user.userId, deviceId: clientId || `device-${this.next++}` };
    const authToken = `auth-${this.next++}-${Math.random().toString(36).slice(2)}`;
    this.appSessions.set(authToken, device);
    const result = { ...this.person(device), token: this.imToken(device), register };
    return coded(0, result, {
      authToken,
      "Set-Cookie": `hearth=${authToken}; Path=/; HttpOnly; SameSite=Lax`,
    });
  }

  private person(device: FakeDevice) {
    const userName = this.world.users.get(device.userId)?.displayName ?? "";
    return { userId: device.userId, clientId: device.deviceId, userName, portrait: "" };
  }

  private imToken(device: FakeDevice): string {
    const token = `fake.${device.deviceId}.${this.next++}`;
    this.imTokens.set(token, device);
    return token;
  }

  private keyOf(request: FakeRequest): string {
    return request.header("authToken") || (/hearth=([^;]+)/.exec(request.header("cookie"))?.[1] ?? "");
  }

  private deviceOf(request: FakeRequest): FakeDevice | undefined {
    return this.appSessions.get(this.keyOf(request));
  }

  private me(request: FakeRequest): FakeResponse {
    const device = this.deviceOf(request);
    return device === undefined ? coded(13) : coded(0, this.person(device));
  }

  private token(request: FakeRequest): FakeResponse {
    const device = this.deviceOf(request);
    return device === undefined ? coded(13) : coded(0, { token: this.imToken(device) });
  }

  private find(request: FakeRequest, name: string): FakeResponse {
    if (this.deviceOf(request) === undefined) return coded(13);
    const user = this.world.byName(name);
    return user === undefined
      ? coded(16)
      : coded(0, { userId: user.userId, userName: user.displayName, portrait: "" });
  }

  private openCode(body: Record<string, string>): FakeResponse {
    const token = `qr${this.next++}${Math.random().toString(36).slice(2, 12)}`;
    const until = this.world.nowMs() + 300_000;
    const clientId = body["clientId"] ?? "";
    this.codes.set(token, {
      state: "created",
      scanner: undefined,
      confirmed: undefined,
      clientId,
      until,
      wake: () => {},
    });
    return coded(0, { token, status: 0, expired: 300_000, platform: 5, device_name: body["device_name"] });
  }

  private async awaitCode(token: string): Promise<FakeResponse> {
    const code = this.codes.get(token);
    if (code === undefined) return coded(8);
    if (code.state === "created" || (code.state === "announced" && code.confirmed === undefined)) {
      const isWoken = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), this.pollMs);
        code.wake = () => {
          clearTimeout(timer);
          resolve(true);
        };
      });
      if (!isWoken) return coded(code.state === "created" ? 10 : 8);
    }
    if (code.confirmed !== undefined) {
      this.codes.delete(token);
      return this.signIn(code.confirmed, code.clientId, false);
    }
    if (code.state === "cancelled") return coded(18);
    code.state = "announced";
    return coded(9, { userName: code.scanner?.displayName ?? "", portrait: "" });
  }

  private scan(request: FakeRequest, token: string): FakeResponse {
    const device = this.deviceOf(request);
    const code = this.codes.get(token);
    if (device === undefined) return coded(13);
    if (code === undefined || code.state !== "created") return coded(8);
    code.state = "scanned";
    code.scanner = this.world.users.get(device.userId);
    code.wake();
    return coded(0, {});
  }

  private decide(request: FakeRequest, token: string, isConfirmed: boolean): FakeResponse {
    const device = this.deviceOf(request);
    const code = this.codes.get(token);
    if (device === undefined) return coded(13);
    if (code === undefined || code.state === "created" || code.state === "cancelled") return coded(8);
    if (isConfirmed) code.confirmed = this.world.users.get(device.userId);
    else code.state = "cancelled";
    code.wake();
    return coded(0, {});
  }

  private route(request: FakeRequest): FakeResponse {
    const device = this.imTokens.get(request.header("authorization").replace(/^Bearer /, ""));
    if (device === undefined) return json(401, { code: "TOKEN_EXPIRED", message: "fake" });
    const endpoints = [{ url: this.socketUrl }];
    return json(200, {
      node: "fake-1",
      endpoints,
      ticket: this.ticketFor(device),
      expiresInS: 30,
      files: { url: "" },
    });
  }
}
