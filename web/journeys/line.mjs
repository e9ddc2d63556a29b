import { connect, createServer } from "node:net";

/** The network between one browser and the product: it carries bytes until it is cut. */
export class Line {
  #name;
  #target;
  #server;
  #sockets = new Set();
  #isCut = false;

  constructor(url) {
    const { hostname, port, protocol } = new URL(url);
    this.#name = hostname;
    this.#target = {
      host: process.env.PRODUCT_HOST ?? hostname,
      port: Number(port || (protocol === "https:" ? 443 : 80)),
    };
  }

  async open() {
    this.#server = createServer((near) => this.#carry(near));
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  /** What a browser is told, so that it takes this way to the product under the product's own name. */
  get resolverRule() {
    return `MAP ${this.#name}:${this.#target.port} 127.0.0.1:${this.#server.address().port}`;
  }

  cut() {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend() {
    this.#isCut = false;
  }

  close() {
    this.cut();
    this.#server.close();
  }

  #carry(near) {
    if (this.#isCut) {
      near.destroy();
      return;
    }
    const far = connect(this.#target);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ]) {
      this.#sockets.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }
}
