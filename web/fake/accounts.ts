/** The app server, `/route` and the file store of the fake: accounts, sessions, codes, tickets, files. */
import type { FakeUser, World } from "./world.ts";

export interface FakeDevice {
  readonly userId: string;
  readonly deviceId: string;
}

export interface FakeRequest {
  readonly method: string;
  /** Below the server's root, without a query. */
  readonly path: string;
  readonly query: URLSearchParams;
  header(name: string): string;
  body(): Promise<Uint8Array>;
}

export interface FakeResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
}

interface QrCode {
  state: "created" | "scanned" | "announced" | "cancelled";
  scanner: FakeUser | undefined;
  confirmed: FakeUser | undefined;
  readonly clientId: string;
  readonly until: number;
  wake: () => void;
}

interface StoredFile {
  readonly type: string;
  readonly size: number;
  chunks: Uint8Array[];
}

const json = (status: number, body: object, headers: Record<string, string> = {}): FakeResponse => ({
  status,
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(body),
});

const coded = (code: number, result?: object, headers: Record<string, string> = {}) =>
  json(
    200,
    { code, message: code === 0 ? "success" : `code ${code}`, ...(result === undefined ? {} : { result }) },
    headers,
  );

export class FakeAccounts {
  readonly files = new Map<string, StoredFile>();
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
    if (path === "/files" || path.startsWith("/files/")) return this.file(request);
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

  private async file(request: FakeRequest): Promise<FakeResponse> {
    const id = request.path.split("/")[2] ?? "";
    if (request.method === "GET") return this.download(id);
    if (!this.imTokens.has(request.header("authorization").replace(/^Bearer /, ""))) return json(401, {});
    if (request.method === "POST") {
      const ticket = JSON.parse(new TextDecoder().decode(await request.body())) as {
        type: string;
        size: number;
      };
      const uploadId = `f${this.next++}`;
      this.files.set(uploadId, { type: ticket.type, size: ticket.size, chunks: [] });
      return json(200, { uploadId, url: `files/${uploadId}`, chunkBytes: 512 * 1024 });
    }
    const file = this.files.get(id);
    if (file === undefined) return json(404, {});
    const have = file.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (Number(request.header("upload-offset")) !== have)
      return json(409, {}, { "Upload-Offset": String(have) });
    const chunk = await request.body();
    file.chunks.push(chunk);
    return json(200, {}, { "Upload-Offset": String(have + chunk.length) });
  }

  private download(id: string): FakeResponse {
    const file = this.files.get(id);
    if (file === undefined) return json(404, {});
    const body = new Uint8Array(file.chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of file.chunks) {
      body.set(chunk, at);
      at += chunk.length;
    }
    return { status: 200, headers: { "Content-Type": file.type, "X-Content-Type-Options": "nosniff" }, body };
  }
}
