import { SUBPROTOCOL } from "../protocol/frames";

export interface SocketEvents {
  opened(): void;
  received(bytes: Uint8Array): void;
  /** Once, also after a failure to open; nothing follows. */
  closed(code: number, reason: string): void;
}

export interface OpenSocket {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  /** Without a `closed` event. */
  drop(): void;
}

export type SocketOpener = (url: string, events: SocketEvents) => OpenSocket;

/** The browser's WebSocket behind the port. */
export const openBrowserSocket: SocketOpener = (url, events) => {
  const socket = new WebSocket(new URL(url, location.href.replace(/^http/, "ws")), SUBPROTOCOL);
  let isOver = false;
  socket.binaryType = "arraybuffer";
  socket.onopen = () => events.opened();
  socket.onmessage = ({ data }) => {
    if (!isOver && data instanceof ArrayBuffer) events.received(new Uint8Array(data));
  };
  socket.onclose = ({ code, reason }) => {
    if (!isOver) events.closed(code, reason);
    isOver = true;
  };
  return {
    send: (bytes) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
    },
    drop: () => {
      isOver = true;
      socket.close();
    },
  };
};
