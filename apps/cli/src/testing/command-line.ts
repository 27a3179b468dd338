import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { ScriptedServer } from "@dispatch/client/testing/scripted-server";
import type { Settings } from "../config/environment.ts";
import { run } from "../run.ts";

/** What goes into the command, and who sees all that came out of it so far. */
type Interplay = { readonly stdin?: string | PassThrough; readonly onOutput?: (text: string) => void };
export type Outcome = { readonly code: number; readonly out: string; readonly err: string };

/** A command line in a world of its own: a scripted server, a temporary folder, pipes for streams. */
export class CommandLine implements AsyncDisposable {
  readonly server: ScriptedServer;
  readonly folder: string;
  readonly settings: Settings;
  /** Interrupts the command that runs. */
  interruption = new AbortController();
  /** Presses Ctrl-C, where the command listens to it. */
  press: () => void = () => undefined;

  constructor(needs: { server: ScriptedServer; folder: string; apiKey: string | undefined }) {
    this.server = needs.server;
    this.folder = needs.folder;
    this.settings = {
      server: needs.server.url,
      apiKey: needs.apiKey,
      home: join(needs.folder, "home"),
      encryptionKey: undefined,
      host: "127.0.0.1",
      port: 0,
      credentialsPath: join(needs.folder, "config", "credentials.json"),
      editor: "vi",
      ownSession: undefined,
    };
  }

  static async open({ signedIn = true } = {}): Promise<CommandLine> {
    const [server, folder] = await Promise.all([
      new ScriptedServer().start(),
      mkdtemp(join(tmpdir(), "dispatch-cli-")),
    ]);
    return new CommandLine({ server, folder, apiKey: signedIn ? "good-token" : undefined });
  }

  /** Runs the words to their end. `onOutput` sees what is written meanwhile. */
  async run(
    words: readonly string[],
    { stdin = "", onOutput = () => undefined }: Interplay = {},
  ): Promise<Outcome> {
    const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
    const parts = { out: [] as Buffer[], err: [] as Buffer[] };
    streams.stdout.on("data", (chunk: Buffer) => {
      parts.out.push(chunk);
      onOutput(Buffer.concat(parts.out).toString());
    });
    streams.stderr.on("data", (chunk: Buffer) => parts.err.push(chunk));
    const input = typeof stdin === "string" ? new PassThrough().end(stdin) : stdin;
    this.interruption = new AbortController();
    const code = await run(words, {
      settings: this.settings,
      stdin: input,
      ...streams,
      signal: this.interruption.signal,
      releaseSignals: () => undefined,
      onInterrupt: (listener) => {
        this.press = listener;
        return () => (this.press = () => undefined);
      },
    });
    await new Promise((turn) => setImmediate(turn));
    return { code, out: Buffer.concat(parts.out).toString(), err: Buffer.concat(parts.err).toString() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
