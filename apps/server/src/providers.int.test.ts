import { chmodSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { UserId } from "@dispatch/protocol/ids";
import type { Provider } from "@dispatch/protocol/providers";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { expect, onTestFinished, test } from "vitest";
import { ConfigError } from "./config/config.ts";
import { TestApp } from "./testing/test-app.ts";

const SECRET = "sk-ant-api03-very-secret-0123456789";

function temporary(): string {
  const made = temporaryFolder();
  onTestFinished(() => made[Symbol.dispose]());
  return made.path;
}

/** A folder of programs on the server's path, each of which notes that it was run. */
function programs(...names: string[]) {
  const folder = join(temporary(), "bin");
  mkdirSync(folder);
  for (const name of names) addProgram(folder, name);
  return { folder, runs: () => readdirSync(folder).filter((name) => name.startsWith("ran-")).length };
}
function addProgram(folder: string, name: string, script = `echo "${name} 1.2.3"`) {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n: > "${folder}/ran-$$"\n${script}\n`);
  chmodSync(path, 0o755);
}

async function withAda(environment: Record<string, string> = {}, home?: string) {
  const it = await TestApp.open({ environment, automatic: false, ...(home !== undefined && { home }) });
  onTestFinished(() => it[Symbol.asyncDispose]());
  const ada = await it.register("ada@example.org");
  const ask = (method: string, path: string, body?: unknown, token = ada.token) =>
    it.request(method, path, { token, ...(body === undefined ? {} : { body }) });
  const provider = async (id: string) =>
    (await ask("GET", `/api/providers/${id}`)).body as unknown as Provider;
  return { it, ada, ask, provider, launches: it.app.services.providers, id: ada.id as UserId };
}

/** As if it had been installed. */
function installed(home: string, id: string, version: string, program: string) {
  const path = join(home, "agents", id, version, program);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, "");
  chmodSync(path, 0o755);
}

const CLAUDE = `node_modules/@anthropic-ai/claude-agent-sdk-${process.platform}-${process.arch}/claude`;
const CLAUDE_ACP = "node_modules/@agentclientprotocol/claude-agent-acp/dist/index.js";

test("agents are listed with what is missing, and nothing is there by itself", async () => {
  const { ask, launches, id } = await withAda({ PATH: "/nowhere", HOME: temporary() });
  const { items } = (await ask("GET", "/api/providers")).body as { items: Provider[] };
  expect(items.map((item) => item.id)).toEqual([
    "claude",
    "opencode",
    "claude-acp",
    "gemini",
    "codex",
    "goose",
    "copilot",
    "cursor",
    "qwen",
    "kimi",
  ]);
  expect(items[0]).toEqual({
    id: "claude",
    name: "Claude",
    adapter: "claude",
    installed: false,
    signedIn: false,
    missing: "Claude is not installed here. An administrator can install it: dispatch agent install claude.",
    capabilities: expect.objectContaining({ install: true, signIn: true, ownKey: true, steer: true }),
    isDefault: true,
    health: { state: "ok" },
  });
  expect(items.find((item) => item.id === "goose")?.missing).toContain("`goose` is on the server's PATH");
  await expect(launches.admit(id, "claude")).rejects.toMatchObject({ code: "agent-not-ready" });
  await expect(launches.admit(id, "nobody")).rejects.toMatchObject({ code: "agent-unknown" });
  expect((await ask("GET", "/api/providers/nobody")).body["code"]).toBe("agent-unknown");
});

test("a program of the machine is found, its version asked once in a while and again when it changes", async () => {
  const { folder, runs } = programs("goose");
  const home = temporary();
  const { it, provider } = await withAda({ PATH: folder, HOME: home, DISPATCH_ISOLATION: "none" });
  expect(await provider("goose")).toMatchObject({ installed: true, version: "1.2.3" });
  expect(await provider("goose")).toMatchObject({ version: "1.2.3" });
  expect(runs()).toBe(1);
  it.clock += 5 * 60_000 - 1;
  await provider("goose");
  expect(runs()).toBe(1);
  it.clock += 1;
  await provider("goose");
  expect(runs()).toBe(2);
  addProgram(folder, "goose", `echo "goose 1.2.4-longer"`);
  expect(await provider("goose")).toMatchObject({ version: "1.2.4-longer" });
  // A package says it without being run.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "goose", version: "7.0.0" }));
  it.clock += 5 * 60_000;
  const before = runs();
  expect(await provider("goose")).toMatchObject({ version: "7.0.0" });
  expect(runs()).toBe(before);
});

test("programs in the server's own home are offered where sessions see it, and nowhere else", async () => {
  const home = temporary();
  const inHome = join(home, ".local", "bin");
  const shared = join(temporary(), "bin");
  for (const folder of [inHome, shared]) mkdirSync(folder, { recursive: true });
  addProgram(inHome, "goose");
  symlinkSync(join(inHome, "goose"), join(shared, "goose"));
  addProgram(shared, "kimi");
  const environment = { PATH: `${inHome}:${shared}`, HOME: home };
  const apart = await withAda(environment);
  expect([(await apart.provider("goose")).installed, (await apart.provider("kimi")).installed]).toEqual([
    false,
    true,
  ]);
  const plain = await withAda({ ...environment, DISPATCH_ISOLATION: "none" });
  expect((await plain.provider("goose")).installed).toBe(true);
  // Where a sandbox would not show it, its folder is.
  expect((await apart.launches.launch(apart.id, "kimi")).shown).toEqual([
    { path: shared, isWritable: false },
  ]);
});

test("an agent that was installed is begun from where it lies, with its companion's program", async () => {
  const home = temporary();
  const { ask, launches, id, provider } = await withAda(
    { PATH: "/nowhere", ANTHROPIC_API_KEY: SECRET },
    home,
  );
  installed(home, "claude-acp", "0.100.0", CLAUDE_ACP);
  expect((await provider("claude-acp")).missing).toMatch(
    /runs Claude's program.*dispatch agent install claude\./,
  );
  installed(home, "claude", "0.3.100", CLAUDE);
  expect(await provider("claude")).toMatchObject({ version: "0.3.100", isOurs: true, signedIn: true });
  installed(home, "claude", "0.3.329", CLAUDE);
  const folder = join(home, "agents", "claude", "0.3.329");
  const claude = await launches.launch(id, "claude");
  expect(claude).toEqual({
    wish: {
      adapter: "claude",
      folder,
      command: [join(folder, CLAUDE)],
      env: {
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
        DISABLE_AUTOUPDATER: "1",
        DISABLE_TELEMETRY: "1",
        DISABLE_ERROR_REPORTING: "1",
        ANTHROPIC_API_KEY: SECRET,
      },
    },
    shown: [{ path: folder, isWritable: false }],
  });
  const acp = await launches.launch(id, "claude-acp");
  expect(acp.wish.command).toEqual([process.execPath, join(home, "agents/claude-acp/0.100.0", CLAUDE_ACP)]);
  expect(acp.wish.env["CLAUDE_CODE_EXECUTABLE"]).toBe(join(folder, CLAUDE));
  expect(acp.shown.map(({ path }) => path)).toEqual(
    expect.arrayContaining([folder, join(home, "agents/claude-acp/0.100.0")]),
  );
  await expect(launches.admit(id, "claude-acp")).resolves.toBeUndefined();
  // A key for Claude lets in whatever runs Claude's program.
  await ask("PUT", "/api/me/provider-keys/claude", { key: "sk-ant-oat01-mine" });
  expect((await launches.launch(id, "claude-acp")).wish.env).toMatchObject({
    CLAUDE_CODE_OAUTH_TOKEN: "sk-ant-oat01-mine",
  });
});

test("a key is given to its person's agents in place of the installation's, and told to nobody", async () => {
  const home = temporary();
  const environment = {
    PATH: "/nowhere",
    DISPATCH_REGISTRATION: "open",
    ANTHROPIC_AUTH_TOKEN: "the-installation's",
    ANTHROPIC_BASE_URL: "https://gateway.example",
    CLAUDE_CONFIG_DIR: "/root/.claude",
    CLAUDE_CODE_ENTRYPOINT: "cli",
    OPENAI_API_KEY: "not-for-claude",
  };
  const { it, ada, ask, launches, id } = await withAda(environment, home);
  installed(home, "claude", "0.3.329", CLAUDE);
  const eve = await it.register("eve@example.org");
  const env = async (who: UserId) => {
    const { env: given } = (await launches.launch(who, "claude")).wish;
    return Object.fromEntries(
      Object.entries(given).filter(([name]) =>
        /^(ANTHROPIC|CLAUDE_CODE_(O|E)|CLAUDE_CONFIG|OPENAI|EXTRA)/.test(name),
      ),
    );
  };
  const installations = {
    ANTHROPIC_AUTH_TOKEN: "the-installation's",
    ANTHROPIC_BASE_URL: "https://gateway.example",
  };
  expect(await env(id)).toEqual(installations);
  const path = "/api/me/provider-keys/claude";
  const put = await ask("PUT", path, { key: SECRET, variables: { EXTRA: "x-secret" } });
  expect([put.status, put.body]).toEqual([
    200,
    { provider: "claude", kind: "key", variables: ["EXTRA"], updatedAt: expect.any(String) },
  ]);
  expect(await env(id)).toEqual({
    ANTHROPIC_BASE_URL: "https://gateway.example",
    ANTHROPIC_API_KEY: SECRET,
    EXTRA: "x-secret",
  });
  expect(await env(eve.id as UserId)).toEqual(installations);
  expect((await ask("GET", "/api/me/provider-keys", undefined, eve.token)).body["items"]).toEqual([]);

  // To be sent somewhere else it has to be given again.
  const moved = await ask("PUT", path, { baseUrl: "http://evil.example" });
  expect([moved.status, moved.body["code"]]).toEqual([400, "invalid-request"]);
  await ask("PUT", path, { key: "sk-ant-oat01-token", baseUrl: "https://mine.example/v1/" });
  expect(await env(id)).toEqual({
    ANTHROPIC_BASE_URL: "https://mine.example/v1",
    CLAUDE_CODE_OAUTH_TOKEN: "sk-ant-oat01-token",
    EXTRA: "x-secret",
  });
  expect((await ask("GET", "/api/me/provider-keys")).body["items"]).toMatchObject([{ kind: "token" }]);

  const audit = JSON.stringify((await ask("GET", "/api/audit")).body);
  expect(audit).toContain("provider-key.put");
  const told = audit + it.log.join("") + JSON.stringify((await ask("GET", "/api/providers")).body);
  for (const secret of [SECRET, "sk-ant-oat01-token", "x-secret", "the-installation's"])
    expect(told).not.toContain(secret);
  for (const file of readdirSync(home).filter((name) => name.startsWith("dispatch.db")))
    expect(readFileSync(join(home, file)).includes(SECRET), file).toBe(false);

  expect((await ask("DELETE", path)).status).toBe(204);
  expect((await ask("DELETE", path)).body["code"]).toBe("provider-key-not-found");
  expect((await it.app.services.store.read.secrets.list()).map(({ name }) => name)).not.toContain(
    `provider-key ${ada.id} claude`,
  );
  expect(await env(id)).toEqual(installations);
});

test("an address alone never gets the installation's key", async () => {
  const home = temporary();
  const { ask, launches, id } = await withAda({ PATH: "/nowhere", ANTHROPIC_API_KEY: SECRET }, home);
  installed(home, "claude", "0.3.329", CLAUDE);
  for (const body of [
    { baseUrl: "http://mine.example" },
    { variables: { ANTHROPIC_BASE_URL: "http://mine.example" } },
  ]) {
    expect((await ask("PUT", "/api/me/provider-keys/claude", body)).status).toBe(200);
    const { env } = (await launches.launch(id, "claude")).wish;
    expect([env["ANTHROPIC_BASE_URL"], env["ANTHROPIC_API_KEY"]]).toEqual(["http://mine.example", undefined]);
    await ask("DELETE", "/api/me/provider-keys/claude");
  }
});

test("what is given for an agent is read strictly", async () => {
  const { ask } = await withAda({ PATH: "/nowhere" });
  for (const wrong of [
    {},
    { key: "two words" },
    { key: "" },
    { key: "k", baseUrl: "ftp://example.com" },
    { key: "k", baseUrl: "https://ada:pw@example.com" },
    { key: "k", baseUrl: "https://example.com/?x=1" },
    { key: "k", baseUrl: "example.com" },
    { key: "k", variables: { PATH: "/evil" } },
    { key: "k", variables: { LD_PRELOAD: "/evil.so" } },
    { key: "k", variables: { NODE_OPTIONS: "--require /evil" } },
    { key: "k", variables: { "lower case": "x" } },
    { key: "k", other: true },
  ]) {
    const refused = await ask("PUT", "/api/me/provider-keys/claude", wrong);
    expect([wrong, refused.body["code"]]).toEqual([wrong, "invalid-request"]);
  }
  expect((await ask("PUT", "/api/me/provider-keys/nobody", { key: "k" })).body["code"]).toBe("agent-unknown");
  const goose = await ask("PUT", "/api/me/provider-keys/goose", { key: "k" });
  expect(goose.body["detail"]).toContain("give its keys as variables");
  const codex = await ask("PUT", "/api/me/provider-keys/codex", { key: "k", baseUrl: "https://x.example" });
  expect(codex.body["detail"]).toContain("baseUrl");
});

test("a sign-in of the agent's own that may lie in the home is neither claimed nor denied", async () => {
  const home = temporary();
  const account = temporary();
  const { provider, id } = await withAda({ PATH: "/nowhere", HOME: account }, home);
  installed(home, "claude", "0.3.329", CLAUDE);
  expect(await provider("claude")).toMatchObject({
    signedIn: false,
    missing: expect.stringContaining("dispatch agent login claude"),
  });
  const own = join(home, "workspaces", id, "home", ".claude");
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, ".credentials.json"), "{}");
  expect(await provider("claude")).not.toHaveProperty("signedIn");
  expect(await provider("claude")).not.toHaveProperty("missing");
});

test("agents of one's own come from config.json, and one of them may be the default", async () => {
  const home = temporary();
  const { folder } = programs("house-agent");
  const agents = [
    { id: "house", name: "House agent", command: ["house-agent", "--acp"], env: { HOUSE: "1" } },
  ];
  writeFileSync(join(home, "config.json"), JSON.stringify({ agents, agentProvider: "house" }));
  const { provider, launches, id } = await withAda({ PATH: folder }, home);
  expect(await provider("house")).toMatchObject({
    name: "House agent",
    adapter: "acp",
    installed: true,
    isDefault: true,
  });
  expect(launches.defaultProvider).toBe("house");
  expect((await launches.launch(id, "house")).wish).toMatchObject({
    adapter: "acp",
    command: [join(folder, "house-agent"), "--acp"],
    env: { HOUSE: "1" },
  });
});

test.each([
  [{ agents: "house" }, "must be a list"],
  [{ agents: [{ id: "House", name: "x", command: ["y"] }] }, "agent 1, id: must be small letters"],
  [{ agents: [{ id: "claude", name: "x", command: ["y"] }] }, "knows already"],
  [{ agents: [{ id: "a", name: "x", command: [] }] }, "agent 1, command"],
  [
    {
      agents: [
        { id: "a", name: "x", command: ["y"] },
        { id: "a", name: "z", command: ["y"] },
      ],
    },
    "is there twice",
  ],
  [{ agents: [{ id: "a", name: "x", command: ["y"], env: { KEY: 1, OTHER: "hush" } }] }, "agent 1, env.KEY"],
  [{ agentProvider: "nobody" }, "there is no such agent"],
])("a setting of agents that cannot be meant stops the start: %#", async (settings, told) => {
  const home = temporary();
  writeFileSync(join(home, "config.json"), JSON.stringify(settings));
  const failed = await TestApp.open({ home, automatic: false }).catch((error: unknown) => error as Error);
  expect(failed).toBeInstanceOf(ConfigError);
  expect((failed as Error).message).toContain(told);
  expect((failed as Error).message).not.toContain("hush");
});

test("models that agents told of are there after a restart, for their person, until they are old", async () => {
  const { it, ada, ask, launches, id } = await withAda({ PATH: "/nowhere", DISPATCH_REGISTRATION: "open" });
  const eve = await it.register("eve@example.org");
  const offers = { models: [{ id: "opus", name: "Opus", description: "large" }], modes: [], commands: [] };
  launches.learned(id, "claude", offers);
  launches.learned(id, "gemini", { ...offers, models: [{ id: "pro", name: "Pro" }] });
  const opus = { id: "opus", name: "Opus", description: "large", provider: "claude" };
  await expect
    .poll(async () => (await ask("GET", "/api/models")).body["items"])
    .toEqual([opus, { id: "pro", name: "Pro", provider: "gemini" }]);
  await it.restart();
  const models = async (token: string) =>
    (await ask("GET", "/api/models?provider=claude", undefined, token)).body["items"];
  expect([await models(ada.token), await models(eve.token)]).toEqual([[opus], []]);
  it.clock += 31 * 24 * 3600_000;
  const { body } = await it.request("POST", "/api/auth/login", {
    body: { email: ada.email, password: "correct horse" },
  });
  expect(await models(body["accessToken"] as string)).toEqual([]);
});

test("a provider that fails again and again is left alone for a while, for that person", async () => {
  const home = temporary();
  const { it, launches, id, provider } = await withAda(
    { PATH: "/nowhere", ANTHROPIC_API_KEY: SECRET, DISPATCH_REGISTRATION: "open" },
    home,
  );
  installed(home, "claude", "0.3.329", CLAUDE);
  const eve = await it.register("eve@example.org");
  for (let count = 0; count < 5; count++)
    launches.turnEnded(id, "claude", { code: "overloaded", detail: "529" });
  expect((await provider("claude")).health).toMatchObject({
    state: "failing",
    failures: 5,
    retryAt: expect.any(String),
  });
  await expect(launches.admit(id, "claude")).rejects.toMatchObject({
    code: "agent-unavailable",
    data: { provider: "claude", retryAfterSeconds: 30 },
  });
  await expect(launches.admit(eve.id as UserId, "claude")).resolves.toBeUndefined();
  it.clock += 30_000;
  await expect(launches.admit(id, "claude")).resolves.toBeUndefined();
  launches.turnEnded(id, "claude", undefined);
  expect((await provider("claude")).health).toEqual({ state: "ok" });
});
