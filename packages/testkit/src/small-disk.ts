import { execFileSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: "pipe" });

/** A small file system of its own to put a home folder on. Making one needs the right to mount. */
export class SmallDisk implements Disposable {
  readonly home: string;
  readonly #folder: string;
  readonly #ballast: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#ballast = join(folder, "ballast");
    this.home = join(folder, "home");
    mkdirSync(this.home);
  }

  /** The disk, or why there is none. */
  static mount(mebibytes: number): SmallDisk | string {
    const folder = mkdtempSync(join(tmpdir(), "dispatch-disk-"));
    try {
      run("mount", "-t", "tmpfs", "-o", `size=${mebibytes}m`, "tmpfs", folder);
    } catch (error) {
      rmSync(folder, { recursive: true });
      return `no file system can be mounted here: ${(error as Error).message}`;
    }
    return new SmallDisk(folder);
  }

  /** Takes space away. */
  load(mebibytes: number): void {
    writeFileSync(this.#ballast, Buffer.alloc(mebibytes * 1024 * 1024, 1));
  }

  /** Takes all the space there is left. */
  fill(): void {
    const file = openSync(this.#ballast, "a");
    try {
      for (let piece = 1024 * 1024; piece >= 512;) {
        try {
          writeSync(file, Buffer.alloc(piece, 1));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
          piece = Math.floor(piece / 2);
        }
      }
    } finally {
      closeSync(file);
    }
  }

  /** Gives the space back. */
  unload(): void {
    rmSync(this.#ballast, { force: true });
  }

  [Symbol.dispose](): void {
    run("umount", "-l", this.#folder);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Makes files and folders refuse every write, even through handles that are open already, until it is disposed. */
export class Frozen implements Disposable {
  readonly #paths: readonly string[];

  private constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  /** The hold, or why there is none: it needs a file system and a user that may set the immutable flag. */
  static hold(paths: readonly string[]): Frozen | string {
    const present = paths.filter((path) => existsSync(path));
    try {
      run("chattr", "+i", ...present);
    } catch (error) {
      for (const path of present) release(path);
      return `files cannot be made immutable here: ${(error as Error).message}`;
    }
    return new Frozen(present);
  }

  [Symbol.dispose](): void {
    for (const path of this.#paths) release(path);
  }
}

function release(path: string) {
  try {
    run("chattr", "-i", path);
  } catch {
    // It was not set, or it is gone.
  }
}
