import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const OWN_MODE = 0o700;
const TRASH = ".trash";
/** Bare clones lie there; the runner gives it to the person. */
const CLONES = ".repositories";

/**
 * A person's folder and the trash in it, held open. Names in them are looked up by what is held and not by path, so that
 * a link which somebody puts in the place of either leads nowhere; of a link among the names only the link itself moves.
 */
export class PersonFolder implements AsyncDisposable {
  readonly #folder: Held;
  readonly #trash: Held;

  private constructor(folder: Held, trash: Held) {
    this.#folder = folder;
    this.#trash = trash;
  }

  static async open(path: string): Promise<PersonFolder> {
    await mkdir(path, { recursive: true, mode: OWN_MODE });
    const folder = await hold(path);
    try {
      const trash = join(folder.path, TRASH);
      await mkdir(trash, { mode: OWN_MODE }).catch(unless("EEXIST"));
      return new PersonFolder(folder, await hold(trash));
    } catch (error) {
      await folder.handle.close();
      throw error;
    }
  }

  hasTrash = (id: string) => isThere(join(this.#trash.path, id));
  has = (name: string) => isThere(join(this.#folder.path, name));

  /** The folders in it, links and files left out, each with when its entries changed last. */
  folders = () => foldersIn(this.#folder.path);

  /** The same of the folder for bare clones, which a person who has no repository does not have. */
  clones = () => this.#withClones(foldersIn, []);

  clearClone = (name: string) => this.#withClones((path) => removeTree(path, name), undefined);

  async #withClones<T>(work: (path: string) => Promise<T>, without: T): Promise<T> {
    const clones = await hold(join(this.#folder.path, CLONES)).catch(unless("ENOENT", "ENOTDIR", "ELOOP"));
    if (!clones) return without;
    try {
      return await work(clones.path);
    } finally {
      await clones.handle.close();
    }
  }

  async make(name: string): Promise<void> {
    await mkdir(join(this.#folder.path, name), { mode: OWN_MODE }).catch(unless("EEXIST"));
  }

  toTrash = (name: string, id: string) =>
    rename(join(this.#folder.path, name), join(this.#trash.path, id)).catch(unless("ENOENT"));

  async fromTrash(id: string, name: string): Promise<void> {
    await rename(join(this.#trash.path, id), join(this.#folder.path, name));
  }

  clearTrash = (id: string) => removeTree(this.#trash.path, id);
  /** What lies there is cleared away at once. */
  clear = (name: string) => removeTree(this.#folder.path, name);

  async [Symbol.asyncDispose]() {
    await this.#trash.handle.close();
    await this.#folder.handle.close();
  }
}

/** `rm` holds every folder it goes down into, so that none can be exchanged for a link; and it stays on this disk. */
export async function removeTree(folder: string, name: string): Promise<void> {
  const staysHere = process.platform === "linux" ? "--one-file-system" : "-x";
  await run("/bin/rm", ["-rf", staysHere, "--", name], { cwd: folder, env: {} });
}

type Held = { readonly handle: FileHandle; readonly path: string };

async function hold(path: string): Promise<Held> {
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  // Only Linux has a path to what is held open; elsewhere the runner is the person's own user, and a link gains nothing.
  return { handle, path: process.platform === "linux" ? `/proc/${process.pid}/fd/${handle.fd}` : path };
}

export type FoundFolder = { readonly name: string; readonly changedAt: number };

async function foldersIn(path: string): Promise<FoundFolder[]> {
  const found: FoundFolder[] = [];
  for (const name of await readdir(path)) {
    const stats = await lstat(join(path, name)).catch(unless("ENOENT"));
    if (stats?.isDirectory()) found.push({ name, changedAt: stats.mtimeMs });
  }
  return found;
}

const isThere = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );

const unless =
  (...codes: string[]) =>
  (error: unknown) => {
    if (!codes.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  };
