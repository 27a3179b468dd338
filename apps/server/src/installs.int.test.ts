import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Provider } from "@dispatch/protocol/providers";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { expect, onTestFinished, test } from "vitest";
import { TestApp, until } from "./testing/test-app.ts";

const PROGRAM = "node_modules/@google/gemini-cli/bundle/gemini.js";

function temporary(): string {
  const made = temporaryFolder();
  onTestFinished(() => made[Symbol.dispose]());
  return made.path;
}

/** An npm that does what it is told and waits in the middle until it may go on. */
function fakeNpm(end = "exit 0") {
  const folder = temporary();
  const [gate, pid, words] = [join(folder, "gate"), join(folder, "pid"), join(folder, "words")];
  const script = `#!/bin/sh
echo "$*" > ${words}
echo $$ > ${pid}.new
while [ "$1" != --prefix ]; do shift; done
mkdir -p "$(dirname "$2/${PROGRAM}")"
echo "npm http fetch GET 200 https://me:hunter2@registry.example/gemini-cli 20ms" >&2
printf 0123456789 > "$2/${PROGRAM}"
mv ${pid}.new ${pid}
left=1200
while [ ! -e ${gate} ] && [ $left -gt 0 ]; do sleep 0.05; left=$((left - 1)); done
${end}
`;
  writeFileSync(join(folder, "npm"), script);
  chmodSync(join(folder, "npm"), 0o755);
  return {
    path: `${folder}:/usr/bin:/bin`,
    open: () => writeFileSync(gate, ""),
    begun: () => until(() => existsSync(pid)).then(() => Number(readFileSync(pid, "utf8"))),
    words: () => readFileSync(words, "utf8").trim().split(" "),
  };
}

async function withOwner(path: string) {
  const it = await TestApp.open({
    environment: { PATH: path, DISPATCH_REGISTRATION: "open" },
    automatic: false,
  });
  onTestFinished(() => it[Symbol.asyncDispose]());
  const owner = await it.register("owner@example.org");
  const ask = (method: string, way: string) =>
    it.request(method, `/api/providers/${way}`, { token: owner.token });
  const gemini = async () => (await ask("GET", "gemini")).body as unknown as Provider;
  const ended = async () => {
    await until(async () => (await gemini()).install?.state !== "running");
    return gemini();
  };
  const lying = () => readdirSync(join(it.home, "agents", "gemini"));
  return { it, owner, ask, gemini, ended, lying };
}

/** A process that is no more, or that nobody has looked after yet. */
const isGone = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return true;
  }
};

test("an agent is installed on demand, and how far that has come is told truthfully", async () => {
  const npm = fakeNpm();
  const { it, owner, ask, gemini, ended, lying } = await withOwner(npm.path);
  expect((await ask("POST", "gemini/install")).status).toBe(202);
  await npm.begun();
  const during = await gemini();
  expect(during).toMatchObject({ installed: false, missing: expect.any(String) });
  expect(during.install).toEqual({
    state: "running",
    version: "0.61.0",
    bytes: 10 + '{ "private": true }\n'.length,
    totalBytes: 100 * 1024 ** 2,
    line: "npm http fetch GET 200 https://registry.example/gemini-cli 20ms",
  });
  const busy = await ask("POST", "opencode/install");
  expect([busy.status, busy.body["code"]]).toEqual([409, "install-busy"]);
  expect((await ask("POST", "gemini/install")).status).toBe(202); // it is on its way
  expect(lying()).toEqual([expect.stringMatching(/^\.arriving-/)]);
  npm.open();
  expect(await ended()).toMatchObject({
    installed: true,
    isOurs: true,
    version: "0.61.0",
    install: { state: "done" },
  });
  expect(lying()).toEqual(["0.61.0"]);
  const words = npm.words();
  expect(words).toEqual(
    expect.arrayContaining([
      "@google/gemini-cli@0.61.0",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--omit=dev",
    ]),
  );
  expect(words.filter((word) => /registry/.test(word))).toEqual([]);
  const audit = await it.request("GET", "/api/audit?act=agent.install", { token: owner.token });
  expect(audit.body["items"]).toMatchObject([{ object: "gemini", outcome: "done" }, { outcome: "done" }]);
  expect((await ask("DELETE", "gemini/install")).status).toBe(204);
  expect([lying(), (await gemini()).installed]).toEqual([[], false]);
  expect((await ask("DELETE", "gemini/install")).body["code"]).toBe("agent-not-installable");
});

test("an installation that is taken back ends npm and leaves nothing", async () => {
  const npm = fakeNpm();
  const { ask, gemini, lying } = await withOwner(npm.path);
  await ask("POST", "gemini/install");
  const pid = await npm.begun();
  expect((await ask("DELETE", "gemini/install")).status).toBe(204);
  expect(lying()).toEqual([]);
  await until(() => isGone(pid));
  expect((await gemini()).install).toBeUndefined();
});

test.each([
  [`echo "npm error code ENOSPC" >&2; exit 228`, "The disk is full"],
  [`echo "npm error code ENOTFOUND" >&2; exit 1`, "cannot be reached"],
  [`echo "npm error code ETARGET" >&2; exit 1`, "does not have @google/gemini-cli@0.61.0"],
  [`kill -KILL $$`, "npm ended before it was done"],
  [`rm -r "$2/node_modules"; exit 0`, "did not come with it"],
])("what fails is told with what to do, and leaves nothing: %s", async (end, told) => {
  const npm = fakeNpm(end);
  npm.open();
  const { ask, ended, lying } = await withOwner(npm.path);
  await ask("POST", "gemini/install");
  const { installed, install } = await ended();
  expect([installed, install]).toEqual([
    false,
    { state: "failed", version: "0.61.0", reason: expect.stringContaining(told) },
  ]);
  expect(lying()).toEqual([]);
});

test("without npm, and for an agent that Dispatch does not bring, it says what to do", async () => {
  const { it, ask } = await withOwner("/nowhere");
  const none = await ask("POST", "gemini/install");
  expect([none.status, none.body["code"], none.body["detail"]]).toEqual([
    503,
    "npm-missing",
    expect.stringContaining("Install npm"),
  ]);
  expect((await ask("POST", "goose/install")).body).toMatchObject({
    code: "agent-not-installable",
    detail: expect.stringContaining("the server's PATH"),
  });
  expect((await ask("POST", "nobody/install")).body["code"]).toBe("agent-unknown");
  const member = await it.register("member@example.org");
  expect(
    (await it.request("POST", "/api/providers/gemini/install", { token: member.token })).body["code"],
  ).toBe("forbidden");
});

test("a server that is killed takes npm along, and the next one clears away what it left", async () => {
  const npm = fakeNpm();
  const home = temporary();
  const here = import.meta.dirname;
  const program = `
    const { Installs } = await import(${JSON.stringify(join(here, "domain/providers/installs.ts"))});
    const { presets } = await import(${JSON.stringify(join(here, "domain/providers/presets.ts"))});
    const installs = new Installs({
      folder: process.env.HOME + "/agents",
      machine: { platform: "linux", arch: "x64", isMusl: false },
      software: { program: async () => process.env.NPM, installed: async () => undefined },
      npmEnvironment: { PATH: process.env.PATH },
      logger: { warn: console.error },
    });
    await installs.start(presets.find(({ id }) => id === "gemini"));
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    env: { PATH: npm.path, HOME: home, NPM: join(npm.path.split(":")[0] ?? "", "npm") },
    stdio: ["ignore", "ignore", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const pid = await npm.begun();
  child.kill("SIGKILL");
  await until(() => isGone(pid));
  const folder = join(home, "agents", "gemini");
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\.arriving-/)]);
  mkdirSync(join(folder, "0.61.0"));
  await using next = await TestApp.open({ home, automatic: false });
  expect(next.url).not.toBe("");
  expect(readdirSync(folder)).toEqual(["0.61.0"]);
});
