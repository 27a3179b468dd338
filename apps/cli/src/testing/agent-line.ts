import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { until } from "@dispatch/testkit/until";
import { AgentSession, READY, testLaunches } from "../../../server/src/testing/agent-session.ts";
import { TestApp } from "../../../server/src/testing/test-app.ts";
import type { Settings } from "../config/environment.ts";
import { run } from "../run.ts";

type Given = {
  readonly stdin?: string | PassThrough;
  readonly settings?: Partial<Settings>;
  readonly isTerminal?: boolean;
};

/** A command that runs: what it wrote so far, and its end. */
export class Running {
  out = "";
  err = "";
  /** Presses Ctrl-C, where the command listens to it. */
  press: () => void = () => undefined;
  readonly interruption = new AbortController();
  readonly code: Promise<number>;
  readonly stdin: PassThrough;

  constructor(words: readonly string[], settings: Settings, { stdin, isTerminal }: Given) {
    const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
    streams.stdout.on("data", (chunk: Buffer) => (this.out += chunk.toString()));
    streams.stderr.on("data", (chunk: Buffer) => (this.err += chunk.toString()));
    this.stdin = stdin instanceof PassThrough ? stdin : new PassThrough();
    if (typeof stdin === "string") this.stdin.end(stdin);
    if (isTerminal) for (const stream of [this.stdin, streams.stdout]) Object.assign(stream, { isTTY: true });
    this.code = run(words, {
      settings,
      stdin: this.stdin,
      ...streams,
      signal: this.interruption.signal,
      releaseSignals: () => undefined,
      onInterrupt: (listener) => {
        this.press = listener;
        return () => (this.press = () => undefined);
      },
    });
  }

  /** Waits until something was written. */
  see(text: string, on: "out" | "err" = "out"): Promise<unknown> {
    return until(`${JSON.stringify(text)} on ${on}`, () => this[on].includes(text)).catch(
      (error: unknown) => {
        throw new Error(`${String(error)}\n--- out\n${this.out}\n--- err\n${this.err}`);
      },
    );
  }
}

/** A command line beside a server whose agents' driver is the test. */
export class AgentLine implements AsyncDisposable {
  readonly app: TestApp;
  readonly token: string;
  readonly folder: string;

  private constructor(app: TestApp, token: string, folder: string) {
    this.app = app;
    this.token = token;
    this.folder = folder;
  }

  static async open(): Promise<AgentLine> {
    // One port for all its life, so that it is found again after a restart.
    const probe = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => probe.once("listening", resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const app = await TestApp.open({
      environment: { PORT: String(port) },
      overrides: { launches: testLaunches() },
    });
    const { token } = await app.register("ada@example.org");
    return new AgentLine(app, token, await mkdtemp(join(tmpdir(), "dispatch-agent-line-")));
  }

  start(words: readonly string[], given: Given = {}): Running {
    const settings: Settings = {
      server: this.app.url,
      apiKey: this.token,
      home: join(this.folder, "home"),
      encryptionKey: undefined,
      host: "127.0.0.1",
      port: 0,
      credentialsPath: join(this.folder, "credentials.json"),
      editor: "vi",
      ownSession: undefined,
      ...given.settings,
    };
    return new Running(words, settings, given);
  }

  async run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
    const running = this.start(words, { stdin: "" });
    const code = await running.code;
    await new Promise((turn) => setImmediate(turn));
    return { code, out: running.out, err: running.err };
  }

  /** A session that works on a task. */
  working(): Promise<AgentSession> {
    return AgentSession.working(this.app, this.token);
  }

  /** The session that a command has begun, with its agent at work on what it was told. */
  async begun(): Promise<AgentSession> {
    const id = await until("a session that was begun", () =>
      [...(this.app.runners.at(-1)?.sessions.keys() ?? [])].at(-1),
    );
    const session = AgentSession.known(this.app, this.token, id);
    session.say(READY, { channel: "driver:conversation", payload: { conversationId: "con-1" } });
    await this.turn(session);
    return session;
  }

  /** Takes the next prompt, and begins a turn with it. */
  async turn(session: AgentSession): Promise<string> {
    const { messageId } = await session.prompted();
    session.say({ channel: "driver:turn-began", payload: { messageIds: [messageId] } });
    return messageId;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.app[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }
}
