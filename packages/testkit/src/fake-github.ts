import { createHash, randomBytes } from "node:crypto";
import { type IncomingMessage, type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export const GITHUB_CLIENT = { id: "Iv1.0123456789abcdef", secret: "github secret" };

type Address = {
  readonly email: string;
  readonly primary: boolean;
  readonly verified: boolean;
  readonly visibility: string | null;
};
type Grant = { readonly redirectUri: string; readonly challenge: string };
type Answer = { readonly status: number; readonly body?: unknown; readonly location?: string };

/** What GitHub Enterprise answers to an app that signs people in, on loopback. Whoever comes is signed in there and agrees. */
export class FakeGitHub implements AsyncDisposable {
  readonly url: string;
  person: { id: number; login: string; name: string | null } = {
    id: 583_231,
    login: "octo",
    name: "Octo Cat",
  };
  addresses: Address[] = [
    { email: "noreply@users.example", primary: false, verified: true, visibility: null },
    { email: "octo@example.org", primary: true, verified: true, visibility: "private" },
  ];
  /** The person's answer on the page that asks for consent. */
  agrees = true;
  /** Breaks down, as servers do. */
  broken = false;
  readonly #codes = new Map<string, Grant>();
  readonly #tokens = new Set<string>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", (request: IncomingMessage, response) => {
      void this.#answer(request).then(({ status, body, location }) =>
        response
          .writeHead(status, {
            "content-type": "application/json; charset=utf-8",
            ...(location === undefined ? {} : { location }),
          })
          .end(body === undefined ? "" : JSON.stringify(body)),
      );
    });
  }

  static async open(): Promise<FakeGitHub> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new FakeGitHub(server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? "/", this.url);
    const body = await text(request);
    if (this.broken) return { status: 502, body: { message: "Unicorn!" } };
    const route = `${request.method} ${url.pathname}`;
    if (route === "GET /login/oauth/authorize") return this.#authorize(url.searchParams);
    if (route === "POST /login/oauth/access_token") return this.#token(request, new URLSearchParams(body));
    const [, token = ""] = /^Bearer (.+)$/.exec(request.headers.authorization ?? "") ?? [];
    if (!this.#tokens.has(token) || request.headers["user-agent"] === undefined)
      return { status: 401, body: { message: "Bad credentials" } };
    if (route === "GET /api/v3/user")
      return { status: 200, body: { ...this.person, node_id: "MDQ6", email: null } };
    if (route === "GET /api/v3/user/emails") return { status: 200, body: this.addresses };
    return { status: 404, body: { message: "Not Found" } };
  }

  #authorize(query: URLSearchParams): Answer {
    const back = new URL(query.get("redirect_uri") ?? "");
    const isKnown =
      query.get("client_id") === GITHUB_CLIENT.id && query.get("code_challenge_method") === "S256";
    if (!isKnown || !query.get("scope")?.includes("user:email")) return { status: 404 };
    back.searchParams.set("state", query.get("state") ?? "");
    if (this.agrees) {
      const code = randomBytes(10).toString("hex");
      this.#codes.set(code, {
        redirectUri: query.get("redirect_uri") ?? "",
        challenge: query.get("code_challenge") ?? "",
      });
      back.searchParams.set("code", code);
    } else {
      back.searchParams.set("error", "access_denied");
      back.searchParams.set("error_description", "The user has denied your application access.");
    }
    return { status: 302, location: back.href };
  }

  /** Like the real one it refuses with status 200, and speaks form data to who does not ask for JSON. */
  #token(request: IncomingMessage, form: URLSearchParams): Answer {
    if (request.headers.accept !== "application/json") return { status: 200, body: "access_token=not-json" };
    const code = form.get("code") ?? "";
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (form.get("client_id") !== GITHUB_CLIENT.id || form.get("client_secret") !== GITHUB_CLIENT.secret)
      return { status: 200, body: { error: "incorrect_client_credentials" } };
    if (!grant || grant.challenge !== challenge || grant.redirectUri !== form.get("redirect_uri"))
      return { status: 200, body: { error: "bad_verification_code" } };
    const token = `gho_${randomBytes(18).toString("hex")}`;
    this.#tokens.add(token);
    return {
      status: 200,
      body: { access_token: token, token_type: "bearer", scope: "read:user,user:email" },
    };
  }
}
