// The launcher as a whole, in a small checkout of its own, with an npm and a pnpm that do what the test says.
import { spawn } from "node:child_process";
import { on, once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

// Stands for npm: `install` brings the pnpm below, everything else says nothing.
const npmSource = `#!/usr/bin/env node
const fs = require("node:fs");
const [verb, what, , folder] = process.argv.slice(2);
if (verb !== "install") process.exit(0);
fs.appendFileSync(process.env.CALLS, "npm " + what.split("@")[0] + "\\n");
if (fs.existsSync(process.env.CALLS + ".offline")) {
  console.error("npm error code ENOTFOUND");
  process.exit(1);
}
fs.mkdirSync(folder + "/node_modules/pnpm/bin", { recursive: true });
fs.copyFileSync(process.env.PNPM, folder + "/node_modules/pnpm/bin/pnpm.mjs");
`;

// Stands for pnpm: leaves a half installation, waits for the test's word, completes it.
const pnpmSource = `
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
if (process.argv[2] === "install") {
  mkdirSync("node_modules", { recursive: true });
  writeFileSync("node_modules/half-" + process.pid, "");
  appendFileSync(process.env.CALLS, "pnpm install\\n");
  const control = connect(process.env.CONTROL, () => control.write(String(process.pid)));
  control.once("data", () => {
    writeFileSync("node_modules/.modules.yaml", "");
    control.destroy();
  });
}
`;

// Stands for what `npm test` runs: tells its arguments, and ends when told so.
const programSource = `
console.log("ran", process.argv.slice(2).join(" "));
if (process.argv.includes("stay")) {
  let count = 0;
  process.on("SIGTERM", () => console.log("SIGTERM", ++count) ?? setImmediate(() => process.exit(7)));
  setInterval(() => {}, 1000);
  console.log("ready");
}
`;

let base: string;
let control: ReturnType<typeof createServer>;
let installs: AsyncIterator<[Socket]>;
const live = new Set<ReturnType<typeof spawn>>();

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), "dispatch-launch-"));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  };
  cpSync(join(import.meta.dirname, "launch.mjs"), join(base, "scripts/launch.mjs"));
  cpSync(join(import.meta.dirname, "launch"), join(base, "scripts/launch"), { recursive: true });
  put("package.json", "{}");
  put("pnpm-lock.yaml", "");
  put("pnpm-workspace.yaml", "");
  put("apps/one/package.json", "{}");
  put("packages/one/package.json", "{}");
  put("scripts/test.mjs", programSource);
  put("outside/pnpm.mjs", pnpmSource);
  put("outside/bin/npm", npmSource);
  chmodSync(join(base, "outside/bin/npm"), 0o755);
  put("outside/calls", "");
  control = createServer();
  control.listen(join(base, "outside/control"));
  installs = on(control, "connection") as AsyncIterator<[Socket]>;
});

afterEach(async () => {
  for (const child of live) {
    child.kill("SIGKILL");
    await once(child, "close");
  }
  control.close();
  rmSync(base, { recursive: true });
});

test("a first run fetches, installs and runs; a second only runs", async () => {
  const first = launch("test", "a", "b");
  (await nextInstall()).finish();
  expect(await first.ended).toEqual({ code: 0, signal: null, stdout: "ran a b\n" });
  expect(first.stderr()).toMatch(/^Fetching pnpm .* s\nInstalling packages \.\.\. .* s\n$/);

  const second = launch("test", "c");
  expect(await second.ended).toEqual({ code: 0, signal: null, stdout: "ran c\n" });
  expect(second.stderr()).toBe("");
  expect(calls()).toEqual(["npm pnpm", "pnpm install"]);
});

test("a changed manifest is installed again", async () => {
  const first = launch("test");
  (await nextInstall()).finish();
  await first.ended;
  writeFileSync(join(base, "apps/one/package.json"), '{ "name": "one" }');
  const second = launch("test");
  (await nextInstall()).finish();
  expect((await second.ended).code).toBe(0);
  expect(calls()).toEqual(["npm pnpm", "pnpm install", "pnpm install"]);
});

test("of two at once one prepares, and the other waits and finds it done", async () => {
  const first = launch("test", "first");
  const installing = await nextInstall();
  const second = launch("test", "second");
  await second.says("waiting for it");
  installing.finish();
  expect((await first.ended).stdout).toBe("ran first\n");
  expect((await second.ended).stdout).toBe("ran second\n");
  expect(calls()).toEqual(["npm pnpm", "pnpm install"]);
});

test("after a SIGKILL in the middle of an install the next run waits for what still writes, and heals", async () => {
  const first = launch("test");
  const left = await nextInstall();
  first.child.kill("SIGKILL");
  await once(first.child, "exit");

  const second = launch("test", "healed");
  await second.says(`process ${left.pid}`);
  process.kill(left.pid, "SIGKILL");
  const again = await nextInstall();
  expect(existsSync(join(base, `node_modules/half-${left.pid}`))).toBe(false);
  again.finish();
  expect(await second.ended).toEqual({ code: 0, signal: null, stdout: "ran healed\n" });
  expect(calls()).toEqual(["npm pnpm", "pnpm install", "pnpm install"]);
});

test("an interrupt in the middle of an install ends with 130, and the next run goes on", async () => {
  const first = launch("test");
  await nextInstall();
  first.child.kill("SIGINT");
  expect((await first.ended).code).toBe(130);
  expect(existsSync(join(base, ".cache/prepare.lock"))).toBe(false);

  const second = launch("test");
  (await nextInstall()).finish();
  expect((await second.ended).code).toBe(0);
});

test("a lock of a process that lives no more holds nobody up", async () => {
  const gone = spawn(process.execPath, ["-e", ""]);
  await once(gone, "close");
  mkdirSync(join(base, ".cache"));
  writeFileSync(join(base, ".cache/prepare.lock"), JSON.stringify([{ pid: gone.pid, startedAt: "1" }]));
  const first = launch("test");
  (await nextInstall()).finish();
  expect((await first.ended).code).toBe(0);
});

test("a registry that cannot be reached is said with what to do, and the next run tries again", async () => {
  writeFileSync(join(base, "outside/calls.offline"), "");
  const first = launch("test");
  expect(await first.ended).toEqual({ code: 1, signal: null, stdout: "" });
  expect(first.stderr()).toContain("The package registry cannot be reached.");

  rmSync(join(base, "outside/calls.offline"));
  const second = launch("test");
  (await nextInstall()).finish();
  expect((await second.ended).code).toBe(0);
});

// The second kind of Node stands for those that cannot become another program and stay behind it instead.
test.each([
  ["that can become the program", ""],
  ["that cannot", "--import=data:text/javascript,process.execve=undefined"],
])(
  "under a Node %s a SIGTERM reaches the program once, and its exit code comes back",
  async (_, nodeOptions) => {
    const first = launchWith({ NODE_OPTIONS: nodeOptions }, "test", "stay");
    (await nextInstall()).finish();
    await first.says("ready");
    first.child.kill("SIGTERM");
    expect(await first.ended).toEqual({ code: 7, signal: null, stdout: "ran stay\nready\nSIGTERM 1\n" });
  },
);

test("an unknown command names those there are", async () => {
  const first = launch("tets");
  expect((await first.ended).code).toBe(1);
  expect(first.stderr()).toContain('There is no command "tets"');
  expect(first.stderr()).toContain("start, cli, test");
});

function launch(...args: string[]) {
  return launchWith({}, ...args);
}

function launchWith(more: NodeJS.ProcessEnv, ...args: string[]) {
  const { npm_execpath: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(base, "scripts/launch.mjs"), ...args], {
    env: {
      ...env,
      PATH: `${join(base, "outside/bin")}:${dirname(process.execPath)}:${env["PATH"]}`,
      CALLS: join(base, "outside/calls"),
      PNPM: join(base, "outside/pnpm.mjs"),
      CONTROL: join(base, "outside/control"),
      ...more,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  live.add(child);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = once(child, "close").then(([code, signal]: (number | string | null)[]) => {
    live.delete(child);
    return { code, signal, stdout };
  });
  return {
    child,
    ended,
    stderr: () => stderr,
    /** Resolves once the text stands in either output. */
    async says(text: string) {
      while (!stdout.includes(text) && !stderr.includes(text)) {
        await Promise.race([once(child.stdout, "data"), once(child.stderr, "data")]);
      }
    },
  };
}

/** The next pnpm that has begun to install and waits. */
async function nextInstall() {
  const { value } = (await installs.next()) as { value: [Socket] };
  const [socket] = value;
  socket.on("error", () => {}); // its process may be killed
  const [pid] = (await once(socket, "data")) as [Buffer];
  return { pid: Number(pid.toString()), finish: () => void socket.end("go") };
}

function calls() {
  return readFileSync(join(base, "outside/calls"), "utf8").trim().split("\n");
}
