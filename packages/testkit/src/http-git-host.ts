import { spawn, execFileSync } from "node:child_process";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";

/** A git host on loopback that is reached by HTTP: git's own program behind a user's name and a token. */
export class HttpGitHost implements AsyncDisposable {
  readonly url: string;
  /** What everybody who came showed, or that they showed nothing. */
  readonly shown: (string | undefined)[] = [];
  /** Sends whoever comes to another host. */
  redirectsTo: string | undefined;
  readonly #server: Server;
  readonly #folder: string;
  readonly #expected: string;

  private constructor(server: Server, folder: string, { user, token }: { user: string; token: string }) {
    this.#server = server;
    this.#folder = folder;
    this.#expected = `Basic ${Buffer.from(`${user}:${token}`).toString("base64")}`;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", (request: IncomingMessage, response: ServerResponse) =>
      this.#answer(request, response),
    );
  }

  /** Serves the repositories that lie in a folder. */
  static async open(repository: string, who: { user: string; token: string }): Promise<HttpGitHost> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new HttpGitHost(server, dirname(repository), who);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { authorization } = request.headers;
    this.shown.push(authorization);
    if (this.redirectsTo !== undefined)
      return void response.writeHead(302, { location: `${this.redirectsTo}${request.url}` }).end();
    if (authorization !== this.#expected)
      return void response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end();
    this.#serve(request, response);
  }

  /** As CGI has it: headers, an empty line, and the rest. */
  #serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "/", this.url);
    const child = spawn(join(GIT_PROGRAMS, "git-http-backend"), {
      env: {
        PATH: process.env["PATH"] ?? "",
        GIT_PROJECT_ROOT: this.#folder,
        GIT_HTTP_EXPORT_ALL: "1",
        GIT_CONFIG_COUNT: "1",
        GIT_CONFIG_KEY_0: "safe.directory",
        GIT_CONFIG_VALUE_0: "*",
        GIT_PROTOCOL: request.headers["git-protocol"]?.toString() ?? "",
        PATH_INFO: decodeURIComponent(url.pathname),
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method ?? "GET",
        CONTENT_TYPE: request.headers["content-type"] ?? "",
        HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
        REMOTE_USER: "ada",
        REMOTE_ADDR: "127.0.0.1",
      },
      stdio: ["pipe", "pipe", "ignore"],
    });
    child.stdin.on("error", () => undefined);
    request.pipe(child.stdin);
    const parts: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => parts.push(part));
    child.on("close", () => {
      const answer = Buffer.concat(parts);
      const end = answer.indexOf("\r\n\r\n");
      const lines = answer.subarray(0, end).toString().split("\r\n");
      const headers = Object.fromEntries(
        lines.map((line) => [line.split(": ")[0]?.toLowerCase() ?? "", line.slice(line.indexOf(": ") + 2)]),
      );
      const { status = "200", ...others } = headers;
      response.writeHead(Number.parseInt(status, 10), others).end(answer.subarray(end + 4));
    });
  }
}

const GIT_PROGRAMS = execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim();
