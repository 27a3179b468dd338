import { execFileSync } from "node:child_process";
import { basename } from "node:path";
import { GitOrigin } from "@dispatch/testkit/git-origin";
import { HttpGitHost } from "@dispatch/testkit/http-git-host";
import { expect, test } from "vitest";
import { TestApp, until } from "./testing/test-app.ts";

const TOKEN = "tok-0123456789-secret";

/** Makes a workspace from a repository at a host, as somebody with a token for `tokenFor`. */
async function cloned(host: HttpGitHost, origin: GitOrigin, tokenFor: string, user = "ada lovelace") {
  const app = await TestApp.open();
  const { token } = await app.register("ada@example.org");
  const known = { host: tokenFor, kind: "other", user, token: TOKEN };
  expect((await app.request("POST", "/api/host-tokens", { token, body: known })).status).toBe(201);
  const repo = { url: `${host.url}/${basename(origin.path)}` };
  const made = await app.request("POST", "/api/workspaces", { token, body: { kind: "clone", repo } });
  const workspace = await until(async () => {
    const { body } = await app.request("GET", `/api/workspaces/${String(made.body["id"])}`, { token });
    return body["status"] !== "preparing" && body;
  });
  return { app, workspace, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
}

test("a private repository is cloned over HTTP with the host's token, which stays in no file", async () => {
  using origin = new GitOrigin({ "a.txt": "private" });
  await using host = await HttpGitHost.open(origin.path, { user: "ada lovelace", token: TOKEN });
  await using made = await cloned(host, origin, host.url);
  expect(made.workspace).toMatchObject({ status: "ready" });
  expect(host.shown.filter((shown) => shown !== undefined).length).toBeGreaterThan(0);
  const found = execFileSync("sh", ["-c", `grep -rlF "${TOKEN}" "${made.app.home}" || true`], {
    encoding: "utf8",
  });
  expect(found).toBe("");
  expect(made.app.log.join("")).not.toContain(TOKEN);
});

test("a token for another port of the host is not shown", async () => {
  using origin = new GitOrigin();
  await using host = await HttpGitHost.open(origin.path, { user: "ada lovelace", token: TOKEN });
  await using made = await cloned(host, origin, "http://127.0.0.1:1");
  expect(made.workspace).toMatchObject({ status: "failed" });
  expect(new Set(host.shown)).toEqual(new Set([undefined]));
});

test("a host that one is redirected to asks for the token in vain", async () => {
  using origin = new GitOrigin();
  await using host = await HttpGitHost.open(origin.path, { user: "ada lovelace", token: TOKEN });
  await using elsewhere = await HttpGitHost.open(origin.path, { user: "ada lovelace", token: TOKEN });
  host.redirectsTo = elsewhere.url;
  await using made = await cloned(host, origin, host.url);
  expect(made.workspace).toMatchObject({ status: "failed" });
  expect(elsewhere.shown.length).toBeGreaterThan(0);
  expect(new Set(elsewhere.shown)).toEqual(new Set([undefined]));
});
