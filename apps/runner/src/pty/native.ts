import { createRequire } from "node:module";
import { requireBinary } from "@lydell/node-pty/requireBinary.js";

/**
 * The compiled half of node-pty, without its JavaScript half. That half closes a terminal 200 ms after its process
 * ended, read or not, so a held terminal would lose its tail; it also allocates for every 4 KiB piece. The catalog
 * pins the exact version, and `pty.int.test.ts` notices when this shape changes.
 */
type Native = {
  fork(
    file: string,
    args: readonly string[],
    env: readonly string[],
    cwd: string,
    cols: number,
    rows: number,
    uid: number,
    gid: number,
    utf8: boolean,
    helperPath: string,
    onExit: (exitCode: number, signal: number) => void,
  ): { readonly fd: number; readonly pid: number };
  resize(fd: number, cols: number, rows: number): void;
};

const native = requireBinary("pty.node") as Native;
const helperPath = process.platform === "darwin" ? findSpawnHelper() : "";

export type ForkOptions = {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly cols: number;
  readonly rows: number;
};

/** Runs a program in a new terminal. `onExit` is called on a later turn, with signal 0 when there was none. */
export function fork(options: ForkOptions, onExit: (exitCode: number, signal: number) => void) {
  const { file, args, cwd, cols, rows } = options;
  const env = Object.entries(options.env).map(([name, value]) => `${name}=${value}`);
  const keepUser = -1;
  return native.fork(file, args, env, cwd, cols, rows, keepUser, keepUser, true, helperPath, onExit);
}

export const setSize = (fd: number, cols: number, rows: number) => native.resize(fd, cols, rows);

/** macOS starts programs through a small executable that comes in the platform's package. */
function findSpawnHelper(): string {
  const nodePty = createRequire(import.meta.url).resolve("@lydell/node-pty");
  return createRequire(nodePty).resolve(`@lydell/node-pty-${process.platform}-${process.arch}/spawn-helper`);
}
