import { spawn } from "node:child_process";
import { type KeyObject, createPublicKey } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Problem } from "@dispatch/protocol/problems";
import { type GitHost, knownHostName } from "../domain/identity/git-host.ts";
import type { GitHosts, HostKeyText, Knock } from "../domain/identity/git-hosts.ts";
import { publicBlob, publicText } from "../domain/identity/ssh-key.ts";
import { KeyAgent } from "./key-agent.ts";
import { readKnock } from "./read-knock.ts";

const CONNECT_WITHIN_SECONDS = 10;
/** A host that lets somebody in and then says nothing is not waited for. */
const END_WITHIN_MS = 20_000;
const OUTPUT_LIMIT_BYTES = 128 * 1024;

type Needs = {
  /** Where programs are looked for. */
  readonly path: string | undefined;
  /** Private, and with a path that leaves room for a socket's. */
  readonly folder: string;
};

/** Knocks at git hosts with the machine's own ssh: no shell, no configuration, and nothing of the server's environment. */
export class SshClient implements GitHosts, Disposable {
  readonly #path: string;
  readonly #folder: string;
  readonly #end = new AbortController();

  constructor({ path = "/usr/local/bin:/usr/bin:/bin", folder }: Needs) {
    this.#folder = folder;
    this.#path = path;
  }

  async knock({
    host,
    key,
    known,
  }: {
    host: GitHost;
    key?: KeyObject;
    known: readonly HostKeyText[];
  }): Promise<Knock> {
    const folder = await mkdtemp(join(this.#folder, "ssh-"));
    try {
      const knownHosts = join(folder, "known_hosts");
      const name = knownHostName(host);
      await writeFile(knownHosts, known.map((text) => `${name} ${text}\n`).join(""), { mode: 0o600 });
      const agentPath = join(folder, "s");
      await using agent = key && (await KeyAgent.open(agentPath, key, { of: "sign-in", user: host.user }));
      if (key) await writeFile(join(folder, "key.pub"), `${publicText(publicBlob(createPublicKey(key)))}\n`);
      const written = await this.#run(
        [
          ...optionsFor({ folder, hasKey: agent !== undefined, isKnown: known.length > 0 }),
          ...["-p", String(host.port), "-l", host.user, "--", host.name],
        ],
        { PATH: this.#path, LC_ALL: "C", HOME: folder, ...(agent ? { SSH_AUTH_SOCK: agentPath } : {}) },
      );
      const learned = known.length > 0 ? [] : keysIn(await readFile(knownHosts, "utf8"), name);
      return readKnock({ ...written, learned });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  [Symbol.dispose]() {
    this.#end.abort();
  }

  #run(args: readonly string[], env: Record<string, string>): Promise<{ stdout: string; stderr: string }> {
    const child = spawn("ssh", args, {
      env,
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
      signal: AbortSignal.any([this.#end.signal, AbortSignal.timeout(END_WITHIN_MS)]),
      killSignal: "SIGKILL",
    });
    const end = () => void child.kill("SIGKILL");
    const [stdout, stderr] = [gather(child.stdout, end), gather(child.stderr, end)];
    return new Promise((resolve, reject) => {
      child.once("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") reject(missing(error));
        // One that took too long is judged, when it has ended, by what it wrote.
        else if (error.name !== "AbortError") reject(error);
      });
      child.once("close", () => resolve({ stdout: stdout(), stderr: stderr() }));
    });
  }
}

const missing = (cause: Error) =>
  new Problem(
    "ssh-missing",
    {},
    "Install OpenSSH's client on the server: the package openssh-client on Debian, openssh-clients on Fedora.",
    { cause },
  );

/** The output so far; who writes more than anybody reads is ended. */
function gather(stream: Readable, end: () => void): () => string {
  const parts: Buffer[] = [];
  let length = 0;
  stream.on("data", (part: Buffer) => {
    if (length < OUTPUT_LIMIT_BYTES) parts.push(part);
    else end();
    length += part.length;
  });
  return () => Buffer.concat(parts).toString("utf8");
}

/** In quotes, with the one character doubled that ssh gives a meaning in paths. */
const quoted = (path: string) => `"${path.replaceAll("%", "%%")}"`;

function optionsFor({
  folder,
  hasKey,
  isKnown,
}: {
  folder: string;
  hasKey: boolean;
  isKnown: boolean;
}): string[] {
  const options = {
    LogLevel: "DEBUG1",
    BatchMode: "yes",
    ConnectTimeout: String(CONNECT_WITHIN_SECONDS),
    ConnectionAttempts: "1",
    ProxyCommand: "none",
    ClearAllForwardings: "yes",
    ForwardAgent: "no",
    PermitLocalCommand: "no",
    PreferredAuthentications: "publickey",
    IdentitiesOnly: "yes",
    IdentityFile: hasKey ? quoted(join(folder, "key.pub")) : "none",
    ...(hasKey ? {} : { IdentityAgent: "none" }),
    UserKnownHostsFile: quoted(join(folder, "known_hosts")),
    GlobalKnownHostsFile: "/dev/null",
    HashKnownHosts: "no",
    CheckHostIP: "no",
    UpdateHostKeys: "no",
    VerifyHostKeyDNS: "no",
    // A host that is known does not become another one by showing a key of another kind.
    StrictHostKeyChecking: isKnown ? "yes" : "accept-new",
  };
  return [
    "-T",
    "-F",
    "/dev/null",
    ...Object.entries(options).flatMap(([name, value]) => ["-o", `${name}=${value}`]),
  ];
}

const keysIn = (text: string, name: string): HostKeyText[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.slice(name.length + 1).trim());
