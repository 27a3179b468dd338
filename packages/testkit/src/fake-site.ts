import { type IncomingMessage, type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type SiteRequest = {
  readonly method: string;
  /** Parts between the slashes, each decoded. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: Record<string, unknown>;
};
export type SiteAnswer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A site on loopback that answers with JSON, as a test tells it. */
export abstract class FakeSite implements AsyncDisposable {
  /** Without a slash at its end. */
  readonly url: string;
  /** Name and port. */
  readonly host: string;
  /** Answers this to whatever comes. */
  broken: SiteAnswer | undefined;
  readonly requests: SiteRequest[] = [];
  readonly #server: Server;

  protected constructor(server: Server) {
    this.#server = server;
    this.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.url = `http://${this.host}`;
    server.on("request", (request: IncomingMessage, response) => {
      void this.#read(request).then((asked) => {
        this.requests.push(asked);
        const { status, body, headers } = this.broken ?? this.answer(asked);
        const isText = typeof body === "string";
        const type = isText ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
        response
          .writeHead(status, { "content-type": type, ...headers })
          .end(body === undefined ? "" : isText ? body : JSON.stringify(body));
      });
    });
  }

  protected static async listening(): Promise<Server> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  protected abstract answer(request: SiteRequest): SiteAnswer;

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #read(request: IncomingMessage): Promise<SiteRequest> {
    const url = new URL(request.url ?? "/", this.url);
    const body = await text(request);
    return {
      method: request.method ?? "GET",
      path: url.pathname.split("/").slice(1).map(decodeURIComponent),
      query: url.searchParams,
      headers: request.headers,
      body: body === "" ? {} : (JSON.parse(body) as Record<string, unknown>),
    };
  }
}
