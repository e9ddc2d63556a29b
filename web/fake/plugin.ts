/** Puts the fake server behind Vite's development and preview servers: `npm run dev:fake`. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import { WebSocketServer } from "ws";
import { FakeAccounts } from "./accounts.ts";
import { PAGE_HEADERS } from "./headers.ts";
import type { FakeRequest } from "./http.ts";
import { liven, seed } from "./seed.ts";
import { FakeSession } from "./session.ts";
import { World } from "./world.ts";

const SUBPROTOCOL = "hearth.v1.proto";
export function fakeServer(): Plugin {
  const world = new World();
  const accounts = new FakeAccounts(world);
  seed(world, accounts);
  liven(world);
  const handle = (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    if (request.url?.startsWith("/_fake/")) control(world, accounts, request.url, response);
    else void answer(accounts, request, response, next);
  };
  return {
    name: "hearth-fake-server",
    configureServer(server) {
      server.middlewares.use(handle);
      if (server.httpServer !== null) acceptSockets(server.httpServer as Server, world, accounts);
    },
    configurePreviewServer(server) {
      server.middlewares.use((_request, response, next) => {
        for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
        next();
      });
      server.middlewares.use(handle);
      acceptSockets(server.httpServer as Server, world, accounts);
    },
  };
}

/** Levers for screenshots and by hand: cut every connection, refuse new ones, expire the tokens. */
let isDown = false;

function control(world: World, accounts: FakeAccounts, url: string, response: ServerResponse): void {
  const lever = url.slice("/_fake/".length);
  if (lever === "down") isDown = true;
  if (lever === "up") isDown = false;
  if (lever === "cut" || lever === "down") world.cut(4005);
  if (lever === "expire") accounts.expireTokens();
  if (lever === "restart") world.epoch++;
  response.end("ok");
}

async function answer(
  accounts: FakeAccounts,
  incoming: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) {
  const url = new URL(incoming.url ?? "/", "http://fake");
  const request: FakeRequest = {
    method: incoming.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    header: (name) => String(incoming.headers[name.toLowerCase()] ?? ""),
    body: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      return Uint8Array.from(Buffer.concat(chunks));
    },
  };
  if (isDown && url.pathname === "/route") {
    response.writeHead(502).end();
    return;
  }
  const result = await accounts.handle(request);
  if (result === undefined) next();
  else response.writeHead(result.status, result.headers).end(result.body);
}

function acceptSockets(server: Server, world: World, accounts: FakeAccounts): void {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => SUBPROTOCOL });
  server.on("upgrade", (request, socket, head) => {
    if (request.url !== "/ws") return;
    if (isDown) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const session = new FakeSession(
        world,
        accounts,
        (bytes) => webSocket.send(bytes),
        (code, reason) => (code >= 4000 ? webSocket.close(code, reason) : webSocket.terminate()),
      );
      webSocket.on("message", (data) => session.received(new Uint8Array(data as Buffer)));
      webSocket.on("close", () => session.gone());
    });
  });
}
