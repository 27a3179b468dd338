import { access, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ErrandParams } from "@dispatch/protocol/errands";
import type { GitProgress, Remote } from "@dispatch/protocol/errands/remote";
import { type PushOutcome, pushOutcome } from "./push-outcome.ts";
import { type GitCommand, gitLines, gitText, runGit } from "../git/run-git.ts";

/** Its presence says that the clone was finished: what was cut short is made again. */
const FINISHED = "dispatch-cloned";
/** Its presence says that nothing is left out, and that what is fetched from now on comes whole. */
const COMPLETE = "dispatch-complete";
const REMOTES = "refs/remotes/origin/";
/** More packs than this make every look at an object slower. */
const PACKS_LIMIT = 24;
const HASH = /^[0-9a-f]{7,64}$/;

/** Where there is no repository yet, git is not told that there is. */
const BEGINS = new Set(["clone", "init"]);

type Work = {
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly credentials: Readonly<Record<string, string>>;
  readonly onProgress: (progress: GitProgress) => void;
};

export type PushWish = Omit<ErrandParams<"repo.push">, "remote">;

export type Found = { readonly commit: string; readonly branch?: string };

/**
 * The one clone of a repository that a person has. Only Dispatch writes to it, and workspaces borrow its objects: so its
 * objects are never pruned. Contents of files come later than everything else, since most of them nobody looks at.
 */
export class BareClone {
  readonly #work: Work;
  readonly #remote: Remote;

  constructor(remote: Remote, work: Work) {
    this.#remote = remote;
    this.#work = work;
  }

  isThere = () => this.#has(FINISHED);
  /** Whether the contents of all commits are there. */
  isComplete = () => this.#has(COMPLETE);

  /** Clones it, over whatever an earlier try has left. */
  async make(): Promise<void> {
    const { folder } = this.#work;
    await emptyFolder(folder);
    try {
      const options = ["--bare", "--filter=blob:none", "--progress", "--template=", this.#uploadPack];
      await this.#talk(["clone", ...options, "--", this.#remote.url, "."]);
      await this.#keepApart();
      await writeFile(join(folder, FINISHED), "");
    } catch (error) {
      await emptyFolder(folder);
      throw error;
    }
  }

  /** What the host has now: its branches and tags, and no others. */
  async fetch(): Promise<void> {
    const filter = (await this.isComplete()) ? "--no-filter" : "--filter=blob:none";
    const options = [
      "--prune",
      this.#uploadPack,
      filter,
      "--no-write-fetch-head",
      "--no-auto-gc",
      "--progress",
    ];
    await this.#talk([
      "fetch",
      ...options,
      "origin",
      `+refs/heads/*:${REMOTES}*`,
      "+refs/tags/*:refs/tags/*",
    ]);
    await this.#tidy();
  }

  /** Asks the host which branch is its default one, where the one that was is gone. */
  async refreshDefault(): Promise<void> {
    const text = await this.#talk(["ls-remote", "--symref", this.#uploadPack, "origin", "HEAD"]);
    const name = /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(text)?.[1];
    if (name !== undefined) await this.#local(["symbolic-ref", `${REMOTES}HEAD`, `${REMOTES}${name}`]);
  }

  async defaultBranch(): Promise<string | undefined> {
    const target = await this.#tryText(["symbolic-ref", "--quiet", `${REMOTES}HEAD`]);
    return target?.startsWith(REMOTES) ? target.slice(REMOTES.length) : undefined;
  }

  /** A branch, a tag or a commit by what somebody calls it. */
  async find(ref: string | undefined): Promise<Found | undefined> {
    if (ref === undefined) {
      const branch = await this.defaultBranch();
      const commit = branch && (await this.#commitOf(`${REMOTES}${branch}`));
      return commit ? { commit, branch } : undefined;
    }
    const commit = await this.#commitOf(`${REMOTES}${ref}`);
    if (commit) return { commit, branch: ref };
    const other =
      (await this.#commitOf(`refs/tags/${ref}`)) ?? (HASH.test(ref) ? await this.#commitOf(ref) : undefined);
    return other ? { commit: other } : undefined;
  }

  /** Fetches the contents of one commit's files that are not here yet, all at once. */
  async fill(commit: string): Promise<void> {
    await this.#fetchMissing([`${commit}^{tree}`]);
  }

  async complete(): Promise<void> {
    if (await this.isComplete()) return;
    await this.#fetchMissing(["--all"]);
    await writeFile(join(this.#work.folder, COMPLETE), "");
    await this.#tidy();
  }

  /** Sends a commit, which may lie in the objects of a workspace, to a branch of the host. */
  async push(wish: PushWish): Promise<PushOutcome> {
    if (!(await this.isThere())) await this.#begin();
    const { branch, commit, isForce, seen, objects } = wish;
    const lease = isForce ? [`--force-with-lease=refs/heads/${branch}:${seen ?? ""}`] : [];
    const options = ["--porcelain", "--progress", "--no-follow-tags", "--no-verify", "--no-signed"];
    const command = this.#command([
      "push",
      ...options,
      ...lease,
      this.#receivePack,
      "--end-of-options",
      this.#remote.url,
      `${commit}:refs/heads/${branch}`,
    ]);
    const { stdout, stderr, code } = await runGit({
      ...command,
      env: { ...command.env, ...this.#work.credentials, GIT_ALTERNATE_OBJECT_DIRECTORIES: objects },
      onProgress: this.#work.onProgress,
      answers: [1],
    });
    return pushOutcome(branch, { stdout: stdout.toString("utf8"), stderr, code });
  }

  /** A repository without anything, from which what lies elsewhere can be pushed. */
  async #begin(): Promise<void> {
    await this.#local(["init", "--bare", "--quiet", "--template=", "."]);
  }

  /** A bare clone has the host's branches as its own: they become what they are, the host's. */
  async #keepApart(): Promise<void> {
    const head = await gitText(this.#command(["symbolic-ref", "HEAD"]));
    const refs = await gitText(
      this.#command(["for-each-ref", "--format=%(objectname) %(refname)", "refs/heads"]),
    );
    const moves = refs.split("\n").flatMap((line) => {
      const [hash, name = ""] = line.split(" ");
      if (!name.startsWith("refs/heads/")) return [];
      return [`create ${REMOTES}${name.slice("refs/heads/".length)} ${hash}`, `delete ${name}`];
    });
    await this.#local(["update-ref", "--stdin"], moves.map((line) => `${line}\n`).join(""));
    const name = head.replace(/^refs\/heads\//, "");
    if (await this.#commitOf(`${REMOTES}${name}`))
      await this.#local(["symbolic-ref", `${REMOTES}HEAD`, `${REMOTES}${name}`]);
    // Its own branch is one that nobody has.
    await this.#local(["symbolic-ref", "HEAD", "refs/heads/dispatch-none"]);
    await this.#local(["config", "remote.origin.fetch", `+refs/heads/*:${REMOTES}*`]);
  }

  async #fetchMissing(revisions: readonly string[]): Promise<void> {
    const missing = await this.#missing(revisions);
    if (missing.length === 0) return;
    const options = [
      this.#uploadPack,
      "--no-tags",
      "--no-write-fetch-head",
      "--no-auto-gc",
      "--filter=blob:none",
      "--progress",
    ];
    await this.#talk(
      ["-c", "fetch.negotiationAlgorithm=noop", "fetch", ...options, "--stdin", "origin"],
      missing.map((hash) => `${hash}\n`).join(""),
    );
  }

  /** Hashes of objects that are named but not here. */
  async #missing(revisions: readonly string[]): Promise<string[]> {
    const args = ["rev-list", "--objects", "--no-object-names", "--missing=print", ...revisions];
    const lines = await gitLines(this.#command(args), (line) => line.startsWith("?"));
    return lines.map((line) => line.slice(1));
  }

  /** Puts packs together. What nothing refers to any more stays: a workspace may still borrow it. */
  async #tidy(): Promise<void> {
    const packs = await readdir(join(this.#work.folder, "objects", "pack")).catch(() => []);
    if (packs.filter((name) => name.endsWith(".pack")).length <= PACKS_LIMIT) return;
    await this.#local(["gc", "--quiet", "--no-prune"]);
  }

  async #commitOf(name: string): Promise<string | undefined> {
    return this.#tryText(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
  }

  async #tryText(args: readonly string[]): Promise<string | undefined> {
    const { code, stdout } = await runGit({ ...this.#command(args), answers: [1, 128] });
    return code === 0 ? stdout.toString("utf8").trim() : undefined;
  }

  /** A command that speaks to the host. */
  async #talk(args: readonly string[], input?: string): Promise<string> {
    const command = this.#command(args);
    return gitText({
      ...command,
      env: { ...command.env, ...this.#work.credentials },
      onProgress: this.#work.onProgress,
      ...(input !== undefined && { input }),
    });
  }

  async #local(args: readonly string[], input = ""): Promise<void> {
    await runGit({ ...this.#command(args), input });
  }

  /** What runs at the host; a repository of this machine may belong to another user of it. */
  get #uploadPack() {
    const isHere = this.#remote.url.startsWith("file:");
    return `--upload-pack=${isHere ? "git -c safe.directory='*' upload-pack" : "git-upload-pack"}`;
  }

  get #receivePack() {
    const isHere = this.#remote.url.startsWith("file:");
    return `--receive-pack=${isHere ? "git -c safe.directory='*' receive-pack" : "git-receive-pack"}`;
  }

  #has(name: string): Promise<boolean> {
    return access(join(this.#work.folder, name)).then(
      () => true,
      () => false,
    );
  }

  #command(args: readonly string[]): GitCommand {
    const { folder, signal } = this.#work;
    const env = { ...OWN_ENVIRONMENT, ...(!BEGINS.has(args[0] ?? "") && { GIT_DIR: "." }) };
    return { args, folder, signal, env, config: SETTINGS };
  }
}

/** Nothing that a session can write has a say: not the person's own settings, and no hook. */
const OWN_ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ALLOW_PROTOCOL: "ssh:https:http:file",
} as const;

const SETTINGS = [
  ["core.hooksPath", "/dev/null"],
  ["core.fsmonitor", "false"],
  ["credential.helper", ""],
  ["gc.auto", "0"],
  // Where something is left out there is none to be made, and git fails instead of doing without.
  ["repack.writeBitmaps", "false"],
  ["maintenance.auto", "false"],
  ["fetch.recurseSubmodules", "false"],
] as const;

async function emptyFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
}
