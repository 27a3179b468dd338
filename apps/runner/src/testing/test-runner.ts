import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { newId } from "@dispatch/protocol/ids";
import type { IsolationRung, SessionIsolation } from "@dispatch/protocol/isolation";
import { ScriptedServer } from "./scripted-server.ts";

const main = join(import.meta.dirname, "..", "main.ts");
const attendant = join(import.meta.dirname, "..", "..", "..", "attendant", "src", "main.ts");
const driver = join(import.meta.dirname, "scripted-driver.ts");

/** A home folder, a scripted server in it and a runner process that dials it. Disposing ends all three. */
export class Bench {
  readonly home: string;
  readonly socketPath: string;
  readonly runnerId = newId("run");
  workspacePath: string;
  readonly server = new ScriptedServer();
  /** What sessions are started with unless a test says otherwise. */
  isolation: SessionIsolation;
  readonly log: string[] = [];
  readonly #watchers = new Set<() => void>();
  /** A program, with its arguments, that starts the runner. */
  through: readonly string[] = [];
  /** The user that the runner runs as, where that is not the tests' own. */
  readonly #uid: number | undefined;
  #runner: ChildProcess | undefined;

  constructor(uid?: number, folder = tmpdir()) {
    this.home = mkdtempSync(join(folder, "dispatch-runner-"));
    this.socketPath = join(this.home, "link.sock");
    this.workspacePath = join(this.home, "workspace");
    const person = { number: 1, name: "ada", folder: join(this.home, "people", "ada") };
    this.isolation = { rung: "none", network: "host", limits: {}, person };
    this.#uid = uid;
    if (uid !== undefined) chownSync(this.home, uid, uid);
  }

  /** From now on sessions are this person's, on this rung, in a workspace of their own. */
  startAs(rung: IsolationRung, name = "ada", number = 1) {
    const folder = join(this.home, "workspaces", name);
    this.isolation = { rung, network: "host", limits: {}, person: { number, name, folder } };
    this.workspacePath = join(folder, "default");
  }

  async listen() {
    await this.server.listen(this.socketPath);
    if (this.#uid !== undefined) chownSync(this.socketPath, this.#uid, this.#uid);
  }

  /** Starts the runner; without a server it has nobody to dial yet. */
  startRunner(flags: readonly string[] = [], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const named = [
      "--socket",
      this.socketPath,
      "--home",
      this.home,
      "--workspaces",
      join(this.home, "workspaces"),
      "--attendant",
      attendant,
      "--driver",
      driver,
      "--runner-id",
      this.runnerId,
      "--build",
      "test",
    ];
    const command = [...this.through, process.execPath, main, ...named, "--kill-grace-ms", "1000", ...flags];
    const runner = spawn(command[0] as string, command.slice(1), {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, ...env },
      ...(this.#uid !== undefined && { uid: this.#uid, gid: this.#uid }),
    });
    createInterface({ input: runner.stderr }).on("line", (line) => {
      this.log.push(line);
      for (const watcher of this.#watchers) watcher();
    });
    this.#runner = runner;
    return runner;
  }

  /** The runner's process. */
  get runner(): ChildProcess {
    if (!this.#runner) throw new Error("no runner was started");
    return this.#runner;
  }

  /** Waits for a line of the runner's log that holds `text`. */
  logged(text: string): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.log.some((line) => line.includes(text))) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** Starts a terminal and returns its id; what refuses it fails the test. */
  async terminal(options: Record<string, unknown> = {}): Promise<string> {
    const sessionId = newId("ses");
    const reply = await this.start(sessionId, options);
    if (!reply.ok) throw new Error(`${reply.code}: ${reply.detail}`);
    return sessionId;
  }

  /** A shell command in a terminal. */
  run = (command: string, options: Record<string, unknown> = {}) =>
    this.terminal({ shell: "/bin/sh", args: ["-c", command], ...options });

  start(sessionId: string, options: Record<string, unknown> = {}, call: Record<string, unknown> = {}) {
    return this.server.call("start", {
      sessionId,
      launch: 1,
      offset: 0,
      kind: "terminal",
      workspacePath: this.workspacePath,
      isolation: this.isolation,
      shown: [],
      variables: {},
      options: { cols: 80, rows: 24, ...options },
      ...call,
    });
  }

  ended = (sessionId: string) => this.server.until(() => this.server.session(sessionId).exit !== undefined);
  shows = (sessionId: string, text: string) =>
    this.server.until(() => this.server.session(sessionId).text.includes(text));

  async [Symbol.asyncDispose]() {
    const runner = this.#runner;
    if (runner && runner.exitCode === null && runner.signalCode === null) {
      const gone = once(runner, "exit");
      // Its end takes the terminals along; a test that leaves processes behind on purpose ends them itself.
      this.server.welcome = (hello) => ({ resume: [], drop: hello.sessions.map(({ id }) => id) });
      this.server.cut();
      runner.kill("SIGTERM");
      await gone;
    }
    await this.server[Symbol.asyncDispose]();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** A runner that is linked to its server. */
export async function linkedRunner(
  flags: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  uid?: number,
): Promise<Bench> {
  const bench = new Bench(uid);
  await bench.listen();
  bench.startRunner(flags, env);
  await bench.server.linked();
  return bench;
}
