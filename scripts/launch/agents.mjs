// The agents that tests talk to: real ones, fetched once, as the product itself would install them.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { presets } from "../../apps/server/src/domain/providers/presets.ts";
import { pathsIn, root } from "./checkout.mjs";
import { LaunchProblem } from "./launch-problem.mjs";
import { runQuietly, step } from "./step.mjs";
import { isMusl, npmCommand } from "./tools.mjs";

/** Claude, whose adapter is the product's own, and the smallest of those that speak the Agent Client Protocol. */
const wanted = ["claude", "claude-acp"];

/**
 * Finds or fetches them. Without a network tests go on without: those that need an agent are skipped, and say so.
 *
 * @returns {Promise<Record<string, string>>} the environment that tells the tests where they are
 */
export async function bringAgents() {
  const named = process.env["DISPATCH_TEST_AGENTS"];
  if (named) return { DISPATCH_TEST_AGENTS: named };
  const folder = join(pathsIn(root).cache, "agents");
  try {
    for (const id of wanted) await bring(folder, id);
  } catch (error) {
    if (!(error instanceof LaunchProblem)) throw error;
    console.error(`${error.text}\nTests that talk to real agents are skipped.`);
    return {};
  }
  return { DISPATCH_TEST_AGENTS: folder };
}

/** @param {string} folder @param {string} id */
async function bring(folder, id) {
  const { installation, name } = presets.find((preset) => preset.id === id) ?? {};
  if (!installation || !name) throw new Error(`${id} is no agent that can be installed`);
  const { version, packages, program, flags = [] } = installation;
  const { platform, arch } = process;
  const machine = { platform, arch, isMusl: platform === "linux" && isMusl() };
  const place = join(folder, id, version);
  if (existsSync(join(place, program(machine)))) return;

  mkdirSync(join(folder, id), { recursive: true });
  for (const entry of readdirSync(join(folder, id)))
    if (entry.endsWith(".partial")) rmSync(join(folder, id, entry), { recursive: true, force: true });
  const arriving = `${place}.partial`;
  mkdirSync(arriving);
  writeFileSync(join(arriving, "package.json"), '{ "private": true }\n');
  const what = `Fetching ${name} ${version}`;
  const words = ["--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev", ...flags];
  const quiet = ["--no-package-lock", "--no-update-notifier", "--loglevel=error"];
  const command = [
    ...npmCommand(),
    "install",
    ...packages(machine),
    "--prefix",
    arriving,
    ...words,
    ...quiet,
  ];
  await step(`${what} for the tests`, () => runQuietly(command, { cwd: arriving, env: process.env, what }));
  if (!existsSync(join(arriving, program(machine))))
    throw new LaunchProblem(`The packages of ${name} arrived without its program.`, {
      fix: "Is a private mirror set? Which registry is asked: npm config get registry",
    });
  rmSync(place, { recursive: true, force: true });
  renameSync(arriving, place);
}
