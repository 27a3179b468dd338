import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Orphan, Workspace } from "@dispatch/protocol/workspace";
import { TestApp } from "./testing/test-app.ts";

async function withOrphans(it: TestApp, email = "ada@example.org") {
  const { id, token } = await it.register(email);
  const folder = join(it.home, "workspaces", id);
  const decide = (name: string, body: object) =>
    it.request("POST", `/api/workspaces/orphans/${encodeURIComponent(name)}`, { token, body });
  const get = async (path: string) => (await it.request("GET", path, { token })).body["items"];
  return {
    folder,
    decide,
    ask: (method: string, path: string, body?: object) => it.request(method, path, { token, body }),
    orphans: async () => (await get("/api/workspaces/orphans")) as Orphan[],
    workspaces: async (query = "") => (await get(`/api/workspaces${query}`)) as Workspace[],
    put: (name: string) => {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, "file"), "precious");
    },
  };
}

test("nobody gets a folder by looking for what belongs to no workspace", async () => {
  await using it = await TestApp.open();
  const ada = await withOrphans(it);
  expect(await ada.orphans()).toEqual([]);
  expect(existsSync(ada.folder)).toBe(false);
});

test("only folders that no workspace accounts for are found, those in the trash and in use never", async () => {
  await using it = await TestApp.open();
  const ada = await withOrphans(it);
  const made = await ada.ask("POST", "/api/workspaces", { kind: "plain", name: "known" });
  await ada.ask("POST", "/api/workspaces", { kind: "plain", name: "doomed" });
  const doomed = (await ada.workspaces()).find(({ name }) => name === "doomed");
  await ada.ask("DELETE", `/api/workspaces/${doomed?.id}`);
  ada.put("doomed"); // the name is kept for the one that may come back
  ada.put("left-over");
  ada.put("home");
  ada.put(".hidden");
  writeFileSync(join(ada.folder, "a-file"), "");
  symlinkSync(it.home, join(ada.folder, "a-link"));
  const path = join(ada.folder, "left-over");
  expect(await ada.orphans()).toEqual([
    { kind: "folder", name: "left-over", path, changedAt: expect.any(String) as string },
  ]);
  expect(made.status).toBe(201);
});

test("an orphan becomes a workspace with all it holds, once", async () => {
  await using it = await TestApp.open();
  const ada = await withOrphans(it);
  ada.put("My stuff");
  await ada.ask("POST", "/api/workspaces", { kind: "plain", name: "my stuff" });
  const answers = await Promise.all([1, 2].map(() => ada.decide("My stuff", { action: "adopt" })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  const adopted = (await ada.workspaces()).find(({ path }) => path === join(ada.folder, "My stuff"));
  expect(adopted).toMatchObject({ kind: "plain", name: "My stuff 2", status: "ready", isMade: true });
  expect(readFileSync(join(ada.folder, "My stuff", "file"), "utf8")).toBe("precious");
  expect(await ada.orphans()).toEqual([]);
});

test("an orphan that is deleted waits in the trash, and comes back with all it held", async () => {
  await using it = await TestApp.open();
  const ada = await withOrphans(it);
  ada.put("left-over");
  const { body } = await ada.decide("left-over", { action: "delete" });
  const { id } = body["workspace"] as Workspace;
  expect(body["workspace"]).toMatchObject({ name: "left-over", status: "archived" });
  expect(existsSync(join(ada.folder, "left-over"))).toBe(false);
  expect((await ada.workspaces("?deleted=true")).map((one) => one.id)).toEqual([id]);
  expect((await ada.ask("POST", `/api/workspaces/${id}/restore`)).status).toBe(200);
  expect(readFileSync(join(ada.folder, "left-over", "file"), "utf8")).toBe("precious");
});

test("a clone without a repository is found, is no workspace, and goes when that is said", async () => {
  await using it = await TestApp.open();
  const ada = await withOrphans(it);
  const name = `rep_${"a".repeat(20)}.git`;
  ada.put(`.repositories/${name}`);
  ada.put(".repositories/not-ours");
  expect((await ada.orphans()).map((one) => [one.kind, one.name])).toEqual([["clone", name]]);
  expect((await ada.decide(name, { action: "adopt", kind: "clone" })).body["code"]).toBe("invalid-request");
  expect((await ada.decide(name, { action: "delete" })).body["code"]).toBe("orphan-not-found");
  expect((await ada.decide(name, { action: "delete", kind: "clone" })).body).toEqual({});
  expect(readdirSync(join(ada.folder, ".repositories"))).toEqual(["not-ours"]);
});

test("a link in the place of the folder of clones leads nowhere", async () => {
  await using it = await TestApp.open();
  const ada = await withOrphans(it);
  const name = `rep_${"a".repeat(20)}.git`;
  mkdirSync(ada.folder, { recursive: true });
  mkdirSync(join(it.home, "elsewhere", name), { recursive: true });
  symlinkSync(join(it.home, "elsewhere"), join(ada.folder, ".repositories"));
  expect((await ada.decide(name, { action: "delete", kind: "clone" })).status).toBe(404);
  expect(existsSync(join(it.home, "elsewhere", name))).toBe(true);
});

test.each(["..", ".trash", "home", "a/b", "../usr_someone", "a\0b", "%2e%2e"])(
  "%j names no orphan",
  async (name) => {
    await using it = await TestApp.open();
    const ada = await withOrphans(it);
    ada.put("home");
    ada.put("a/b");
    for (const action of ["adopt", "delete"])
      expect([400, 404]).toContain((await ada.decide(name, { action })).status);
    expect(await ada.workspaces()).toEqual([]);
    expect(existsSync(join(ada.folder, "a", "b", "file"))).toBe(true);
  },
);

test("another person's orphans are not there", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });
  const [ada, bea] = [await withOrphans(it), await withOrphans(it, "bea@example.org")];
  ada.put("left-over");
  expect(await bea.orphans()).toEqual([]);
  expect((await bea.decide("left-over", { action: "delete" })).status).toBe(404);
});

test("a workspace is marked as a template, and is copied as any other", async () => {
  await using it = await TestApp.open();
  const ada = await withOrphans(it);
  const { body } = await ada.ask("POST", "/api/workspaces", { kind: "plain", name: "Start here" });
  expect(body["isTemplate"]).toBe(false);
  const path = `/api/workspaces/${body["id"] as string}`;
  expect((await ada.ask("PATCH", path, { isTemplate: true })).body).toMatchObject({
    name: "Start here",
    isTemplate: true,
  });
  expect((await ada.ask("PATCH", path, { name: "Base" })).body).toMatchObject({
    name: "Base",
    isTemplate: true,
  });
  const wrong = await ada.ask("PATCH", path, { identityId: `idn_${"a".repeat(20)}` });
  expect(wrong.body["code"]).toBe("identity-not-found");
  const copy = await ada.ask("POST", "/api/workspaces", { kind: "copy", from: body["id"] });
  expect(copy.body).toMatchObject({ kind: "copy", isTemplate: false });
});
