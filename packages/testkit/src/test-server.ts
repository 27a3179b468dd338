import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtApp } from "./built-apps.ts";
import { freePort } from "./free-port.ts";
import { endProcessesWith, killNow, processesWith, type FoundProcess } from "./processes.ts";
import { within } from "./until.ts";

/** What is kept of the server's output, to be shown when something fails. */
const OUTPUT_LIMIT = 256 * 1024;

export type TestServerOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** The home folder; by default a new one, which goes with the server. */
  readonly home?: string;
  readonly port?: number;
  /** What `config.json` in its home says. */
  readonly config?: (home: string) => object;
};

const open = new Set<TestServer>();
// A worker that is torn down in the middle of a test must leave nothing running.
process.on("exit", () => {
  for (const server of open) server.abandon();
});

/** The built server as a process of its own, with everything it starts: it may be killed and started again at will. */
export class TestServer implements AsyncDisposable {
  readonly home: string;
  readonly port: number;
  readonly url: string;
  /** All that the server wrote since it was first started, less what is too old. */
  output = "";
  readonly #folder = mkdtempSync(join(tmpdir(), "dispatch-test-"));
  readonly #env: Record<string, string>;
  #child: ChildProcess | undefined;
  #exit: Promise<number | null> = Promise.resolve(null);
  #ready: Promise<void> = Promise.resolve();

  private constructor(options: TestServerOptions, port: number) {
    this.home = options.home ?? join(this.#folder, "home");
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    const userHome = join(this.#folder, "user");
    mkdirSync(userHome);
    if (options.config) {
      mkdirSync(this.home, { recursive: true, mode: 0o700 });
      writeFileSync(join(this.home, "config.json"), JSON.stringify(options.config(this.home)));
    }
    // Nothing of the environment that the tests run in, so that every machine tests the same.
    this.#env = {
      PATH: process.env["PATH"] ?? "/usr/bin:/bin",
      HOME: userHome,
      DISPATCH_HOME: this.home,
      PORT: String(port),
      // As the machine is; a test that is about isolation names its rung.
      DISPATCH_ISOLATION: "none",
      ...options.env,
    };
    open.add(this);
  }

  /** Chooses home and port; nothing runs before `launch`. */
  static async prepare(options: TestServerOptions = {}): Promise<TestServer> {
    return new TestServer(options, options.port ?? (await freePort()));
  }

  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    const server = await TestServer.prepare(options);
    try {
      await server.start();
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
    return server;
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error("the server does not run");
    return pid;
  }

  /** Starts the process without waiting for it. */
  launch(): void {
    if (this.#child) throw new Error("the server runs already");
    const child = spawn(process.execPath, [builtApp("server")], {
      env: this.#env,
      cwd: this.#folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    const exited = once(child, "exit").then(([code]) => {
      if (this.#child === child) this.#child = undefined;
      return code as number | null;
    });
    this.#exit = exited;
    this.#ready = new Promise<void>((resolve, reject) => {
      let seen = "";
      const keep = (text: string) => (this.output = (this.output + text).slice(-OUTPUT_LIMIT));
      child.stderr.setEncoding("utf8").on("data", keep);
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        keep(text);
        seen += text;
        if (seen.includes("Dispatch is ready")) resolve();
      });
      void exited.then((code) =>
        reject(new Error(`the server ended with ${code} before it was ready:\n${this.output}`)),
      );
    });
    this.#ready.catch(() => undefined); // whoever waits for it hears of it
  }

  /** Waits until a launched server accepts work. */
  ready(): Promise<void> {
    return within(`a server that is ready\n${this.output}`, this.#ready);
  }

  async start(): Promise<void> {
    this.launch();
    await this.ready();
  }

  /** SIGKILL: no last words, no clean-up. */
  async kill(): Promise<void> {
    const exit = this.#exit;
    this.#child?.kill("SIGKILL");
    await exit;
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** Asks it to end, waits until it has, and gives its exit code. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    this.#child?.kill(signal);
    return within(`the end of the server\n${this.output}`, this.#exit);
  }

  /** The exit code of a server that ends by itself. */
  ended(): Promise<number | null> {
    return within(`the end of the server\n${this.output}`, this.#exit);
  }

  get running(): boolean {
    return this.#child !== undefined;
  }

  /** Everything alive that this server started, directly or not, except itself. */
  get descendants(): FoundProcess[] {
    return processesWith(this.#mark).filter(({ pid }) => pid !== this.#child?.pid);
  }

  get runnerPids(): number[] {
    return this.descendants.filter(({ command }) => command.includes("--runner-id")).map(({ pid }) => pid);
  }

  /** What terminals started, their programs included. */
  get sessionProcesses(): FoundProcess[] {
    return this.descendants.filter(({ command }) => !command.includes("--runner-id"));
  }

  /** Without waiting: for a process that is about to end itself. */
  abandon(): void {
    this.#child?.kill("SIGKILL");
    for (const { pid } of this.descendants) killNow(pid);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await endProcessesWith(this.#mark);
    rmSync(this.#folder, { recursive: true, force: true });
    open.delete(this);
  }

  /** A person's home folder is the one thing that every process below the server is given. */
  get #mark() {
    return `HOME=${this.#env["HOME"]}`;
  }
}
