import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "./free-port.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { within } from "./until.ts";

const SSHD = ["/usr/sbin/sshd", "/usr/bin/sshd", "/usr/local/sbin/sshd"];

const GREET = `echo "Hi ada! You've successfully authenticated, but there is no shell here." >&2; exit 1`;
/** Repositories of these tests belong to whoever made them. */
const serveGit = (root: string) =>
  `GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*' sh -c "$(echo "$SSH_ORIGINAL_COMMAND" | sed "s#'/#'${root}/#")"`;

/** A git host on loopback: the machine's own sshd, which greets whoever has a key it knows as forges do. */
export class SshHost implements AsyncDisposable {
  readonly port: number;
  /** What a person would write: `ssh://user@127.0.0.1:port`. */
  readonly address: string;
  readonly #folder = temporaryFolder();
  readonly #command: string;
  #process: ChildProcess | undefined;
  #hostKeys = 0;

  private constructor(port: number, command: string) {
    this.port = port;
    this.#command = command;
    this.address = `ssh://${userInfo().username}@127.0.0.1:${port}`;
    this.letIn();
  }

  /** With `git` whoever is let in may fetch from, and push to, the repositories of this machine, or of a folder of it. */
  static async open(options: { hostKey?: "ed25519" | "rsa"; git?: true | string } = {}): Promise<SshHost> {
    const { git } = options;
    const command = git === undefined ? GREET : serveGit(git === true ? "" : git);
    const host = new SshHost(await freePort(), command);
    await host.changeHostKey(options.hostKey);
    return host;
  }

  /** Lets in whoever has one of these keys, and nobody else. */
  letIn(...publicKeys: string[]): void {
    writeFileSync(join(this.#folder.path, "authorized_keys"), publicKeys.map((key) => `${key}\n`).join(""), {
      mode: 0o600,
    });
  }

  get fingerprint(): string {
    return keygen("-l", "-f", `${this.#hostKey}.pub`).split(" ")[1] ?? "";
  }

  /** Comes back with another host key, as a host does that was set up anew, or one that only says that it is this one. */
  async changeHostKey(type: "ed25519" | "rsa" = "ed25519"): Promise<void> {
    await this.#stop();
    this.#hostKeys += 1;
    keygen("-q", "-t", type, "-N", "", "-f", this.#hostKey);
    await this.#start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop();
    this.#folder[Symbol.dispose]();
  }

  get #hostKey(): string {
    return join(this.#folder.path, `host-key-${this.#hostKeys}`);
  }

  async #start(): Promise<void> {
    const program = SSHD.find((path) => existsSync(path));
    if (program === undefined) throw new Error("install openssh-server: these tests speak to a real sshd");
    if (process.getuid?.() === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
    const settings = {
      Port: String(this.port),
      ListenAddress: "127.0.0.1",
      HostKey: this.#hostKey,
      AuthorizedKeysFile: join(this.#folder.path, "authorized_keys"),
      PidFile: "none",
      UsePAM: "no",
      StrictModes: "no",
      PasswordAuthentication: "no",
      KbdInteractiveAuthentication: "no",
      PermitRootLogin: "prohibit-password",
      ForceCommand: this.#command,
    };
    const config = join(this.#folder.path, "sshd_config");
    const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
    writeFileSync(config, lines.join(""));
    const child = spawn(program, ["-f", config, "-D", "-e"], {
      stdio: ["ignore", "ignore", "pipe"],
      env: {},
    });
    this.#process = child;
    const said: string[] = [];
    const listening = new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stderr }).on("line", (line) => {
        said.push(line);
        if (line.startsWith("Server listening on ")) resolve();
      });
      child.once("error", reject);
      child.once("exit", () => reject(new Error(`sshd ended: ${said.join("; ")}`)));
    });
    await within("sshd", listening);
  }

  async #stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await within("the end of sshd", ended);
  }
}

const keygen = (...args: string[]) => execFileSync("ssh-keygen", args, { encoding: "utf8", stdio: "pipe" });
