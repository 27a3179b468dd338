import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { UserId } from "@dispatch/protocol/ids";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { expect, onTestFinished, test } from "vitest";
import { TestApp, until } from "./testing/test-app.ts";
import { ask, connected } from "./testing/test-socket.ts";

const fake = join(import.meta.dirname, "../../../packages/testkit/src/claude-sign-in.program.ts");
const TOKEN = `sk-ant-oat01-${"Fake_token-".repeat(8)}end`;
const CODE = "good-code#good-state";
const PATIENT = { url: 60_000, code: 60_000, token: 60_000 };

type Wish = { behaviour?: string; limitsMs?: Partial<typeof PATIENT>; path?: string };

/** A server on whose path a program stands in for Claude, and somebody who is connected to it. */
async function withAda({ behaviour = "", limitsMs = {}, path }: Wish = {}) {
  const folder = temporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  const pidFile = join(folder.path, "pid");
  const program = join(folder.path, "claude");
  writeFileSync(
    program,
    `#!/bin/sh\necho $$ > ${pidFile}\nFAKE_SIGN_IN=${behaviour} exec ${process.execPath} ${fake} "$@"\n`,
  );
  chmodSync(program, 0o755);
  const it = await TestApp.open({
    environment: { DISPATCH_ISOLATION: "none", PATH: path ?? `${folder.path}:/usr/bin:/bin` },
    overrides: { signInLimitsMs: { ...PATIENT, ...limitsMs } },
  });
  onTestFinished(() => it[Symbol.asyncDispose]());
  const ada = await it.register("ada@example.org");
  const socket = await connected(it, ada.token);
  onTestFinished(() => socket[Symbol.dispose]());
  const heard: [string, Record<string, string>][] = [];
  socket.onAny(
    (event: string, message: Record<string, string>) =>
      event.startsWith("claude.") && heard.push([event, message]),
  );
  const hears = (event: string) => until(() => heard.find(([name]) => name === event)?.[1]);
  const keys = async () =>
    (await it.request("GET", "/api/me/provider-keys", { token: ada.token })).body["items"];
  const pid = async () => {
    await until(() => existsSync(pidFile));
    return Number(readFileSync(pidFile, "utf8"));
  };
  return { it, ada, socket, heard, hears, keys, pid };
}

const isGone = (pid: number) => !existsSync(`/proc/${pid}`);

test("a sign-in shows its page, takes the code, and its token becomes the person's key and is told to nobody", async () => {
  const { it, ada, socket, heard, hears, keys } = await withAda();
  expect(await ask(socket, "claude.auth.start", {})).toEqual({ ok: true });
  expect((await hears("claude.auth.url"))["url"]).toMatch(
    /^https:\/\/claude\.example\/oauth\/authorize\?.*state=x{300}$/,
  );
  expect(await ask(socket, "claude.auth.code", { code: CODE })).toEqual({ ok: true });
  expect(await hears("claude.auth.complete")).toEqual({});
  expect(await keys()).toMatchObject([{ provider: "claude", kind: "token" }]);
  const services = it.app.services;
  const definition = { id: "claude", credentials: { prefixes: [], keyVariable: () => "TOKEN" } };
  expect(await services.providerKeys.variablesFor(ada.id as UserId, definition as never)).toEqual({ TOKEN });
  const audit = await it.request("GET", "/api/audit", { token: ada.token });
  const acts = (audit.body["items"] as { act: string; object?: string }[]).map(({ act }) => act);
  expect(acts).toEqual(expect.arrayContaining(["agent.sign-in", "provider-key.put"]));
  const told = JSON.stringify([heard, audit.body]) + it.log.join("");
  for (const secret of [TOKEN, CODE]) expect(told).not.toContain(secret);
  for (const file of readdirSync(it.home).filter((name) => name.startsWith("dispatch.db")))
    expect(readFileSync(join(it.home, file)).includes(TOKEN), file).toBe(false);
  // No session came of it.
  expect((await it.request("GET", "/api/sessions", { token: ada.token })).body["items"]).toEqual([]);
});

test("a code that is refused is told, and the next try begins anew", async () => {
  const { socket, heard, hears, keys } = await withAda();
  await ask(socket, "claude.auth.start", {});
  await hears("claude.auth.url");
  await ask(socket, "claude.auth.code", { code: "wrong#code" });
  expect(await hears("claude.auth.error")).toEqual({
    code: "bad-code",
    error: expect.stringContaining("refused"),
  });
  expect(await keys()).toEqual([]);
  expect(await ask(socket, "claude.auth.code", { code: CODE })).toMatchObject({
    ok: false,
    problem: { code: "agent-sign-in-failed" },
  });
  heard.length = 0;
  await ask(socket, "claude.auth.start");
  await hears("claude.auth.url");
  await ask(socket, "claude.auth.code", { code: CODE });
  await hears("claude.auth.complete");
});

test("what does not come in time, and a program that is not there, are told", async () => {
  const late = await withAda({ limitsMs: { code: 50 } });
  await ask(late.socket, "claude.auth.start", {});
  expect(await late.hears("claude.auth.error")).toMatchObject({ code: "timed-out" });
  const none = await withAda({ path: "/usr/bin:/bin" });
  await ask(none.socket, "claude.auth.start", {});
  expect(await none.hears("claude.auth.error")).toEqual({
    code: "not-installed",
    error: expect.stringContaining("dispatch agent install claude"),
  });
});

test("it ends with the connection, and with the next one that is begun", async () => {
  const { socket, hears, heard, pid } = await withAda();
  await ask(socket, "claude.auth.start", {});
  await hears("claude.auth.url");
  const first = await pid();
  heard.length = 0;
  await ask(socket, "claude.auth.start", {});
  await hears("claude.auth.url");
  await until(() => isGone(first));
  const second = await pid();
  socket.close();
  await until(() => isGone(second));
  expect(heard.map(([event]) => event)).toEqual(["claude.auth.url"]);
});
