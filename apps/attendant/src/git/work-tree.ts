import { copyFile, lstat, mkdir, mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ask, type Repository, joined, parts } from "./repository.ts";
import { readStatus } from "./status.ts";

/** Larger files are not read to be compared or kept: it would take too long and too much room. */
const FILE_LIMIT_BYTES = 64 * 1024 * 1024;
/** Reading its stat is cheap, yet not for any number of files. */
const LOOK_AT_ONCE = 64;

export type LargeFile = { readonly path: string; readonly size: number; readonly isTracked: boolean };

/**
 * An index of its own, filled with the files as they lie there: tracked ones and new ones that are not ignored. The
 * repository's index stays as it is.
 */
export class WorkTreeIndex implements AsyncDisposable {
  readonly #repository: Repository;
  readonly #folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly tooLarge: readonly LargeFile[];

  private constructor(
    repository: Repository,
    {
      folder,
      env,
      tooLarge,
    }: { folder: string; env: Record<string, string>; tooLarge: readonly LargeFile[] },
  ) {
    this.#repository = repository;
    this.#folder = folder;
    this.env = env;
    this.tooLarge = tooLarge;
  }

  /** `isKept`: what is read is kept in the repository; else it is gone afterwards. `skips`: which large files are left out. */
  static async fill(
    repository: Repository,
    { isKept, skips }: { isKept: boolean; skips: "all" | "untracked" },
  ): Promise<WorkTreeIndex> {
    const folder = await mkdtemp(join(tmpdir(), "dispatch-index-"));
    try {
      const index = join(folder, "index");
      await copyIndex(await pathOf(repository, "index"), index);
      const env = { GIT_INDEX_FILE: index, ...(!isKept && (await objectsIn(repository, folder))) };
      const large = await largeFiles(repository);
      const tooLarge = large.filter(({ isTracked }) => skips === "all" || !isTracked);
      const it = new WorkTreeIndex(repository, { folder, env, tooLarge });
      await it.#addAll();
      return it;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  look = (args: readonly string[], ask: Ask = {}) =>
    this.#repository.look(args, { ...ask, env: { ...this.env, ...ask.env } });

  text = (args: readonly string[], ask: Ask = {}) =>
    this.#repository.text(args, { ...ask, env: { ...this.env, ...ask.env } });

  /** Adds these too, ignored or not. Folders stand for all that is in them. */
  async add(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    await this.look(["add", "--all", "--force", "--pathspec-from-file=-", "--pathspec-file-nul"], {
      input: joined(paths),
    });
  }

  async tree(): Promise<string> {
    return this.text(["write-tree"]);
  }

  async [Symbol.asyncDispose]() {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** What cannot be read is left out, as git says on its error output. */
  async #addAll(): Promise<void> {
    const excluded = this.tooLarge.map(({ path }) => `:(exclude,literal)${path}`);
    await this.look(["add", "--all", "--ignore-errors", "--pathspec-from-file=-", "--pathspec-file-nul"], {
      input: joined([":(top)", ...excluded]),
      env: { GIT_LITERAL_PATHSPECS: "0" },
      answers: [1],
    });
  }
}

/**
 * With its time: a file that was changed in the second in which the index was written looks unchanged by its own time,
 * and git knows by the index's time that it has to be read.
 */
async function copyIndex(from: string, to: string): Promise<void> {
  const stat = await lstat(from).catch(() => undefined);
  if (!stat) return; // nothing was staged yet
  await copyFile(from, to);
  await utimes(to, stat.atime, stat.mtime);
}

async function largeFiles(repository: Repository): Promise<LargeFile[]> {
  const args = ["status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames"];
  const { stdout } = await repository.look([...args, "--ignore-submodules=all"], {
    env: { GIT_OPTIONAL_LOCKS: "0" },
  });
  const { files } = readStatus(parts(stdout));
  const found: LargeFile[] = [];
  for (let at = 0; at < files.length; at += LOOK_AT_ONCE) {
    await Promise.all(
      files.slice(at, at + LOOK_AT_ONCE).map(async ({ path, isUntracked }) => {
        const stat = await lstat(join(repository.folder, path)).catch(() => undefined);
        if (stat?.isFile() && stat.size > FILE_LIMIT_BYTES)
          found.push({ path, size: stat.size, isTracked: !isUntracked });
      }),
    );
  }
  return found;
}

/** New objects go into a folder that is cleared away; those of the repository are read where they are. */
async function objectsIn(repository: Repository, folder: string): Promise<Record<string, string>> {
  const objects = join(folder, "objects");
  await mkdir(objects);
  return {
    GIT_OBJECT_DIRECTORY: objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(await pathOf(repository, "objects")),
  };
}

const pathOf = async (repository: Repository, name: string) =>
  repository.text(["rev-parse", "--path-format=absolute", "--git-path", name]);
