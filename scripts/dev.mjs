// `npm run dev`: server and runner from their sources, restarted when those change, and Vite for the web app.
// Open the address that Vite prints; it passes /api, /socket.io and /health on to the server.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, watch } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathsIn, root } from "./launch/checkout.mjs";
import { contentKey, sourceFiles } from "./launch/stamps.mjs";

/** An editor that saves many files, or one file in several writes, causes one restart. */
const SETTLE_MS = 150;
/** A process that was told to end and did not is killed. */
const GRACE_MS = 10_000;

const serverSources = ["apps/server/src", "apps/runner/src", "packages/protocol/src"];
const runnerSources = ["apps/runner/src", "packages/protocol/src"];
const home = process.env["DISPATCH_HOME"] ?? join(pathsIn(root).cache, "dev-home");

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
let isEnding = false;
let server = startServer();
if (existsSync(join(root, "apps/web/package.json"))) startWeb();
const watchers = serverSources.map((folder) => watch(join(root, folder), { recursive: true }, onChange));
process.on("SIGINT", end);
process.on("SIGTERM", end);
process.on("SIGHUP", end);

function startServer() {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const files = sourceFiles(runnerSources.map((folder) => join(root, folder)));
  return start("server", [join(root, "apps/server/src/main.ts")], {
    DISPATCH_HOME: home,
    PORT: process.env["PORT"] ?? "3030",
    // Sources carry no build id. This one changes with the runner's sources, so that a restarted server finds the
    // old runner outdated and starts a new one for new sessions; the old one lives on while it has sessions.
    DISPATCH_DEV_BUILD: `dev+${contentKey(root, files, []).slice(0, 8)}`,
  });
}

function startWeb() {
  const vite = join(root, "apps/web/node_modules/vite/bin/vite.js");
  start("web", [vite, "dev", "--clearScreen", "false"], {}, join(root, "apps/web"));
}

/**
 * @param {string} name the prefix of its lines
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 */
function start(name, args, env, cwd = root) {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env, FORCE_COLOR: process.stdout.isTTY ? "1" : "0" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a Ctrl-C reaches this process alone, which passes it on once
  });
  running.add(child);
  const prefix = name.padEnd(6);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => console.log(`${prefix} | ${line}`));
  }
  child.once("error", (error) => console.log(`${prefix} | ${error.message}`));
  child.once("exit", (code, signal) => {
    running.delete(child);
    if (!isEnding) console.log(`${prefix} | ended (${signal ?? code}); it starts again with the next change`);
    else if (running.size === 0) process.exit();
  });
  return child;
}

/** @type {NodeJS.Timeout | undefined} */
let settling;

/** @param {string} _kind @param {string | null} file */
function onChange(_kind, file) {
  if (isEnding || file?.includes(".test.")) return;
  clearTimeout(settling);
  settling = setTimeout(restartServer, SETTLE_MS);
}

function restartServer() {
  const old = server;
  if (!running.has(old)) {
    server = startServer();
    return;
  }
  console.log("server | sources changed: restarting");
  old.removeAllListeners("exit");
  old.once("exit", () => {
    running.delete(old);
    if (!isEnding) server = startServer();
    else if (running.size === 0) process.exit();
  });
  stop(old, "SIGTERM");
}

/** @param {NodeJS.Signals} signal */
function end(signal) {
  if (isEnding) return;
  isEnding = true;
  for (const watcher of watchers) watcher.close();
  clearTimeout(settling);
  if (running.size === 0) process.exit();
  for (const child of running) stop(child, signal);
}

/** @param {import("node:child_process").ChildProcess} child @param {NodeJS.Signals} signal */
function stop(child, signal) {
  child.kill(signal);
  const killer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
  child.once("exit", () => clearTimeout(killer));
}
