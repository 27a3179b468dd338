#!/usr/bin/env node
// The way in: `npm start`, `npm test` and their siblings come through here. Runs on Node 18 and newer without a
// single dependency; makes everything ready that is not, then hands over.
import { join } from "node:path";
import { pathsIn, root } from "./launch/checkout.mjs";
import { handOver } from "./launch/hand-over.mjs";
import { LaunchProblem } from "./launch/launch-problem.mjs";
import { prepare } from "./launch/prepare.mjs";
import { Interrupted } from "./launch/step.mjs";
import { targetNames } from "./launch/targets.mjs";
import { PINNED_PNPM } from "./launch/versions.mjs";

const PNPM_PROGRAM = `.cache/tools/pnpm-${PINNED_PNPM}/node_modules/pnpm/bin/pnpm.mjs`;

/**
 * @typedef {import("./launch/targets.mjs").TargetName} TargetName
 * @typedef {{ run: string, args?: readonly string[], builds?: readonly TargetName[], installs?: false }} Command
 */

/** @type {Readonly<Record<string, Command>>} */
const commands = {
  start: { run: "apps/server/dist/main.js", builds: targetNames },
  cli: { run: "apps/cli/dist/main.js", builds: ["cli"] },
  test: { run: "scripts/test.mjs" },
  dev: { run: "scripts/dev.mjs" },
  bench: { run: "scripts/bench.mjs", builds: targetNames },
  gallery: { run: "scripts/gallery.mjs", builds: targetNames },
  generate: { run: "scripts/generate.mjs" },
  format: { run: "node_modules/prettier/bin/prettier.cjs", args: ["--write", "--log-level=warn", "."] },
  // Changes what is installed, so it must not demand a finished installation first.
  pnpm: { run: PNPM_PROGRAM, installs: false },
};

process.exitCode = await main(process.argv.slice(2));

/** @param {readonly string[]} words @returns {Promise<number>} */
async function main([name = "start", ...args]) {
  try {
    const command = commands[name];
    if (!command)
      throw new LaunchProblem(`There is no command "${name}".`, { fix: Object.keys(commands).join(", ") });
    const serves = name === "cli" && (args.length === 0 || args[0] === "serve");
    const builds = serves ? targetNames : (command.builds ?? []);
    const paths = pathsIn(root);
    const { node, env } = await prepare(paths, { installs: command.installs ?? true, builds });
    // A third of a program's start is compiling it; the second start finds that done.
    if (builds.length > 0) env["NODE_COMPILE_CACHE"] ??= join(paths.cache, "compiled");
    return await handOver({ node, args: [join(root, command.run), ...(command.args ?? []), ...args], env });
  } catch (error) {
    if (error instanceof Interrupted) {
      process.stderr.write("Interrupted. The same command goes on from here.\n");
      return error.exitCode;
    }
    if (!(error instanceof LaunchProblem)) throw error;
    process.stderr.write(`${error.text}\n`);
    return 1;
  }
}
