import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endProcessesWith } from "@dispatch/testkit/processes";
import { program } from "./terminal.ts";

/** `dispatch serve` with a home folder of its own, that can be killed and started again on the same port. */
export class RealServer implements AsyncDisposable {
  readonly folder: string;
  readonly env: Record<string, string | undefined>;
  readonly url: string;
  #child: ChildProcess | undefined;

  constructor(needs: { folder: string; port: number }) {
    this.folder = needs.folder;
    this.url = `http://127.0.0.1:${needs.port}`;
    this.env = {
      PATH: process.env["PATH"],
      HOME: needs.folder,
      DISPATCH_HOME: join(needs.folder, "home"),
      XDG_CONFIG_HOME: join(needs.folder, "config"),
      PORT: String(needs.port),
      DISPATCH_ISOLATION: "none",
      LOG_LEVEL: "error",
    };
  }

  static async open(): Promise<RealServer> {
    const probe = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => probe.once("listening", resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const server = new RealServer({ folder: await mkdtemp(join(tmpdir(), "dispatch-real-")), port });
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [program, "serve"], {
      env: this.env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#child = child;
    let out = "";
    await new Promise<void>((resolve, reject) => {
      child.stdout.on("data", (chunk: Buffer) => {
        out += chunk.toString();
        if (out.includes("Dispatch is ready")) resolve();
      });
      child.once("exit", (code) => reject(new Error(`serve ended with ${code}: ${out}`)));
    });
  }

  /** Ends the server's process as a crash does; resolves when it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  /** One command against it. */
  run(words: string[], stdin = ""): Promise<{ code: number | null; out: string; err: string }> {
    const child = spawn(process.execPath, [program, ...words], { env: this.env, stdio: "pipe" });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.stdin.end(stdin);
    return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, err })));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // The runner outlives its server by design: only `stop` ends it too.
    await this.run(["stop", "--yes"]);
    await this.kill();
    // And what is left of either where nobody was signed in for that; a runner is given no setting of a server's but this one.
    await endProcessesWith(`HOME=${this.folder}`);
    await rm(this.folder, { recursive: true, force: true });
  }
}

const PASSWORD = "correct horse battery";

/** A server with an owner, and its command line signed in. */
export async function signedInServer(): Promise<RealServer> {
  const server = await RealServer.open();
  const account = { email: "ada@example.com", password: PASSWORD };
  const answer = await fetch(`${server.url}/api/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(account),
  });
  const { code, err } = await server.run(["login", "--email", account.email, "--password-stdin"], PASSWORD);
  if (answer.status === 201 && code === 0) return server;
  await server[Symbol.asyncDispose]();
  throw new Error(`no owner was made, or nobody signed in: ${answer.status} ${err}`);
}
