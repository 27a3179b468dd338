import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { problem } from "@dispatch/client/testing/scripted-server";

const createdAt = "2026-01-01T00:00:00.000Z";
const expiresAt = "2030-01-31T00:00:00.000Z";
const ada = {
  id: "usr_ada00000",
  email: "ada@example.com",
  name: "Ada",
  role: "owner",
  disabled: false,
  createdAt,
};
const bob = { ...ada, id: "usr_bob00000", email: "bob@example.com", name: "Bob", role: "member" };
const login = { address: "127.0.0.1", createdAt, lastUsedAt: createdAt };

/** People, invitations and logins as the contract describes them, in memory, for the owner's good token. */
export class ScriptedPeople implements AsyncDisposable {
  readonly people = [ada, bob];
  invites: { id: string; role: string; createdAt: string; expiresAt: string }[] = [];
  logins = [
    { ...login, id: "lgn_browser0", device: "Firefox", current: false },
    { ...login, id: "lgn_program0", device: "node", current: true },
  ];
  /** Every request as `METHOD path body`. */
  readonly requests: string[] = [];
  readonly #http = createServer((request, response) => {
    void this.#answer(request).then((answer) => {
      const status = answer === undefined ? 204 : "status" in answer ? Number(answer["status"]) : 200;
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(answer && JSON.stringify(answer));
    });
  });

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
    return this;
  }

  async #answer(request: IncomingMessage): Promise<object | undefined> {
    const body = (request.headers["content-type"] ? await json(request) : {}) as Record<string, unknown>;
    const name = `${request.method} ${request.url}`;
    this.requests.push(Object.keys(body).length > 0 ? `${name} ${JSON.stringify(body)}` : name);
    if (request.headers.authorization !== "Bearer good-token")
      return problem(403, "forbidden", "Only administrators may do this.");
    const [, noun = "", id = "", action = ""] = (request.url ?? "")
      .replace("/api/auth/", "/api/")
      .slice(4)
      .split("/");
    if (noun === "users") return this.#users(id, action, body);
    if (noun === "invites") return this.#invites(`${request.method}`, id, body);
    return this.#logins(`${request.method}`, id);
  }

  #users(id: string, action: string, body: Record<string, unknown>): object | undefined {
    if (id === "") return page(this.people);
    if (action === "password-reset")
      return { token: "dsl_reset", url: "http://x/reset#dsl_reset", expiresAt };
    const person = this.people.find((one) => one.id === id);
    if (person?.role === "owner")
      return problem(403, "forbidden", "The owner's account cannot be changed by others.");
    return person && Object.assign(person, body);
  }

  #invites(method: string, id: string, body: Record<string, unknown>): object | undefined {
    if (method === "GET") return page(this.invites);
    if (method === "POST") {
      const invite = { id: "inv_00000000", role: String(body["role"]), createdAt, expiresAt };
      this.invites.push(invite);
      return { ...invite, token: "dsl_join", url: "http://x/join#dsl_join" };
    }
    const left = this.invites.filter((invite) => invite.id !== id);
    if (left.length === this.invites.length) return problem(404, "invite-not-found", "No such invitation");
    this.invites = left;
    return undefined;
  }

  #logins(method: string, id: string): object | undefined {
    if (method === "GET") return page(this.logins);
    const left = this.logins.filter((one) => one.id !== id);
    if (left.length === this.logins.length) return problem(404, "login-not-found", "No such login");
    this.logins = left;
    return undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }
}

const page = (items: readonly object[]) => ({ items, nextCursor: null });
