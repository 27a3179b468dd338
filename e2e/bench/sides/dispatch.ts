import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Session } from "@dispatch/protocol/session";
import { endChild, makeFolder, removeFolder, startNode } from "../harness/owned.ts";
import { freePort } from "../harness/ports.ts";
import { LiveConnection } from "./live-connection.ts";
import { startReaderApart } from "./start-reader-apart.ts";
import type { Reader, Side, Take, Terminal } from "./side.ts";

const bundle = fileURLToPath(new URL("../../../apps/server/dist/main.js", import.meta.url));
const program = existsSync(bundle)
  ? bundle
  : fileURLToPath(new URL("../../../apps/server/src/main.ts", import.meta.url));

const START_LIMIT_MS = 30_000;
const LOOK_AGAIN_MS = 2;
/** Characters of each log that go into an error. */
const WORDS_LIMIT = 2_000;

/** Dispatch as it is installed: its own defaults, its log on a disk, a runner of its own. */
export class Dispatch implements Side {
  readonly url: string;
  readonly token: string;
  readonly #home: string;
  readonly #child: ChildProcess;
  readonly #runnerPid: number;

  private constructor(parts: {
    url: string;
    token: string;
    home: string;
    child: ChildProcess;
    runnerPid: number;
  }) {
    this.url = parts.url;
    this.token = parts.token;
    this.#home = parts.home;
    this.#child = parts.child;
    this.#runnerPid = parts.runnerPid;
  }

  static async start(): Promise<Dispatch> {
    const home = makeFolder();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const child = spawnDispatch(port, home);
    await isReady(url, home, child);
    const token = await makeOwner(url);
    const runners = await request<{ items: { pid: number }[] }>(url, token, "GET", "/api/runners");
    const [runner] = runners.items;
    if (!runner) throw new Error("the server is ready without a runner");
    return new Dispatch({ url, token, home, child, runnerPid: runner.pid });
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  pids = async () => [this.pid, this.#runnerPid];

  create = (script: string) =>
    this.request<Session>("POST", "/api/sessions", {
      kind: "terminal",
      shell: "/bin/sh",
      args: ["-c", script],
    });

  request<T = unknown>(method: string, path: string, body?: object): Promise<T> {
    return request<T>(this.url, this.token, method, path, body);
  }

  connect = () => LiveConnection.open(this.url, this.token);

  async open(script: string, take: Take): Promise<Terminal> {
    const { id } = await this.create(script);
    const connection = await this.connect();
    await connection.attach({ runId: id, afterSeq: 0 }, { onOutput: take });
    return {
      write: (data) => connection.input(id, data),
      join: (other) => this.#join(id, other),
      [Symbol.asyncDispose]: async () => {
        await connection[Symbol.asyncDispose]();
        await this.end(id);
      },
    };
  }

  async openApart(script: string): Promise<AsyncDisposable> {
    const { id } = await this.create(script);
    const reader = await startReaderApart(this.#home, [this.url, this.token, id]);
    return {
      [Symbol.asyncDispose]: async () => {
        await this.end(id);
        await reader[Symbol.asyncDispose]();
      },
    };
  }

  async openIdle(script: string): Promise<void> {
    await this.create(script);
  }

  /** Ends a session's processes. It stays in the log: deleting it would work beside the next measurement. */
  async end(id: string): Promise<void> {
    await this.request("POST", `/api/sessions/${id}/stop`);
    while ((await this.request<Session>("GET", `/api/sessions/${id}`)).status !== "ended")
      await sleep(LOOK_AGAIN_MS);
  }

  async [Symbol.asyncDispose]() {
    await endChild(this.#child);
    await removeFolder(this.#home);
  }

  async #join(id: string, take: Take): Promise<Reader> {
    const { lastSeq } = await this.request<Session>("GET", `/api/sessions/${id}`);
    const connection = await this.connect();
    await connection.attach({ runId: id, afterSeq: lastSeq }, { onOutput: take });
    return connection;
  }
}

export function spawnDispatch(port: number, home: string): ChildProcess {
  const env = {
    PATH: process.env["PATH"],
    HOME: home,
    DISPATCH_HOME: home,
    // As the other sides run: as whoever runs the benchmark.
    DISPATCH_ISOLATION: "none",
    PORT: String(port),
    NODE_COMPILE_CACHE: join(home, "compiled"),
  };
  return startNode([program], { env, logFile: join(home, "server.log") });
}

/** Returns as soon as the server says that it can work. */
export async function isReady(url: string, home: string, child: ChildProcess): Promise<void> {
  const giveUpAt = performance.now() + START_LIMIT_MS;
  while (performance.now() < giveUpAt && child.exitCode === null) {
    try {
      const answer = await fetch(`${url}/api/ready`);
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // it does not listen yet
    }
    await sleep(LOOK_AGAIN_MS);
  }
  throw new Error(`${program} does not get ready within ${START_LIMIT_MS / 1000} s:\n${wordsOf(home)}`);
}

/** What the server and its runner said last. */
function wordsOf(home: string): string {
  const files = ["server.log", "logs/runner.log"]
    .map((name) => join(home, name))
    .filter((path) => existsSync(path));
  return files.map((path) => readFileSync(path, "utf8").slice(-WORDS_LIMIT)).join("\n");
}

/** The first account, and a key that outlives every access token. */
export async function makeOwner(url: string): Promise<string> {
  const account = { email: "bench@example.org", password: "a long enough password" };
  const { accessToken } = await request<{ accessToken: string }>(
    url,
    undefined,
    "POST",
    "/api/auth/register",
    account,
  );
  return (
    await request<{ secret: string }>(url, accessToken, "POST", "/api/api-keys", {
      name: "bench",
      scopes: ["read", "run", "admin"],
    })
  ).secret;
}

async function request<T>(
  url: string,
  token: string | undefined,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const headers: Record<string, string> = {};
  if (token) headers["authorization"] = `Bearer ${token}`;
  if (body) headers["content-type"] = "application/json";
  const answer = await fetch(`${url}${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
