// Every check of the product, in the order from quick to slow: `npm test`, or `npm test -- unit lint` for some.
// The last line counts the tests; a check that fails without a failed test counts as one.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { bringAgents } from "./launch/agents.mjs";
import { bringChromium } from "./launch/chromium.mjs";
import { pathsIn, root } from "./launch/checkout.mjs";
import { LaunchProblem } from "./launch/launch-problem.mjs";
import { prepare } from "./launch/prepare.mjs";
import { Interrupted } from "./launch/step.mjs";
import { targetNames } from "./launch/targets.mjs";

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {{ name: string, title: string, run: () => Promise<Count>, needs?: readonly string[] }} Check
 */

const paths = pathsIn(root);
const resultsFolder = join(paths.cache, "test-results");
const nothing = { passed: 0, failed: 0 };
/** Every failed test, told again behind the summary. @type {string[]} */
const failures = [];

/** @type {readonly Check[]} */
const checks = [
  { name: "build", title: "The apps build", run: build },
  { name: "generated", title: "Generated files are fresh", run: () => script("generate.mjs", "--check") },
  {
    name: "format",
    title: "Files are formatted (Prettier)",
    run: () => tool("prettier", "--check", "--log-level=warn", "."),
  },
  // Svelte's generated types come into being with the build.
  { name: "lint", title: "Code keeps the rules (ESLint)", run: () => tool("eslint", "."), needs: ["build"] },
  {
    name: "types",
    title: "Types agree (tsc, svelte-check)",
    run: () => tool("turbo", "run", "types", "check", "--continue", "--output-logs=new-only"),
  },
  {
    name: "arrows",
    title: "Imports follow the design (dependency-cruiser)",
    run: () =>
      tool("depcruise", "--config", "tooling/dependency-cruiser.cjs", "apps", "packages", "e2e", "scripts"),
  },
  { name: "unused", title: "Nothing is left over (knip)", run: () => tool("knip", "--no-progress") },
  { name: "unit", title: "Unit tests", run: () => vitest("unit") },
  { name: "web", title: "Web unit tests", run: () => vitest("web"), needs: ["build"] },
  { name: "int", title: "Integration tests", run: () => vitest("int", bringAgents), needs: ["build"] },
  {
    name: "e2e",
    title: "Journeys in a real browser",
    run: () => vitest("e2e", async () => ({ ...(await bringChromium()), ...(await bringAgents()) })),
    needs: ["build"],
  },
];

process.exitCode = await main(process.argv.slice(2));

/** @param {readonly string[]} words @returns {Promise<number>} */
async function main(words) {
  const names = checks.map((check) => check.name);
  const unknown = words.filter((word) => !names.includes(word));
  if (unknown.length > 0) {
    console.error(`dispatch: there is no check "${unknown.join('", "')}". There are: ${names.join(", ")}.`);
    return 2;
  }
  rmSync(resultsFolder, { recursive: true, force: true });
  mkdirSync(resultsFolder, { recursive: true });

  const total = { ...nothing };
  /** @type {string[]} */
  const summary = [];
  for (const check of selected(words)) {
    console.log(`\n=== ${check.name}: ${check.title}`);
    const startedAt = Date.now();
    const { passed, failed } = await outcomeOf(check);
    total.passed += passed;
    total.failed += failed;
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    const line = `${failed > 0 ? "FAILED" : "ok    "} ${check.name.padEnd(10)}${seconds.padStart(7)} s`;
    summary.push(line);
    console.log(`=== ${line}`);
  }
  if (failures.length > 0) console.log(`\nFailed tests:\n${failures.join("\n")}`);
  console.log(`\n${summary.join("\n")}\n\n${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

/** @param {readonly string[]} words */
function selected(words) {
  if (words.length === 0) return checks;
  const chosen = checks.filter((check) => words.includes(check.name));
  const needed = new Set(chosen.flatMap((check) => check.needs ?? []));
  return checks.filter((check) => needed.has(check.name) || chosen.includes(check));
}

/** @param {Check} check @returns {Promise<Count>} */
async function outcomeOf(check) {
  try {
    return await check.run();
  } catch (error) {
    if (error instanceof Interrupted) process.exit(error.exitCode);
    console.error(error instanceof LaunchProblem ? error.text : error);
    return { passed: 0, failed: 1 };
  }
}

async function build() {
  await prepare(paths, { installs: true, builds: targetNames });
  return nothing;
}

/** @param {string} name @param {...string} args */
function script(name, ...args) {
  return run(process.execPath, [join(root, "scripts", name), ...args]);
}

/** A program of the root's devDependencies. @param {string} name @param {...string} args */
function tool(name, ...args) {
  return run(join(root, "node_modules", ".bin", name), args);
}

/**
 * @param {string} project
 * @param {() => Promise<Record<string, string>>} [bring] what must be there first, as environment
 * @returns {Promise<Count>}
 */
async function vitest(project, bring) {
  const env = await bring?.();
  const results = join(resultsFolder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const program = join(root, "node_modules", ".bin", "vitest");
  const { failed } = await run(program, ["run", "--project", project, ...reporters], env);
  if (!existsSync(results)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(results, "utf8"));
  failures.push(...failuresIn(report));
  return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, failed) };
}

/**
 * What failed, and why: repeated at the end, where it isn't lost among the output.
 * @param {{ testResults: { name: string, status: string, message: string, assertionResults: { fullName: string, status: string, failureMessages: string[] }[] }[] }} report
 */
function failuresIn({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0) return status === "failed" ? [`${file}${reasonIn(message)}`] : [];
    return failed.map((test) => `${file}: ${test.fullName}${reasonIn(test.failureMessages[0])}`);
  });
}

/** The first line of a failure, what was waited for in a browser, and where in this checkout. @param {string} [text] */
function reasonIn(text = "") {
  const lines = stripVTControlCharacters(text)
    .split("\n")
    .map((line) => line.trim());
  const awaited = lines.find((line) => line.startsWith("- waiting for "));
  const isOwn = (/** @type {string} */ line) => line.includes(root) && !line.includes("node_modules");
  const place = lines.find((line) => line.startsWith("at ") && isOwn(line));
  return [lines[0], awaited, place]
    .map((line) => (line ? `\n    ${line.replaceAll(root + sep, "")}` : ""))
    .join("");
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<Count>}
 */
function run(program, args, env = {}) {
  const quiet = { TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1", DO_NOT_TRACK: "1" };
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...quiet, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const interrupt = (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal);
    child.once("exit", () => process.exit(new Interrupted(signal).exitCode));
  };
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.on(signal, interrupt);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      for (const signal of signals) process.off(signal, interrupt);
      resolve({ passed: 0, failed: code === 0 ? 0 : 1 });
    });
  });
}
