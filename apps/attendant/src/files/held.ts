import { Buffer } from "node:buffer";
import { type BigIntStats, constants } from "node:fs";
import { type FileHandle, chmod, lstat, open, readdir, realpath } from "node:fs/promises";

/** Linux's O_PATH, which Node does not name: a place in the file system, without the right to read what is there. */
const O_PATH = 0o10000000;
const IS_LINUX = process.platform === "linux";
const SLASH = Buffer.from("/");

/**
 * A file or folder that is held: on Linux by a descriptor, so that it stays the same one whatever becomes of its name,
 * and nobody can put a link in its place. Elsewhere by its real path.
 */
export class Held implements AsyncDisposable {
  /** Names it to the system for as long as it is held. */
  readonly path: Buffer;
  readonly stats: BigIntStats;
  readonly #handle: FileHandle | undefined;

  private constructor(path: Buffer, stats: BigIntStats, handle?: FileHandle) {
    this.path = path;
    this.stats = stats;
    this.#handle = handle;
  }

  /** What the path names, and never what a link in its place leads to. */
  static async open(path: Buffer): Promise<Held> {
    if (!IS_LINUX) return new Held(path, await lstat(path, { bigint: true }));
    const handle = await open(path, O_PATH | constants.O_NOFOLLOW);
    try {
      const stats = await handle.stat({ bigint: true });
      return new Held(Buffer.from(`/proc/self/fd/${handle.fd}`), stats, handle);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** The folder at a path that is our own, links in it followed. */
  static async root(path: string): Promise<Held> {
    return Held.open(Buffer.from(await realpath(path)));
  }

  /** What lies in this folder under a name. */
  child(name: Buffer | string): Buffer {
    return Buffer.concat([this.path, SLASH, typeof name === "string" ? Buffer.from(name) : name]);
  }

  /** The bytes of its names: a name need not be UTF-8. */
  names(): Promise<Buffer[]> {
    return readdir(this.path, { encoding: "buffer" });
  }

  /** Opens the file itself for reading; a pipe that took its place would not be waited for. */
  async read(): Promise<FileHandle> {
    if (!this.stats.isFile()) throw Object.assign(new Error("not a file"), { code: "EISDIR" });
    const links = this.#handle ? 0 : constants.O_NOFOLLOW;
    return open(this.path, constants.O_RDONLY | constants.O_NONBLOCK | links);
  }

  async setMode(mode: bigint): Promise<void> {
    await chmod(this.path, Number(mode & 0o777n));
  }

  async [Symbol.asyncDispose]() {
    await this.#handle?.close();
  }
}
