import type { NewApiKey, Tokens } from "@dispatch/protocol/account";
import type { Session } from "@dispatch/protocol/session";
import { type ServerSettings, settingNames } from "@dispatch/protocol/settings";
import { PASSWORD, expectStatus } from "@dispatch/testkit/account";
import { httpRequest } from "@dispatch/testkit/http-request";
import type { KnownIds } from "./values.ts";

export const roles = [
  "owner",
  "member",
  "read-key",
  "run-key",
  "admin-key",
  "guest",
  "forger",
  "nobody",
] as const;
export type Who = (typeof roles)[number];

type Page<T> = { readonly items: readonly T[] };

/** Who asks, and what there is to ask for. Both come back when a random request happened to end them. */
export class Cast {
  readonly #url: string;
  readonly #tokens = new Map<Who, string>([["forger", "eyJhbGciOiJub25lIn0.e30."]]);
  #known: KnownIds = {};

  private constructor(url: string) {
    this.#url = url;
  }

  /** On a server without accounts and with open registration. */
  static async gather(url: string): Promise<Cast> {
    const cast = new Cast(url);
    for (const name of ["owner", "member"]) {
      const body = { email: `${name}@example.com`, password: PASSWORD };
      expectStatus(await httpRequest("POST", `${url}/api/auth/register`, { body }), 201);
    }
    await cast.renew();
    return cast;
  }

  get known(): KnownIds {
    return this.#known;
  }

  token(who: Who): string | undefined {
    return this.#tokens.get(who);
  }

  /** Makes again what is gone, and looks what there is now. */
  async renew(): Promise<void> {
    const owner = await this.#login("owner");
    // First: a quota that a random request has set would refuse the rest.
    const settings = await this.#ask<ServerSettings>("GET", "/api/settings", owner);
    const changed = settingNames.filter((name) => settings[name].origin === "set");
    const defaults = Object.fromEntries(changed.map((name) => [name, null]));
    await this.#ask("PUT", "/api/settings", owner, defaults);
    const people = (await this.#ask<Page<{ id: string; email: string }>>("GET", "/api/users", owner)).items;
    const member = people.find(({ email }) => email === "member@example.com");
    await this.#ask("PATCH", `/api/users/${member?.id ?? ""}`, owner, { disabled: false, role: "member" });
    const tokens = { owner, member: await this.#login("member") };
    for (const [who, token] of Object.entries(tokens)) this.#tokens.set(who as Who, token);
    for (const scope of ["read", "run", "admin"] as const) {
      const who = `${scope}-key` as const;
      if (await this.#isAlive(who)) continue;
      const key = await this.#ask<NewApiKey>("POST", "/api/api-keys", owner, {
        name: scope,
        scopes: [scope],
      });
      this.#tokens.set(who, key.secret);
    }
    const sessions: string[] = [];
    for (const [name, token] of Object.entries(tokens)) {
      const userId = people.find(({ email }) => email === `${name}@example.com`)?.id;
      sessions.push(await this.#session(token, userId));
    }
    if (!(await this.#isAlive("guest"))) {
      const share = { with: "link", label: "guest", access: "write" };
      const made = await this.#ask<{ token: string }>(
        "POST",
        `/api/sessions/${sessions[0] ?? ""}/shares`,
        owner,
        share,
      );
      this.#tokens.set("guest", made.token);
    }
    const idsAt = async (path: string) =>
      (await this.#ask<Page<{ id: string }>>("GET", path, owner)).items.map(({ id }) => id);
    this.#known = {
      ses: sessions,
      usr: people.map(({ id }) => id),
      wsp: await idsAt("/api/workspaces"),
      key: (await idsAt("/api/api-keys")).slice(0, 5),
      lgn: (await idsAt("/api/auth/logins")).slice(0, 5),
      inv: (await idsAt("/api/invites")).slice(0, 5),
    };
  }

  /** A terminal that swallows whatever is typed; the ones that random requests made are removed. */
  async #session(token: string, userId: string | undefined): Promise<string> {
    const all = await this.#ask<Page<Session>>("GET", "/api/sessions?limit=200", token);
    // Others may have shared theirs meanwhile.
    const items = all.items.filter(({ ownerId }) => ownerId === userId);
    const lasting = items.find(({ title, status }) => title === "fuzzed" && status === "running");
    for (const { id } of items) {
      if (id !== lasting?.id) await httpRequest("DELETE", `${this.#url}/api/sessions/${id}`, { token });
    }
    if (lasting) return lasting.id;
    const wish = { kind: "terminal", shell: "/bin/sh", args: ["-c", "exec cat >/dev/null"], title: "fuzzed" };
    return (await this.#ask<Session>("POST", "/api/sessions", token, wish)).id;
  }

  async #isAlive(who: Who): Promise<boolean> {
    const token = this.#tokens.get(who);
    if (token === undefined) return false;
    return (await httpRequest("GET", `${this.#url}/api/shared`, { token })).status !== 401;
  }

  async #login(name: string): Promise<string> {
    const who = name as Who;
    if (await this.#isAlive(who)) return this.#tokens.get(who) ?? "";
    const body = { email: `${name}@example.com`, password: PASSWORD };
    return (await this.#ask<Tokens>("POST", "/api/auth/login", undefined, body)).accessToken;
  }

  async #ask<T>(method: string, path: string, token: string | undefined, body?: unknown): Promise<T> {
    const answer = await httpRequest<T>(method, this.#url + path, { token, body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }
}
