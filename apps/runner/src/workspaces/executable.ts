import { Buffer } from "node:buffer";
import { accessSync, closeSync, constants, openSync, readSync, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** Long enough for any interpreter's path: the kernel itself looks no further. */
const FIRST_LINE_BYTES = 256;

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return isAbsolute(path) && statSync(path).isFile();
  } catch {
    return false;
  }
}

/** An absolute path is taken as it is; a name is looked up as the child itself would look it up. */
export function findExecutable(program: string, path: string): string | undefined {
  if (isAbsolute(program)) return isExecutable(program) ? program : undefined;
  if (program.includes("/")) return undefined;
  return path
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(isExecutable);
}

/** The interpreter that a script names and that is not there, the usual reason why an executable file cannot run. */
export function missingInterpreter(path: string): string | undefined {
  const line = firstLine(path);
  if (!line?.startsWith("#!")) return undefined;
  const interpreter = line.slice(2).trim().split(/\s/)[0];
  return interpreter && !isExecutable(interpreter) ? interpreter : undefined;
}

function firstLine(path: string): string | undefined {
  const buffer = Buffer.alloc(FIRST_LINE_BYTES);
  try {
    // Without waiting: in the place of a file somebody may put a pipe that nobody ever writes to.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return buffer.toString("latin1", 0, readSync(file, buffer)).split("\n")[0];
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined; // what may be run need not be readable
  }
}
