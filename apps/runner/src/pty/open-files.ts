import { readdirSync, readFileSync } from "node:fs";
import { isExecutable } from "../workspaces/executable.ts";

/** Linux's O_CLOEXEC, as the octal flags of /proc/self/fdinfo show it. */
const CLOSE_ON_EXEC = 0o2000000;
const STANDARD_STREAMS = 3;
/** The one shell that closes files of any number, where Linux has it; dash stops at 9. */
const closer = ["/bin/bash", "/usr/bin/bash"].find(isExecutable);

export type Command = { readonly file: string; readonly args: readonly string[] };

/**
 * The files that a forked child must not keep. node-pty opens terminals without close-on-exec, so every later child
 * would hold the terminals of all earlier sessions: it could read them, and they would not hang up with the runner.
 */
export class OpenFiles {
  readonly #files = new Set(process.platform === "linux" ? inheritableFiles() : []);

  add(fd: number) {
    this.#files.add(fd);
  }

  delete(fd: number) {
    this.#files.delete(fd);
  }

  /** The same command, run by way of a shell that first closes them. Elsewhere than on Linux they do not pass on. */
  keepFrom({ file, args }: Command): Command {
    if (process.platform !== "linux" || this.#files.size === 0 || !closer) return { file, args };
    const closing = [...this.#files].map((fd) => `${fd}>&-`).join(" ");
    // -p: no start-up file and no function of the environment has a say. SHLVL is not this shell's to count.
    return {
      file: closer,
      args: ["-p", "-c", `unset SHLVL OLDPWD; exec ${closing}; exec "$0" "$@"`, file, ...args],
    };
  }
}

/** What the runner itself was started with, beyond its standard streams, by a careless parent. */
function inheritableFiles(): number[] {
  return readdirSync("/proc/self/fd")
    .map(Number)
    .filter((fd) => fd >= STANDARD_STREAMS && isInheritable(fd));
}

function isInheritable(fd: number): boolean {
  try {
    const flags = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "latin1"))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    return false; // the file by which the list itself was read
  }
}
