// Builds the named apps, all of them by default. Whether that is needed is decided by its callers.
import { spawn } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, join } from "node:path";
import { rolldown } from "rolldown";
import { root } from "./launch/checkout.mjs";
import { contentKey, sourceFiles } from "./launch/stamps.mjs";
import { inputsOf, targetNames, targets } from "./launch/targets.mjs";

/**
 * @typedef {import("./launch/targets.mjs").TargetName} TargetName
 * @typedef {import("./launch/targets.mjs").Target} Target
 */

/** Native code: found at run time in the app's own node_modules. */
const external = [/^@lydell\/node-pty/];

/**
 * An `import` of these has Node read every property they have, which loads what hardly any program uses: a client and its parsers for
 * the one, the standard input for the other. That is up to 14 and 4 MB in a process. As they are, they load what is asked of them.
 */
const lazyBuiltins = ["node:http", "node:process"];

/** @type {import("rolldown").Plugin} */
const builtinsAsTheyAre = {
  name: "builtins-as-they-are",
  resolveId: (source, _importer, { kind }) =>
    kind === "import-statement" && lazyBuiltins.includes(source) ? `\0${source}` : undefined,
  load(id) {
    const name = id.slice(1);
    if (!id.startsWith("\0") || !lazyBuiltins.includes(name)) return undefined;
    const properties = Object.entries(Object.getOwnPropertyDescriptors(process.getBuiltinModule(name)));
    const names = properties.flatMap(([key, how]) => ("value" in how ? [key] : []));
    return [
      `const it = process.getBuiltinModule(${JSON.stringify(name)});`,
      ...names.map((key) => `export const ${key} = /* @__PURE__ */ (() => it.${key})();`),
      "export default it;",
    ].join("\n");
  },
};

/** A server that was started before this build may still load its lazy parts; it is restarted long before this. */
const KEEP_OLD_CHUNKS_MS = 7 * 24 * 60 * 60 * 1000;

const words = process.argv.slice(2);
const unknown = words.filter((word) => !(word in targets));
if (unknown.length > 0)
  throw new Error(`No such target: ${unknown.join(", ")}. There are ${targetNames.join(", ")}`);
const names = words.length > 0 ? /** @type {TargetName[]} */ (words) : targetNames;

for (const name of names) {
  if (name === "web") await buildWeb(targets[name]);
  else await bundle(name, targets[name]);
}

/** @param {Target} target */
async function buildWeb({ folder }) {
  const vite = join(root, folder, "node_modules/vite/bin/vite.js");
  const child = spawn(process.execPath, [vite, "build"], { cwd: join(root, folder), stdio: "inherit" });
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error(`The web build ended with code ${code}`);
}

/**
 * One self-contained program per entry, so that a start reads a few files and not a thousand.
 *
 * @param {TargetName} name
 * @param {Target} target
 */
async function bundle(name, { folder }) {
  const base = join(root, folder);
  const input = entriesOf(join(base, "src"));
  mkdirSync(join(root, ".cache"), { recursive: true });
  const arriving = mkdtempSync(join(root, ".cache", `build-${name}-`));
  try {
    const build = await rolldown({
      cwd: root,
      input,
      external,
      plugins: [builtinsAsTheyAre],
      platform: "node",
      transform: { target: "node24", define: { __DISPATCH_BUILD__: JSON.stringify(buildId(name)) } },
      onLog(level, log, handler) {
        // CommonJS libraries look their own globals up in ways that are right at run time.
        if (log.code === "EVAL" && log.id?.includes("node_modules")) return;
        handler(level, log);
      },
    });
    await build.write({
      dir: arriving,
      format: "esm",
      sourcemap: true,
      entryFileNames: "[name].js",
      chunkFileNames: "[name]-[hash].js",
    });
    await build.close();
    publish(arriving, join(base, "dist"));
  } finally {
    rmSync(arriving, { recursive: true, force: true });
  }
}

/**
 * `main.ts`, and every worker thread's file, as a worker is loaded by its name beside the program.
 *
 * @param {string} source
 */
function entriesOf(source) {
  const workers = sourceFiles([source]).filter((path) => path.endsWith(".worker.ts"));
  const entries = [join(source, "main.ts"), ...workers];
  return Object.fromEntries(entries.map((path) => [basename(path, ".ts"), path]));
}

/**
 * Puts the new files in place one by one, entries last: at every instant `dist` holds a program that runs.
 *
 * @param {string} arriving
 * @param {string} dist
 */
function publish(arriving, dist) {
  mkdirSync(dist, { recursive: true });
  const files = readdirSync(arriving).sort((a, b) => Number(isChunk(b)) - Number(isChunk(a)));
  for (const file of files) {
    if (readFileSync(join(arriving, file), "utf8").startsWith("#!")) chmodSync(join(arriving, file), 0o755);
    renameSync(join(arriving, file), join(dist, file));
  }
  for (const file of readdirSync(dist)) {
    const isOld = Date.now() - statSync(join(dist, file)).mtimeMs > KEEP_OLD_CHUNKS_MS;
    if (isOld && !files.includes(file)) rmSync(join(dist, file), { force: true });
  }
}

/** @param {string} file */
function isChunk(file) {
  return /-[\w-]{8}\.js(\.map)?$/.test(file);
}

/**
 * What a program answers when asked for its build: the version, and a hash that changes with any of its sources.
 *
 * @param {TargetName} name
 */
function buildId(name) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return `${version}+${contentKey(root, inputsOf(root, name), []).slice(0, 8)}`;
}
