// A stamp remembers for which state of the sources a piece of work was done last. The state is a key: equal
// keys, nothing to do.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const skippedFolders = new Set(["node_modules", "dist", "build", ".svelte-kit", ".turbo", "recordings"]);

/**
 * A key over what the files hold: small files, where a new time alone must not cause work.
 *
 * @param {string} base
 * @param {readonly string[]} paths absolute
 * @param {readonly string[]} facts anything else the work depends on
 */
export function contentKey(base, paths, facts) {
  const hash = createHash("sha256").update(JSON.stringify(facts));
  for (const path of [...paths].sort()) {
    hash.update(`\0${relative(base, path)}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

/**
 * A key over path, size and time of the files: a thousand of them cost a few milliseconds.
 *
 * @param {string} base
 * @param {readonly string[]} paths absolute
 * @param {readonly string[]} facts anything else the work depends on
 */
export function statKey(base, paths, facts) {
  const hash = createHash("sha256").update(JSON.stringify(facts));
  for (const path of [...paths].sort()) {
    const { size, mtimeNs } = statSync(path, { bigint: true });
    hash.update(`\0${relative(base, path)}\0${size}\0${mtimeNs}`);
  }
  return hash.digest("hex");
}

/**
 * Every source file below the folders; tests are none, as no built file holds them.
 *
 * @param {readonly string[]} folders absolute; one that does not exist has no files
 * @returns {string[]} absolute, sorted
 */
export function sourceFiles(folders) {
  /** @type {string[]} */
  const files = [];
  const open = [...folders];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) open.push(path);
      } else if (!entry.name.includes(".test.")) {
        files.push(path);
      }
    }
  }
  return files.sort();
}

/** @param {string} folder */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** @param {string} folder @param {string} name @returns {string | undefined} the key, if the work was ever finished */
export function readStamp(folder, name) {
  try {
    return readFileSync(join(folder, name), "utf8");
  } catch {
    return undefined;
  }
}

/**
 * Written last, after the work, and whole: a crash in between leaves no stamp, and so the work is done again.
 *
 * @param {string} folder
 * @param {string} name
 * @param {string} key as of before the work, so that a change during it counts as not done
 */
export function writeStamp(folder, name, key) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(`${path}.new`, key);
  renameSync(`${path}.new`, path);
}

/** @param {string} folder @param {string} name */
export function removeStamp(folder, name) {
  rmSync(join(folder, name), { force: true });
}
