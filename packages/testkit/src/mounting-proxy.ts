import { once } from "node:events";
import { type IncomingMessage, type Server, type ServerResponse, createServer, request } from "node:http";
import { type AddressInfo, type Socket, connect } from "node:net";
import { text } from "node:stream/consumers";

type Mount = {
  /** Path under which the server appears, such as "/some/path". */
  readonly path: string;
  /** Whether the server gets to see that path. */
  readonly strips: boolean;
};

/** A reverse proxy as operators set one up: it mounts a server at a path, passes sockets on, and says for whom. */
export class MountingProxy implements AsyncDisposable {
  /** Paths that were asked for outside the mount: links that lead astray. */
  readonly strays: string[] = [];
  /** What to make of texts that the server answers with, by their path below the mount. */
  readonly edits = new Map<string, (text: string) => string>();
  /** Times it passed an upgraded connection on. */
  upgrades = 0;
  readonly #mount: Mount;
  readonly #server: Server;
  readonly #connections = new Set<Socket>();
  #target = "";
  #url = "";

  private constructor(mount: Mount) {
    this.#mount = mount;
    this.#server = createServer((incoming, answer) => {
      const path = this.#pathOf(incoming);
      if (path === undefined) return void answer.writeHead(404).end("nothing is mounted here");
      const edit = this.edits.get(incoming.url?.slice(mount.path.length) ?? "");
      const headers = this.#headersOf(incoming);
      if (edit) delete headers["if-none-match"]; // nothing is as it was
      if (edit) delete headers["if-modified-since"];
      if (edit) delete headers["accept-encoding"]; // a text that can be read
      const outgoing = request(
        this.#target + path,
        { method: incoming.method ?? "GET", headers, agent: false },
        (reply) => {
          if (edit) return void sendEdited(reply, answer, edit);
          answer.writeHead(reply.statusCode ?? 502, reply.headers);
          reply.pipe(answer);
        },
      );
      outgoing.on("error", () => answer.destroy());
      answer.on("close", () => outgoing.destroy());
      incoming.pipe(outgoing);
    });
    this.#server.on("upgrade", (incoming: IncomingMessage, client: Socket, head: Buffer) => {
      const path = this.#pathOf(incoming);
      if (path === undefined) return void client.destroy();
      this.upgrades += 1;
      const { hostname, port } = new URL(this.#target);
      const server = connect(Number(port), hostname);
      const lines = Object.entries(this.#headersOf(incoming)).map(([name, value]) => `${name}: ${value}\r\n`);
      server.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
      server.write(head);
      for (const [from, to] of [
        [client, server],
        [server, client],
      ] as const) {
        from.pipe(to);
        from.on("error", () => to.destroy()).on("close", () => to.destroy());
      }
    });
    this.#server.on("connection", (connection) => {
      this.#connections.add(connection);
      connection.on("close", () => this.#connections.delete(connection));
    });
  }

  /** Listens first, so that the server behind it can be told where people will find it. */
  static async open(mount: Mount): Promise<MountingProxy> {
    const proxy = new MountingProxy(mount);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    proxy.#url = `http://127.0.0.1:${(proxy.#server.address() as AddressInfo).port}${mount.path}`;
    return proxy;
  }

  get url(): string {
    return this.#url;
  }

  /** The server that is mounted. */
  mount(url: string): void {
    this.#target = url;
  }

  async [Symbol.asyncDispose]() {
    for (const connection of this.#connections) connection.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #pathOf({ url = "" }: IncomingMessage): string | undefined {
    const { path, strips } = this.#mount;
    if (url !== path && !url.startsWith(`${path}/`) && !url.startsWith(`${path}?`)) {
      this.strays.push(url);
      return undefined;
    }
    if (!strips) return url;
    const rest = url.slice(path.length);
    return rest.startsWith("/") ? rest : `/${rest}`;
  }

  #headersOf({ headers, socket }: IncomingMessage): Record<string, string> {
    const before = headers["x-forwarded-for"];
    return {
      ...(headers as Record<string, string>),
      "x-forwarded-for": [before, socket.remoteAddress].filter(Boolean).join(", "),
      "x-forwarded-proto": "http",
      "x-forwarded-host": headers.host ?? "",
    };
  }
}

async function sendEdited(reply: IncomingMessage, answer: ServerResponse, edit: (text: string) => string) {
  const { "content-length": _, etag: _etag, "last-modified": _modified, ...headers } = reply.headers;
  answer.writeHead(reply.statusCode ?? 502, headers).end(edit(await text(reply)));
}
