// Node and pnpm, pinned, fetched with the npm at hand into the checkout's cache when they are missing.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { LaunchProblem } from "./launch-problem.mjs";
import { runQuietly, step } from "./step.mjs";
import { isTooOld, nodePackageFor, OLDEST_NODE_MAJOR, PINNED_NODE, PINNED_PNPM } from "./versions.mjs";

/**
 * @typedef {{ name: string, version: string, program: string, title: string }} Tool `program` lies inside the package
 * @typedef {{ node: string, pnpm: string, missing: Tool[] }} Toolchain absolute paths, valid once nothing is missing
 */

/**
 * Where the tools are or will be; touches nothing.
 *
 * @param {string} folder
 * @returns {Toolchain}
 */
export function findToolchain(folder) {
  /** @type {Tool[]} */
  const wanted = [];
  let node = process.execPath;
  if (isTooOld(process.versions.node)) {
    const tool = pinnedNode();
    node = pathOf(folder, tool);
    wanted.push(tool);
  }
  /** @type {Tool} */
  const pnpm = { name: "pnpm", version: PINNED_PNPM, program: "bin/pnpm.mjs", title: `pnpm ${PINNED_PNPM}` };
  wanted.push(pnpm);
  const missing = wanted.filter((tool) => !existsSync(pathOf(folder, tool)));
  return { node, pnpm: pathOf(folder, pnpm), missing };
}

/** @returns {Tool} */
function pinnedNode() {
  const { platform, arch } = process;
  const name = nodePackageFor({ platform, arch, isMusl: platform === "linux" && isMusl() });
  if (!name) {
    throw new LaunchProblem(
      `Node ${process.versions.node} is too old, and none can be fetched for this machine.`,
      {
        fix:
          `Install Node ${OLDEST_NODE_MAJOR} or newer, then run the same command again.\n` +
          "macOS: brew install node    Alpine: apk add nodejs-current npm    Windows: work inside WSL",
      },
    );
  }
  return { name, version: PINNED_NODE, program: "bin/node", title: `Node ${PINNED_NODE}` };
}

/** Alpine and its kin: their C library is not the one that the fetched Node is linked against. */
export function isMusl() {
  const folders = ["/lib", "/usr/lib"].filter((folder) => existsSync(folder));
  const hasMusl = folders.some((folder) => readdirSync(folder).some((name) => name.startsWith("ld-musl-")));
  return hasMusl && !existsSync("/lib64/ld-linux-x86-64.so.2") && !existsSync("/lib/ld-linux-aarch64.so.1");
}

/** @param {string} folder @param {Tool} tool */
function pathOf(folder, { name, version, program }) {
  return join(folder, `${name}-${version}`, "node_modules", name, program);
}

/**
 * @param {string} folder
 * @param {Toolchain} toolchain
 * @param {(pid: number) => void} onStart
 */
export async function fetchTools(folder, { node, missing }, onStart) {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder)) {
    if (entry.endsWith(".partial")) rmSync(join(folder, entry), { recursive: true, force: true });
  }
  for (const tool of missing) {
    await step(`Fetching ${tool.title}`, () => fetchTool({ folder, tool, node, onStart }));
  }
}

/**
 * Arrives beside its place and is moved there whole, so that an interrupted fetch leaves nothing half.
 *
 * @param {{ folder: string, tool: Tool, node: string, onStart: (pid: number) => void }} job
 */
async function fetchTool({ folder, tool, node, onStart }) {
  const { name, version, program, title } = tool;
  const arriving = join(folder, `${name}-${version}.partial`);
  mkdirSync(arriving, { recursive: true });
  // A manifest of its own keeps npm from looking for one further up, in the checkout.
  writeFileSync(join(arriving, "package.json"), '{ "private": true }\n');
  const what = `Fetching ${title}`;
  const wanted = [`${name}@${version}`, "--prefix", arriving, "--ignore-scripts", "--no-audit", "--no-fund"];
  const quiet = ["--no-save", "--no-package-lock", "--no-update-notifier", "--loglevel=error"];
  const options = { cwd: arriving, env: process.env, what, onStart };
  await runQuietly([...npmCommand(), "install", ...wanted, ...quiet], options);

  const arrived = join(arriving, "node_modules", name, program);
  if (!existsSync(arrived)) {
    throw new LaunchProblem(`The package of ${title} arrived without its program.`, {
      fix: "Is a private mirror set? Which registry is asked: npm config get registry",
    });
  }
  const tryOut = program.endsWith(".mjs") ? [node, arrived, "--version"] : [arrived, "--version"];
  await runQuietly(tryOut, { ...options, what: `Running ${title}` });
  renameSync(arriving, join(folder, `${name}-${version}`));
}

/** The npm that started us, or else the first on the path. @returns {string[]} */
export function npmCommand() {
  const starter = process.env["npm_execpath"];
  const isNpm = starter !== undefined && /^npm(-cli)?\.(c|m)?js$/.test(basename(starter));
  return isNpm ? [process.execPath, starter] : ["npm"];
}

/**
 * npm reads a machine-wide file that pnpm does not know. What it says about the way to the registry is passed on in
 * the environment, so that pnpm gets through wherever npm does.
 *
 * @param {string} cwd
 * @returns {Promise<Record<string, string>>}
 */
export async function registryEnvironment(cwd) {
  const options = { cwd, env: process.env, what: "Asking npm for its configuration" };
  const keys = ["registry", "cafile", "https-proxy", "noproxy"];
  const answer = await runQuietly([...npmCommand(), "config", "get", ...keys, "--loglevel=error"], options);
  return registryVariables(answer, process.env);
}

/**
 * @param {string} answer lines of `key=value`, as `npm config get` prints several
 * @param {NodeJS.ProcessEnv} existing wins over the answer
 */
export function registryVariables(answer, existing) {
  const said = new Map(
    answer.split("\n").map((line) => /** @type {[string, string]} */ (line.trim().split(/=(.*)/s, 2))),
  );
  const variables = {
    PNPM_CONFIG_REGISTRY: said.get("registry"),
    NODE_EXTRA_CA_CERTS: said.get("cafile"),
    HTTPS_PROXY: said.get("https-proxy"),
    NO_PROXY: said.get("noproxy"),
  };
  /** @type {Record<string, string>} */
  const added = {};
  for (const [name, value] of Object.entries(variables)) {
    const isSet = existing[name] !== undefined || existing[name.toLowerCase()] !== undefined;
    if (!isSet && value && value !== "null" && value !== "undefined") added[name] = value;
  }
  return added;
}

/**
 * The environment in which everything else runs: this Node and this pnpm come first on the path.
 *
 * @param {Toolchain} toolchain
 */
export function environmentFor({ node, pnpm }) {
  const pnpmPrograms = join(dirname(pnpm), "..", "..", ".bin");
  const path = [dirname(node), pnpmPrograms, process.env["PATH"]].filter(Boolean).join(delimiter);
  return { ...process.env, PATH: path };
}
