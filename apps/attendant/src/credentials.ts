import { Buffer } from "node:buffer";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type Server, type Socket, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ErrandAsk } from "@dispatch/protocol/errand-frames";
import type { Remote } from "@dispatch/protocol/errands/remote";

const CONNECT_WITHIN_SECONDS = 15;
const HEADER_BYTES = 4;
/** What ssh asks its agent is a few hundred bytes; what ssh-keygen has signed, a digest. */
const MESSAGE_LIMIT_BYTES = 64 * 1024;

/** Answers git's two questions from the variables it was started with. A host that was redirected to gets no answer. */
const ASK_PASS = `#!/bin/sh
case $1 in
"$DISPATCH_GIT_ASKS_USER'"*) printf '%s\\n' "$DISPATCH_GIT_USER" ;;
"$DISPATCH_GIT_ASKS_PASSWORD'"*) printf '%s\\n' "$DISPATCH_GIT_PASSWORD" ;;
*) exit 1 ;;
esac
`;

type Needs = {
  readonly askAgent: (message: Buffer) => Promise<Buffer>;
  readonly password: ErrandAsk["password"];
};

/**
 * What git needs to come as the person, in a private folder that goes with the errand: an agent's socket behind which
 * the server answers, a file of known hosts, and a program that tells the token.
 */
export class Credentials implements AsyncDisposable {
  readonly #folder: string;
  readonly #needs: Needs;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #known: { readonly path: string; readonly before: string } | undefined;

  private constructor(folder: string, needs: Needs) {
    this.#folder = folder;
    this.#needs = needs;
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      socket.on("error", () => socket.destroy());
      void relay(socket, needs.askAgent);
    });
  }

  static async open(needs: Needs): Promise<Credentials> {
    const credentials = new Credentials(await mkdtemp(join(tmpdir(), "dispatch-")), needs);
    await new Promise<void>((resolve, reject) => {
      credentials.#server.once("error", reject);
      credentials.#server.listen(credentials.#agentPath, resolve);
    });
    return credentials;
  }

  async variables(remote: Remote | undefined): Promise<Record<string, string>> {
    const { password } = this.#needs;
    const variables: Record<string, string> = { SSH_AUTH_SOCK: this.#agentPath };
    if (remote) {
      const path = join(this.#folder, "known_hosts");
      const before = remote.knownHosts.map((line) => `${line}\n`).join("");
      await writeFile(path, before, { mode: 0o600 });
      this.#known = { path, before };
      variables["GIT_SSH_COMMAND"] = sshCommand(path, this.#agentPath, remote.acceptsNewHosts);
      variables["GIT_SSH_VARIANT"] = "ssh";
    }
    if (password && remote) {
      const { protocol, host } = new URL(remote.url);
      variables["DISPATCH_GIT_ASKS_USER"] = `Username for '${protocol}//${host}`;
      variables["DISPATCH_GIT_ASKS_PASSWORD"] =
        `Password for '${protocol}//${asGitWrites(password.user)}@${host}`;
      const program = join(this.#folder, "ask-pass");
      await writeFile(program, ASK_PASS, { mode: 0o700 });
      variables["GIT_ASKPASS"] = program;
      variables["DISPATCH_GIT_USER"] = password.user;
      variables["DISPATCH_GIT_PASSWORD"] = password.password;
    }
    return variables;
  }

  /** A file with the public key; its other half answers behind the agent's socket. */
  async publicKeyFile(publicKey: string): Promise<string> {
    const path = join(this.#folder, "signer.pub");
    await writeFile(path, `${publicKey}\n`, { mode: 0o600 });
    return path;
  }

  /** The lines that ssh added: keys of hosts that had none. */
  async learnedHosts(): Promise<string[]> {
    if (!this.#known) return [];
    const { path, before } = this.#known;
    const lines = (await readFile(path, "utf8")).slice(before.length).split("\n");
    return lines.filter((line) => line !== "");
  }

  async [Symbol.asyncDispose]() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #agentPath() {
    return join(this.#folder, "agent");
  }
}

/** A user's name within an address, as git's questions have it. */
const asGitWrites = (user: string) =>
  encodeURIComponent(user).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** No file of anybody's settings has a say, and nobody is asked anything. */
function sshCommand(knownHosts: string, agent: string, acceptsNewHosts: boolean): string {
  const options = {
    IdentityAgent: agent,
    UserKnownHostsFile: knownHosts,
    GlobalKnownHostsFile: "/dev/null",
    StrictHostKeyChecking: acceptsNewHosts ? "accept-new" : "yes",
    HashKnownHosts: "no",
    UpdateHostKeys: "no",
    BatchMode: "yes",
    PreferredAuthentications: "publickey",
    ConnectTimeout: String(CONNECT_WITHIN_SECONDS),
    ServerAliveInterval: "15",
  };
  const words = Object.entries(options).map(([name, value]) => `-o ${name}=${value}`);
  return ["ssh", "-F /dev/null", ...words].join(" ");
}

/** Passes whole messages to the server and its answers back, one after another as ssh expects them. */
async function relay(socket: Socket, ask: (message: Buffer) => Promise<Buffer>) {
  let held = Buffer.alloc(0);
  try {
    for await (const bytes of socket as AsyncIterable<Buffer>) {
      held = Buffer.concat([held, bytes]);
      while (held.length >= HEADER_BYTES) {
        const length = held.readUInt32BE();
        if (length > MESSAGE_LIMIT_BYTES) return void socket.destroy();
        if (held.length < HEADER_BYTES + length) break;
        const answer = await ask(held.subarray(HEADER_BYTES, HEADER_BYTES + length));
        held = held.subarray(HEADER_BYTES + length);
        const head = Buffer.allocUnsafe(HEADER_BYTES);
        head.writeUInt32BE(answer.length);
        socket.write(Buffer.concat([head, answer]));
      }
    }
  } catch {
    socket.destroy();
  }
}
