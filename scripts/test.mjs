// Every check of the product, roughly from quick to slow: `npm test`, or `npm test -- unit lint` for some.
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
 * @typedef {(program: string, args: readonly string[], env?: Record<string, string>) => Promise<Count>} Run
 * @typedef {{ name: string, title: string, run: (run: Run) => Promise<Count>, needs?: readonly string[], uses?: "one processor" | "the machine" }} Check
 */

const paths = pathsIn(root);
const resultsFolder = join(paths.cache, "test-results");
const nothing = { passed: 0, failed: 0 };
/** Every failed test, told again behind the summary. @type {string[]} */
const failures = [];

/** @type {readonly Check[]} */
const checks = [
  { name: "build", title: "The apps build", run: build, uses: "the machine" },
  {
    name: "lint",
    title: "Code keeps the rules (ESLint)",
    run: (run) => tool(run, "eslint", "."),
    // Svelte's generated types come into being with the build.
    needs: ["build"],
    uses: "one processor",
  },
  {
    name: "generated",
    title: "Generated files are fresh",
    run: (run) => script(run, "generate.mjs", "--check"),
  },
  {
    name: "format",
    title: "Files are formatted (Prettier)",
    run: (run) => tool(run, "prettier", "--check", "--log-level=warn", "."),
  },
  {
    name: "types",
    title: "Types agree (tsc, svelte-check)",
    run: (run) => tool(run, "turbo", "run", "types", "check", "--continue", "--output-logs=new-only"),
  },
  {
    name: "arrows",
    title: "Imports follow the design (dependency-cruiser)",
    run: (run) =>
      tool(
        run,
        "depcruise",
        "--config",
        "tooling/dependency-cruiser.cjs",
        "apps",
        "packages",
        "e2e",
        "scripts",
      ),
  },
  { name: "unused", title: "Nothing is left over (knip)", run: (run) => tool(run, "knip", "--no-progress") },
  { name: "unit", title: "Unit tests", run: (run) => vitest(run, "unit") },
  { name: "web", title: "Web unit tests", run: (run) => vitest(run, "web"), needs: ["build"] },
  {
    name: "int",
    title: "Integration tests",
    run: (run) => vitest(run, "int", bringAgents),
    needs: ["build"],
    uses: "the machine",
  },
  {
    name: "e2e",
    title: "Journeys in a real browser",
    run: (run) => vitest(run, "e2e", async () => ({ ...(await bringChromium()), ...(await bringAgents()) })),
    needs: ["build"],
    uses: "the machine",
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

  /** @type {Outcome[]} */
  const outcomes = [];
  /** @type {Promise<Outcome>[]} */
  let beside = [];
  const waitForThoseBeside = async () => {
    for (const outcome of beside) outcomes.push(tell(await outcome));
    beside = [];
  };
  for (const check of selected(words)) {
    if (check.uses === "the machine") await waitForThoseBeside();
    if (check.uses === "one processor") beside.push(outcomeOf(check, { isBeside: true }));
    else outcomes.push(tell(await outcomeOf(check)));
  }
  await waitForThoseBeside();

  const total = (/** @type {keyof Count} */ which) =>
    outcomes.reduce((sum, { count }) => sum + count[which], 0);
  if (failures.length > 0) console.log(`\nFailed tests:\n${failures.join("\n")}`);
  const summary = outcomes.map(({ line }) => line).join("\n");
  console.log(`\n${summary}\n\n${total("passed")} passed, ${total("failed")} failed`);
  return total("failed") > 0 ? 1 : 0;
}

/** @param {readonly string[]} words */
function selected(words) {
  if (words.length === 0) return checks;
  const chosen = checks.filter((check) => words.includes(check.name));
  const needed = new Set(chosen.flatMap((check) => check.needs ?? []));
  return checks.filter((check) => needed.has(check.name) || chosen.includes(check));
}

/**
 * @typedef {{ count: Count, line: string, output: string }} Outcome
 * @param {Check} check
 * @param {{ isBeside: boolean }} [how] beside others, what it writes is kept for its turn
 * @returns {Promise<Outcome>}
 */
async function outcomeOf(check, { isBeside } = { isBeside: false }) {
  /** @type {string[]} */
  const kept = [];
  const heading = `\n=== ${check.name}: ${check.title}`;
  if (isBeside) kept.push(`${heading}\n`);
  else console.log(heading);
  const startedAt = Date.now();
  const count = await countOf(check, isBeside ? (text) => kept.push(text) : undefined);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const line = `${count.failed > 0 ? "FAILED" : "ok    "} ${check.name.padEnd(10)}${seconds.padStart(7)} s`;
  return { count, line, output: kept.join("") };
}

/** @param {Outcome} outcome */
function tell(outcome) {
  process.stdout.write(`${outcome.output}=== ${outcome.line}\n`);
  return outcome;
}

/** @param {Check} check @param {((text: string) => void) | undefined} keep @returns {Promise<Count>} */
async function countOf(check, keep) {
  try {
    return await check.run((program, args, env) => runProgram(program, args, env, keep));
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

/** @param {Run} run @param {string} name @param {...string} args */
function script(run, name, ...args) {
  return run(process.execPath, [join(root, "scripts", name), ...args]);
}

/** A program of the root's devDependencies. @param {Run} run @param {string} name @param {...string} args */
function tool(run, name, ...args) {
  return run(join(root, "node_modules", ".bin", name), args);
}

/**
 * @param {Run} run
 * @param {string} project
 * @param {() => Promise<Record<string, string>>} [bring] what must be there first, as environment
 * @returns {Promise<Count>}
 */
async function vitest(run, project, bring) {
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
 * @param {(text: string) => void} [keep] takes what it writes, which else is seen at once
 * @returns {Promise<Count>}
 */
function runProgram(program, args, env = {}, keep) {
  const quiet = { TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1", DO_NOT_TRACK: "1" };
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...quiet, ...env },
    stdio: keep ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
  });
  if (keep) for (const output of [child.stdout, child.stderr]) output?.setEncoding("utf8").on("data", keep);
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
