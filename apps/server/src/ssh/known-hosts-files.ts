import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import { type GitHost, knownHostName } from "../domain/identity/git-host.ts";
import type { HostKeyText, KnownHosts } from "../domain/identity/git-hosts.ts";

/** Hosts of one person; far more than anybody has, and a bound for who makes them up. */
const HOSTS_LIMIT = 500;

/** The host keys that each person trusts, in files as ssh reads them: one for each person, in the home folder. */
export class KnownHostsFiles implements KnownHosts {
  readonly #folder: string;
  /** What is being written, for each person: two changes must not undo each other. */
  readonly #writing = new Map<UserId, Promise<void>>();

  constructor(needs: { folder: string }) {
    this.#folder = needs.folder;
  }

  async of(userId: UserId, host: GitHost): Promise<HostKeyText[]> {
    const name = knownHostName(host);
    return (await this.#lines(userId)).filter((line) => nameOf(line) === name).map(keyOf);
  }

  async put(userId: UserId, host: GitHost, keys: readonly HostKeyText[]): Promise<void> {
    const before = this.#writing.get(userId) ?? Promise.resolve();
    const writing = before
      .catch(() => undefined)
      .then(() => this.#replace(userId, knownHostName(host), keys));
    this.#writing.set(userId, writing);
    try {
      await writing;
    } finally {
      if (this.#writing.get(userId) === writing) this.#writing.delete(userId);
    }
  }

  async #replace(userId: UserId, name: string, keys: readonly HostKeyText[]): Promise<void> {
    const others = (await this.#lines(userId)).filter((line) => nameOf(line) !== name);
    if (new Set(others.map(nameOf)).size >= HOSTS_LIMIT) {
      const detail = `You have ${HOSTS_LIMIT} known hosts, and more are not kept. Ask who runs this server to clear the file known-hosts/${userId}.`;
      throw new Problem("quota-exceeded", { quota: "known-hosts", limit: HOSTS_LIMIT }, detail);
    }
    const lines = [...others, ...keys.map((key) => `${name} ${key}`)];
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const arriving = `${this.#path(userId)}.${randomBytes(6).toString("hex")}`;
    await writeFile(arriving, lines.map((line) => `${line}\n`).join(""), { mode: 0o600 });
    await rename(arriving, this.#path(userId));
  }

  async #lines(userId: UserId): Promise<string[]> {
    const text = await readFile(this.#path(userId), "utf8").catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
      throw error;
    });
    return text.split("\n").filter((line) => line !== "");
  }

  #path = (userId: UserId) => join(this.#folder, userId);
}

const nameOf = (line: string) => line.slice(0, line.indexOf(" "));
const keyOf = (line: string) => line.slice(line.indexOf(" ") + 1);
