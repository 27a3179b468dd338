// Brings a checkout to the point where it can run: tools fetched, packages installed, apps built. Does only what
// is stale, and finds out within milliseconds that nothing is.
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LaunchProblem } from "./launch-problem.mjs";
import { takeLock } from "./lock.mjs";
import { contentKey, readStamp, removeStamp, writeStamp } from "./stamps.mjs";
import { runQuietly, step } from "./step.mjs";
import { staleTargets, stampName, targetKey } from "./targets.mjs";
import { environmentFor, fetchTools, findToolchain, registryEnvironment } from "./tools.mjs";
import { PINNED_PNPM } from "./versions.mjs";

/**
 * @typedef {import("./checkout.mjs").Paths} Paths
 * @typedef {import("./targets.mjs").TargetName} TargetName
 * @typedef {{ installs: boolean, builds: readonly TargetName[] }} Wanted
 * @typedef {import("./tools.mjs").Toolchain & { env: NodeJS.ProcessEnv }} Prepared
 */

const INSTALL_DONE = "install";
const INSTALL_BEGUN = "install-begun";

/**
 * @param {Paths} paths
 * @param {Wanted} wanted
 * @returns {Promise<Prepared>}
 */
export async function prepare(paths, wanted) {
  const toolchain = findToolchain(paths.tools);
  const prepared = { ...toolchain, env: environmentFor(toolchain) };
  if (isReady(paths, wanted)) return prepared;

  mkdirSync(paths.cache, { recursive: true });
  const lock = await takeLock(paths.lock, (pid) => {
    process.stderr.write(`Another command (process ${pid}) prepares this folder; waiting for it.\n`);
  });
  try {
    const job = { paths, prepared, onStart: lock.addHolder };
    // All of it is judged again: whoever held the lock has probably done the work.
    await fetchTools(paths.tools, findToolchain(paths.tools), lock.addHolder);
    if (wanted.installs) await install(job);
    await build(job, staleTargets(paths, wanted.builds));
  } finally {
    lock.release();
  }
  return prepared;
}

/** @param {Paths} paths @param {Wanted} wanted */
function isReady(paths, { installs, builds }) {
  if (findToolchain(paths.tools).missing.length > 0) return false;
  if (installs && !isInstalled(paths)) return false;
  return staleTargets(paths, builds).length === 0;
}

/** @typedef {{ paths: Paths, prepared: Prepared, onStart: (pid: number) => void }} Job */

/** @param {Job} job */
async function install({ paths, prepared, onStart }) {
  if (isInstalled(paths)) return;
  if (readStamp(paths.stamps, INSTALL_BEGUN)) removeInstalled(paths.base);
  const key = installKey(paths.base);
  writeStamp(paths.stamps, INSTALL_BEGUN, key);
  const { node, pnpm } = prepared;
  await step("Installing packages", async () => {
    const env = { ...prepared.env, ...(await registryEnvironment(paths.base)) };
    const options = { cwd: paths.base, env, what: "Installing packages", onStart };
    try {
      await runQuietly(
        [node, pnpm, "install", "--frozen-lockfile", "--ignore-scripts", ...pnpmManners],
        options,
      );
    } catch (error) {
      // pnpm ended by itself and left what it can go on from; after a kill nobody knows what is there.
      if (error instanceof LaunchProblem) removeStamp(paths.stamps, INSTALL_BEGUN);
      throw error;
    }
  });
  writeStamp(paths.stamps, INSTALL_DONE, key);
  removeStamp(paths.stamps, INSTALL_BEGUN);
}

/** How pnpm is asked to behave. */
const pnpmManners = [
  "--reporter=append-only",
  "--config.confirmModulesPurge=false", // nobody is there to answer
  "--config.updateNotifier=false",
  // The committed lockfile was judged when it was made; judging it again asks the registry about every package.
  "--config.minimumReleaseAge=0",
  // Without these a registry that cannot be reached is noticed after minutes only.
  "--config.fetchRetryMintimeout=1000",
  "--config.fetchRetryMaxtimeout=5000",
];

/** @param {Paths} paths */
function isInstalled({ base, stamps }) {
  return (
    existsSync(join(base, "node_modules", ".modules.yaml")) &&
    readStamp(stamps, INSTALL_DONE) === installKey(base)
  );
}

/** @param {string} base */
function installKey(base) {
  const manifests = [
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    ...packageFolders(base).map((f) => join(f, "package.json")),
  ];
  const { platform, arch } = process;
  return contentKey(
    base,
    manifests.map((path) => join(base, path)),
    [PINNED_PNPM, platform, arch],
  );
}

/** The folders of the workspace, the root first, as pnpm-workspace.yaml lists them. @param {string} base */
function packageFolders(base) {
  const nested = ["apps", "packages"].flatMap((parent) =>
    readdirSync(join(base, parent)).map((name) => join(parent, name)),
  );
  return [".", ...nested, "e2e"].filter((folder) => existsSync(join(base, folder, "package.json")));
}

/** @param {string} base */
function removeInstalled(base) {
  for (const folder of packageFolders(base)) {
    rmSync(join(base, folder, "node_modules"), { recursive: true, force: true });
  }
}

/**
 * @param {Job} job
 * @param {readonly TargetName[]} stale
 */
async function build({ paths, prepared, onStart }, stale) {
  const script = join(paths.base, "scripts", "build.mjs");
  // The programs are done in a moment, the web app is not: told apart, the wait explains itself.
  const groups = [stale.filter((name) => name !== "web"), stale.filter((name) => name === "web")];
  for (const names of groups.filter((group) => group.length > 0)) {
    const keys = names.map((name) => /** @type {const} */ ([name, targetKey(paths.base, name)]));
    for (const name of names) removeStamp(paths.stamps, stampName(name));
    const title = `Building ${names.join(", ")}`;
    const options = { cwd: paths.base, env: prepared.env, what: title, onStart };
    await step(title, () => runQuietly([prepared.node, script, ...names], options));
    for (const [name, key] of keys) writeStamp(paths.stamps, stampName(name), key);
  }
}
