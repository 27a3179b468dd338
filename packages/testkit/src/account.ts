import type { NewApiKey, Tokens } from "@dispatch/protocol/account";
import type { EventJson } from "@dispatch/protocol/events";
import type { CreateSession, Session } from "@dispatch/protocol/session";
import { type Answer, type RequestOptions, httpRequest } from "./http-request.ts";
import { until } from "./until.ts";

export const PASSWORD = "correct horse battery staple";

type Terminal = Omit<Extract<CreateSession, { kind: "terminal" }>, "kind">;

/** Somebody with an account and an API key, which outlives every restart of the server. */
export class Account {
  readonly url: string;
  readonly token: string;
  readonly tokens: Tokens;

  private constructor(url: string, tokens: Tokens, token: string) {
    this.url = url;
    this.tokens = tokens;
    this.token = token;
  }

  /** The first account on a server owns it. */
  static async register(
    url: string,
    email = "owner@example.com",
    more: { setupKey?: string } = {},
  ): Promise<Account> {
    const made = await httpRequest<Tokens>("POST", `${url}/api/auth/register`, {
      body: { email, password: PASSWORD, ...more },
    });
    const { accessToken } = expectStatus(made, 201);
    const key = await httpRequest<NewApiKey>("POST", `${url}/api/api-keys`, {
      token: accessToken,
      body: { name: "tests" },
    });
    return new Account(url, made.body, expectStatus(key, 201).secret);
  }

  request<T = unknown>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
    return httpRequest(method, this.url + path, { token: this.token, ...options });
  }

  /** Asks again while the server is away: what a patient program does. */
  insist<T = unknown>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
    return until(`an answer to ${method} ${path}`, async () => {
      const answer = await this.request<T>(method, path, options).catch(() => undefined);
      return answer && answer.status < 500 && answer;
    });
  }

  /** An agent that begins with this task. */
  async agent(prompt: string): Promise<Session> {
    return expectStatus(
      await this.request<Session>("POST", "/api/sessions", { body: { kind: "agent", prompt } }),
      201,
    );
  }

  async terminal(options: Terminal = {}): Promise<Session> {
    const answer = await this.request<Session>("POST", "/api/sessions", {
      body: { kind: "terminal", ...options },
    });
    return expectStatus(answer, 201);
  }

  /** A shell command in a terminal that passes bytes as they are: no echo, no change of line ends. */
  raw(command: string, options: Terminal = {}): Promise<Session> {
    return this.terminal({ shell: "/bin/sh", args: ["-c", `stty raw -echo; ${command}`], ...options });
  }

  async session(id: string): Promise<Session> {
    return expectStatus(await this.insist<Session>("GET", `/api/sessions/${id}`), 200);
  }

  sessionWhere(
    id: string,
    what: string,
    holds: (session: Session) => boolean,
    deadlineMs?: number,
  ): Promise<Session> {
    return until(
      `a session that is ${what}`,
      async () => {
        const session = await this.session(id);
        return holds(session) && session;
      },
      deadlineMs === undefined ? {} : { deadlineMs },
    );
  }

  ended(id: string, deadlineMs?: number): Promise<Session> {
    return this.sessionWhere(id, "ended", ({ status }) => status === "ended", deadlineMs);
  }

  async type(id: string, data: string, key?: string): Promise<void> {
    const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
    expectStatus(await this.request("POST", `/api/sessions/${id}/input`, { body: { data }, headers }), 202);
  }

  /** Every event, page by page. */
  async events(id: string, after = 0): Promise<EventJson[]> {
    const events: EventJson[] = [];
    for (let cursor: string | null = String(after); cursor !== null;) {
      const page: Answer<{ items: EventJson[]; nextCursor: string | null }> = await this.request(
        "GET",
        `/api/sessions/${id}/events?after=${cursor}&limit=1000`,
      );
      const { items, nextCursor } = expectStatus(page, 200);
      events.push(...items);
      cursor = nextCursor;
    }
    return events;
  }

  /** Waits until the terminal has shown this text. */
  shows(id: string, text: string): Promise<string> {
    return until(`a terminal that shows ${JSON.stringify(text)}`, async () => {
      const shown = outputOf(await this.events(id)).toString();
      return shown.includes(text) && shown;
    });
  }
}

/** All terminal output among the events. */
export const outputOf = (events: readonly EventJson[]): Buffer =>
  Buffer.concat(
    events.flatMap((event) =>
      event.channel === "terminal:output" ? [Buffer.from(event.payload, "base64")] : [],
    ),
  );

export function expectStatus<T>(answer: Answer<T>, status: number): T {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`);
  return answer.body;
}
