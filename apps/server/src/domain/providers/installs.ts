import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, lstat, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { Problem } from "@dispatch/protocol/problems";
import type { ProviderId, ProviderInstall } from "@dispatch/protocol/providers";
import type { Logger } from "../logger.ts";
import { npmFailure, withoutSecrets } from "./npm-failure.ts";
import type { Installation, Machine, ProviderDefinition } from "./provider.ts";
import type { Software } from "./software.ts";

/** Of what npm says, the end is kept: it tells what went wrong. */
const OUTPUT_LIMIT_CHARACTERS = 32 * 1024;
/** Sessions of other users read what is installed here. */
const SHARED_MODE = 0o755;
const ARRIVING = ".arriving-";

/**
 * npm ends with whoever started it: a server that is killed leaves no npm behind that writes on. The second line waits for the
 * end of descriptor 3, which is the server's hand; then it ends its own group.
 */
const WITH_SERVER = `umask 022
( read -r _ <&3; kill -KILL 0 ) >/dev/null 2>&1 &
exec 3<&-
exec "$@"`;

type Needs = {
  readonly folder: string;
  readonly machine: Machine;
  readonly software: Software;
  /** What npm is told: where it finds itself, its settings, the way to its registry. */
  readonly npmEnvironment: Readonly<Record<string, string>>;
  readonly logger: Logger;
};

type Running = {
  readonly id: ProviderId;
  readonly arriving: string;
  readonly end: AbortController;
  line: string | undefined;
  done: Promise<void>;
};

/** Installs agent software with npm, one at a time, and takes it away again. Nothing half is ever where agents are looked for. */
export class Installs implements AsyncDisposable {
  readonly #needs: Needs;
  readonly #ended = new Map<ProviderId, ProviderInstall>();
  #running: Running | undefined;
  #isStarting = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Clears away what a killed server left half done. */
  async tidy(): Promise<void> {
    const { folder } = this.#needs;
    for (const id of await readdir(folder).catch(() => [])) {
      for (const name of await readdir(join(folder, id)).catch(() => []))
        if (name.startsWith(ARRIVING)) await rm(join(folder, id, name), { recursive: true, force: true });
    }
  }

  /** Begins it; what comes of it is told by `of`. */
  async start(definition: ProviderDefinition): Promise<void> {
    const { id, installation, name } = definition;
    if (!installation) {
      const detail = `${name} is not installed by Dispatch. Install it as its maker says, and put it on the server's PATH.`;
      throw new Problem("agent-not-installable", { provider: id }, detail);
    }
    if (this.#running?.id === id) return; // it is on its way
    if (this.#running || this.#isStarting) {
      const other = this.#running?.id ?? id;
      const detail = `${other} is being installed. One is installed at a time: wait for it, or take it back with \`dispatch agent uninstall ${other}\`.`;
      throw new Problem("install-busy", { provider: other }, detail);
    }
    this.#isStarting = true;
    try {
      const npm = await this.#needs.software.program("npm", "machine");
      if (npm === undefined) {
        const detail =
          "Agents are installed with npm, and there is none on the server's PATH. Install npm and start the server again.";
        throw new Problem("npm-missing", {}, detail);
      }
      const there = await this.#needs.software.installed(definition);
      this.#ended.delete(id);
      if (there?.folder !== undefined && basename(there.folder) === installation.version) {
        this.#ended.set(id, { state: "done", version: installation.version });
        return;
      }
      await this.#begin(id, installation, npm);
    } finally {
      this.#isStarting = false;
    }
  }

  /** What is under way, or came of the last one since the server started. */
  async of({ id, installation }: ProviderDefinition): Promise<ProviderInstall | undefined> {
    const running = this.#running;
    if (running?.id !== id || !installation) return this.#ended.get(id);
    const bytes = await sizeOf(running.arriving);
    return {
      state: "running",
      version: installation.version,
      bytes,
      // The known size is about what it takes: more than that is not left unsaid.
      totalBytes: Math.max(bytes, installation.sizeBytes),
      ...(running.line !== undefined && { line: running.line }),
    };
  }

  /** Takes it away, or back where it is on its way. Says whether there was anything. */
  async remove({ id }: ProviderDefinition): Promise<boolean> {
    const running = this.#running?.id === id ? this.#running : undefined;
    running?.end.abort();
    await running?.done;
    this.#ended.delete(id);
    const folder = join(this.#needs.folder, id);
    const there = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith("."));
    // Out of sight at once; an agent that runs from there keeps its open files.
    const leaving = join(folder, `${ARRIVING}${randomBytes(6).toString("hex")}`);
    for (const [index, version] of there.entries())
      await rename(join(folder, version), `${leaving}-${index}`);
    for (const index of there.keys()) await rm(`${leaving}-${index}`, { recursive: true, force: true });
    return running !== undefined || there.length > 0;
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#running?.done;
  }

  async [Symbol.asyncDispose]() {
    this.#running?.end.abort();
    await this.#running?.done;
  }

  async #begin(id: ProviderId, installation: Installation, npm: string): Promise<void> {
    const below = join(this.#needs.folder, id);
    const arriving = join(below, `${ARRIVING}${randomBytes(6).toString("hex")}`);
    await mkdir(arriving, { recursive: true, mode: SHARED_MODE });
    const running: Running = {
      id,
      arriving,
      end: new AbortController(),
      line: undefined,
      done: Promise.resolve(),
    };
    this.#running = running;
    running.done = this.#install(running, installation, npm)
      .then(
        (reason): ProviderInstall | undefined =>
          reason === undefined
            ? { state: "done", version: installation.version }
            : { state: "failed", version: installation.version, reason },
        (error: unknown): ProviderInstall => {
          this.#needs.logger.warn({ err: error, provider: id }, "an agent could not be installed");
          const { code, message } = error as NodeJS.ErrnoException;
          const reason = npmFailure(`npm error ${code ?? ""} ${message}`, []);
          return { state: "failed", version: installation.version, reason };
        },
      )
      .then(async (outcome) => {
        await rm(arriving, { recursive: true, force: true }).catch(() => undefined);
        if (outcome && !running.end.signal.aborted) this.#ended.set(id, outcome);
        if (this.#running === running) this.#running = undefined;
      });
  }

  /** Undefined when it is there as a whole, else why not. */
  async #install(running: Running, installation: Installation, npm: string): Promise<string | undefined> {
    const { machine, npmEnvironment, folder } = this.#needs;
    const { arriving, end, id } = running;
    const packages = installation.packages(machine);
    // A manifest of its own keeps npm from looking for one further up.
    await writeFile(join(arriving, "package.json"), '{ "private": true }\n');
    const words = [
      ...["install", ...packages, "--prefix", arriving, "--ignore-scripts", "--no-audit", "--no-fund"],
      ...["--omit=dev", ...(installation.flags ?? [])],
      ...["--no-package-lock", "--no-update-notifier", "--no-progress", "--loglevel=http", "--color=false"],
    ];
    if (end.signal.aborted) return "It was taken back.";
    const child = spawn("/bin/sh", ["-c", WITH_SERVER, "npm", npm, ...words], {
      cwd: arriving,
      env: { ...npmEnvironment },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      detached: true,
    });
    const { code, output } = await followed(child, end.signal, (line) => (running.line = line));
    if (end.signal.aborted) return "It was taken back.";
    if (code !== 0) return npmFailure(output, packages);
    const program = installation.program(machine);
    const isThere = await lstat(join(arriving, program)).then(
      (facts) => facts.isFile(),
      () => false,
    );
    if (!isThere)
      return `npm installed ${packages.join(", ")}, but its program (${program}) did not come with it. There may be none for this machine's system.`;
    if (!program.endsWith(".js")) await chmod(join(arriving, program), SHARED_MODE);
    await rename(arriving, join(folder, id, installation.version));
    return undefined;
  }
}

function followed(child: ChildProcess, signal: AbortSignal, onLine: (line: string) => void) {
  return new Promise<{ code: number; output: string }>((resolve, reject) => {
    let output = "";
    const endGroup = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended already.
      }
    };
    signal.addEventListener("abort", endGroup, { once: true });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output = (output + text).slice(-OUTPUT_LIMIT_CHARACTERS);
        const line = text.split("\n").findLast((one) => one.trim() !== "");
        if (line !== undefined) onLine(withoutSecrets(line.trim()).slice(0, 300));
      });
    }
    child.stdio[3]?.on("error", () => undefined);
    child.once("error", reject);
    child.once("exit", (code) => {
      signal.removeEventListener("abort", endGroup);
      // What waits for the server's end is npm's group too, and is not needed any more.
      endGroup();
      child.stdio[3]?.destroy();
      child.once("close", () => resolve({ code: code ?? -1, output }));
    });
  });
}

/** What lies in a folder, as far as it can be looked at while it grows. */
async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await sizeOf(path);
    else bytes += (await lstat(path).catch(() => undefined))?.size ?? 0;
  }
  return bytes;
}
