import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { RunnerId, SessionId } from "@dispatch/protocol/ids";
import { type App, type Overrides, createApp } from "../app.ts";
import { type Environment, readConfig } from "../config/config.ts";
import { readSecrets } from "../config/secrets.ts";
import { EchoRunner } from "./echo-runner.ts";

export const BUILD = "1.0.0+test";

export type Answer = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
};
type Person = {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly refreshToken: string;
  readonly cookie: string;
};

type TestAppOptions = {
  readonly home?: string;
  readonly environment?: Environment;
  readonly automatic?: boolean;
  /** A folder with a built web app. */
  readonly webRoot?: string;
  readonly overrides?: Overrides;
};

/** The whole server on a free port, with an echo runner instead of processes and a clock that can be moved. */
export class TestApp implements AsyncDisposable {
  readonly home: string;
  readonly runners: EchoRunner[] = [];
  /** Every line the server logged. */
  readonly log: string[] = [];
  url = "";
  clock = Date.now();
  /** Whether a runner that is not connected is to be found among the processes. */
  runnersLive = true;
  #app: App | undefined;
  readonly #environment: Environment;
  readonly #webRoot: string;
  readonly #overrides: Overrides;
  readonly #automatic: boolean;

  private constructor(options: TestAppOptions) {
    this.home = options.home ?? mkdtempSync(join(tmpdir(), "dispatch-app-"));
    this.#environment = options.environment ?? {};
    this.#webRoot = options.webRoot ?? this.home;
    this.#overrides = options.overrides ?? {};
    this.#automatic = options.automatic ?? true;
  }

  /** `automatic: false` leaves dialling to the test. */
  static async open(options: TestAppOptions = {}): Promise<TestApp> {
    const it = new TestApp(options);
    await it.#start();
    return it;
  }

  get app(): App {
    if (!this.#app) throw new Error("the app is not running");
    return this.#app;
  }

  get linkPath(): string {
    return join(this.home, "run", "link.sock");
  }

  get runner(): EchoRunner {
    const runner = this.runners.at(-1);
    if (!runner) throw new Error("no runner was started");
    return runner;
  }

  async request(
    method: string,
    path: string,
    options: { token?: string | undefined; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const { token, body, headers = {} } = options;
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /[/+]json/.test(response.headers.get("content-type") ?? "") && text !== "";
    return {
      status: response.status,
      headers: response.headers,
      body: json ? (JSON.parse(text) as Record<string, unknown>) : { text },
    };
  }

  async register(email: string): Promise<Person> {
    const { status, body, headers } = await this.request("POST", "/api/auth/register", {
      body: { email, password: "correct horse" },
    });
    if (status !== 201) throw new Error(`register: ${JSON.stringify(body)}`);
    const { id } = body["user"] as { id: string };
    const cookie = (headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    return {
      id,
      email,
      token: body["accessToken"] as string,
      refreshToken: body["refreshToken"] as string,
      cookie,
    };
  }

  async terminal(token: string, more: object = {}): Promise<SessionId> {
    const { status, body } = await this.request("POST", "/api/sessions", {
      token,
      body: { kind: "terminal", ...more },
    });
    if (status !== 201) throw new Error(`create: ${JSON.stringify(body)}`);
    return body["id"] as SessionId;
  }

  /** A new server on the same home, as after a stop; runners have to dial again. */
  async restart(): Promise<void> {
    await this.app[Symbol.asyncDispose]();
    await this.#start();
  }

  async [Symbol.asyncDispose]() {
    await this.#app?.[Symbol.asyncDispose]();
    for (const runner of this.runners) runner[Symbol.dispose]();
    rmSync(this.home, { recursive: true, force: true });
  }

  async #start() {
    const environment = { DISPATCH_HOME: this.home, PORT: "0", ...this.#environment };
    const {
      warnings: _,
      terminalKey,
      ...config
    } = readConfig(environment, {
      runnerEntry: "",
      attendantEntry: "",
      driverEntry: "",
      webRoot: this.#webRoot,
      build: BUILD,
    });
    const secrets = readSecrets(this.home, environment, terminalKey);
    const logger = pino({ level: "trace" }, { write: (line: string) => void this.log.push(line) });
    this.#app = await createApp(
      { config, secrets, logger, environment },
      {
        now: () => this.clock,
        spawnRunner: (id) => this.#spawn(id),
        runnerIsAlive: () => this.runnersLive,
        ...this.#overrides,
      },
    );
    this.url = `http://127.0.0.1:${(await this.#app.start()).port}`;
  }

  #spawn(id: RunnerId): Promise<number> {
    const runner = new EchoRunner(id, BUILD);
    this.runners.push(runner);
    if (this.#automatic) setImmediate(() => void runner.dial(this.linkPath));
    return Promise.resolve(process.pid);
  }
}

/** Waits until something holds, looking again whenever the event loop turns; the test's own time-out ends a wait in vain. */
export async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
