/** The app server and `/route` of the fake: accounts, sessions, codes, tickets. */
import { FakeCodes } from "./codes.ts";
import { FakeFiles } from "./files.ts";
import { type FakeRequest, type FakeResponse, json } from "./http.ts";
import type { FakeUser, World } from "./world.ts";

export interface FakeDevice {
  readonly userId: string;
  readonly deviceId: string;
}

const coded = (code: number, result?: object, headers: Record<string, string> = {}) =>
  json(
    200,
    { code, message: code === 0 ? "success" : `code ${code}`, ...(result === undefined ? {} : { result }) },
    headers,
  );

const invalid = (field: string) => json(200, { code: 15, message: `${field}: not as it must be` });

const cookieOf = (request: FakeRequest, name: string): string =>
  new RegExp(`(?:^|; )${name}=([^;]+)`).exec(request.header("cookie"))?.[1] ?? "";

export class FakeAccounts {
  readonly files = new FakeFiles();
  socketUrl = "/ws";
  readonly codes: FakeCodes;
  private readonly world: World;
  private readonly appSessions = new Map<string, FakeDevice>();
  private readonly imTokens = new Map<string, FakeDevice>();
  private readonly tickets = new Map<string, FakeDevice>();
  private next = 1;

  constructor(world: World) {
    this.world = world;
    this.codes = new FakeCodes(() => world.nowMs());
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

  /** Another token of a device; the old ones are dead. */
  renew(device: FakeDevice): string {
    for (const [token, each] of this.imTokens)
      if (each.deviceId === device.deviceId) this.imTokens.delete(token);
    return this.imToken(device);
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
        return coded(0, undefined, { "Set-Cookie": "hearth_session=; Path=/; Max-Age=0" });
      case "token":
        return this.token(request);
      case "find_user":
        return this.find(request, body["name"] ?? "");
      case "pc_session":
        return this.showCode(request, body);
      case "session_login":
        return this.awaitCode(token ?? "", cookieOf(request, "hearth_code"));
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
    if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{1,31}$/u.test(name)) return invalid("name");
    if (displayName.length > 64) return invalid("displayName");
    if (password.length < 8) return coded(24);
    if (this.world.byName(name) !== undefined) return coded(17);
    return this.signIn(this.world.addUser(name, password, displayName || name), body["clientId"] ?? "", true);
  }

  private logIn(body: Record<string, string>): FakeResponse {
    const user = this.world.byName(body["name"] ?? "");
    if (user === undefined || user.password !== body["password"]) return coded(19);
    return this.signIn(user, body["clientId"] ?? "", false);
  }

  private signIn(user: FakeUser, clientId: string, register: boolean): FakeResponse {
    const device = { userId: user.userId, deviceId: clientId || `device-${this.next++}` };
    const authToken = `auth-${this.next++}-${Math.random().toString(36).slice(2)}`;
    this.appSessions.set(authToken, device);
    const result = { ...this.person(device), token: this.imToken(device), register };
    return coded(0, result, {
      authToken,
      "Set-Cookie": `hearth_session=${authToken}; Path=/; HttpOnly; SameSite=Lax`,
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
    return request.header("authToken") || cookieOf(request, "hearth_session");
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

  private showCode(request: FakeRequest, body: Record<string, string>): FakeResponse {
    const { clientId = "", device_name: deviceName = "", token: old = "" } = body;
    const shown = this.codes.show({ clientId, deviceName }, old, cookieOf(request, "hearth_code"));
    const result = { ...shown, cookie: undefined, status: 0, platform: 5, device_name: deviceName };
    return coded(0, result, { "Set-Cookie": `hearth_code=${shown.cookie}; Path=/; HttpOnly; SameSite=Lax` });
  }

  private async awaitCode(token: string, cookie: string): Promise<FakeResponse> {
    const awaited = await this.codes.await(token, cookie);
    switch (awaited.code) {
      case 0:
        return this.signIn(awaited.scanner, awaited.asking.clientId, false);
      case 9:
        return coded(9, { userName: awaited.scanner.displayName, portrait: "" });
      default:
        return coded(awaited.code);
    }
  }

  private scan(request: FakeRequest, token: string): FakeResponse {
    const user = this.world.users.get(this.deviceOf(request)?.userId ?? "");
    if (user === undefined) return coded(13);
    const asking = this.codes.scan(token, user);
    if (asking === undefined) return coded(8);
    return coded(0, { device_name: asking.deviceName, platform: 5, address: "203.0.113.7" });
  }

  private decide(request: FakeRequest, token: string, isAgreed: boolean): FakeResponse {
    const device = this.deviceOf(request);
    if (device === undefined) return coded(13);
    return coded(this.codes.decide(token, device.userId, isAgreed) ? 0 : 8);
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
