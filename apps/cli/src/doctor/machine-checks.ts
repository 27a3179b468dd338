import { constants } from "node:fs";
import { access, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Finding } from "./examine.ts";

const NODE_MAJOR = 24;
/** Below this a busy day of terminal output may fill the disk. */
const DISK_WARN_BYTES = 1024 ** 3;
/** Below this sessions are about to be held. */
const DISK_FAIL_BYTES = 100 * 1024 ** 2;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? (error as Error).message;

export function checkNode(version: string): Finding {
  const name = "Node";
  if (Number.parseInt(version, 10) >= NODE_MAJOR) return { name, state: "ok", found: version };
  return {
    name,
    state: "fail",
    found: version,
    fix: `Dispatch needs Node ${NODE_MAJOR} or newer; \`npm start\` fetches one by itself.`,
  };
}

export async function checkHome(home: string): Promise<Finding> {
  const name = "Home folder";
  try {
    const { mode, uid } = await stat(home);
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK);
    if (process.getuid && uid !== process.getuid()) {
      return {
        name,
        state: "warn",
        found: `${home} belongs to another user`,
        fix: "Run Dispatch as that user, or set DISPATCH_HOME to a folder of your own.",
      };
    }
    if ((mode & 0o077) !== 0)
      return { name, state: "warn", found: `${home} can be read by others`, fix: `chmod 700 ${home}` };
    return { name, state: "ok", found: `${home} is writable and private` };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { name, state: "ok", found: `${home} is made on the first start` };
    return {
      name,
      state: "fail",
      found: `${home} cannot be used (${codeOf(error)})`,
      fix: "Make it writable for you, or set DISPATCH_HOME to another folder.",
    };
  }
}

export async function checkDatabase(home: string): Promise<Finding> {
  const name = "Database";
  const path = join(home, "dispatch.db");
  try {
    const { size } = await stat(path);
    const wal = await stat(`${path}-wal`).then(
      (file) => file.size,
      () => 0,
    );
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      // Reads the schema and so the file's head: enough to see that it is a database and can be read.
      database.prepare("select count(*) as tables from sqlite_schema").get();
    } finally {
      database.close();
    }
    return { name, state: "ok", found: `${path} opens, ${readableSize(size + wal)}` };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { name, state: "ok", found: `${path} is made on the first start` };
    return {
      name,
      state: "fail",
      found: `${path} cannot be opened (${(error as Error).message})`,
      fix: "Check that it is yours to read. If the file is damaged, stop the server and put a backup of the home folder in its place.",
    };
  }
}

export async function checkDisk(home: string): Promise<Finding> {
  const name = "Disk space";
  for (let folder = home; ; folder = dirname(folder)) {
    try {
      const { bavail, bsize } = await statfs(folder);
      const free = bavail * bsize;
      const found = `${readableSize(free)} free at ${folder}`;
      const fix =
        "Make room: delete old sessions with `dispatch rm`, or move DISPATCH_HOME to a larger disk.";
      if (free < DISK_FAIL_BYTES) return { name, state: "fail", found, fix };
      return free < DISK_WARN_BYTES ? { name, state: "warn", found, fix } : { name, state: "ok", found };
    } catch (error) {
      // A home that is not made yet lies on the disk of the folder above.
      if (codeOf(error) !== "ENOENT" || folder === dirname(folder))
        return {
          name,
          state: "warn",
          found: `not known (${codeOf(error)})`,
          fix: `Look at ${home} with df.`,
        };
    }
  }
}

export function readableSize(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[power]}`;
}
