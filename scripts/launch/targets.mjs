// What is built, from which sources, and whether what lies there is still that.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readStamp, sourceFiles, statKey } from "./stamps.mjs";

/**
 * @typedef {"server" | "runner" | "attendant" | "driver" | "cli" | "web"} TargetName
 * @typedef {{ folder: string, output: string, with?: readonly string[] }} Target `output` exists after a build; a change
 *   in the folders `with` makes a new build too
 */

/** @type {Readonly<Record<TargetName, Target>>} */
export const targets = {
  // The server's build id is what it compares a running runner with.
  server: {
    folder: "apps/server",
    output: "dist/main.js",
    with: ["apps/runner", "apps/attendant", "apps/driver"],
  },
  runner: { folder: "apps/runner", output: "dist/main.js" },
  attendant: { folder: "apps/attendant", output: "dist/main.js" },
  driver: { folder: "apps/driver", output: "dist/main.js" },
  cli: { folder: "apps/cli", output: "dist/main.js" },
  web: { folder: "apps/web", output: "build/index.html" },
};

export const targetNames = /** @type {TargetName[]} */ (Object.keys(targets));

/** Files outside the apps and packages that every build depends on. */
const sharedInputs = ["package.json", "pnpm-lock.yaml", "scripts/build.mjs", "scripts/launch/targets.mjs"];

/**
 * @param {string} base
 * @param {TargetName} name
 */
export function inputsOf(base, name) {
  const target = targets[name];
  const folders = [target.folder, ...(target.with ?? [])];
  const all = new Set(folders.flatMap((folder) => [folder, ...workspaceFolders(base, folder)]));
  const files = sourceFiles([...all].map((folder) => join(base, folder)));
  return [...files, ...sharedInputs.map((path) => join(base, path))];
}

/**
 * @param {string} base
 * @param {TargetName} name
 */
export function targetKey(base, name) {
  return statKey(base, inputsOf(base, name), []);
}

/**
 * @param {{ base: string, stamps: string }} paths
 * @param {readonly TargetName[]} names
 */
export function staleTargets({ base, stamps }, names) {
  return names.filter((name) => {
    if (!existsSync(join(base, targets[name].folder, targets[name].output))) return true;
    return readStamp(stamps, stampName(name)) !== targetKey(base, name);
  });
}

/** @param {TargetName} name */
export function stampName(name) {
  return `build-${name}`;
}

/**
 * The packages of this repository that a folder depends on, directly or not.
 *
 * @param {string} base
 * @param {string} folder
 * @returns {string[]}
 */
function workspaceFolders(base, folder) {
  const { dependencies = {} } = JSON.parse(readFileSync(join(base, folder, "package.json"), "utf8"));
  return Object.entries(dependencies)
    .filter(([, version]) => version === "workspace:*")
    .map(([name]) => name.replace("@dispatch/", "packages/"))
    .flatMap((needed) => [needed, ...workspaceFolders(base, needed)]);
}
