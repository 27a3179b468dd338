import { once } from "node:events";
import { expect, test } from "vitest";
import { type UserId, newId } from "@dispatch/protocol/ids";
import type { PatchPreferences } from "@dispatch/protocol/preferences";
import { TestApp } from "./testing/test-app.ts";
import { connected } from "./testing/test-socket.ts";

const open = () => TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });

const group = (id: string, ...tabs: object[]) => ({ type: "group", id, tabs, active: 0 });
const split = (...children: object[]) => ({
  type: "split",
  direction: "row",
  sizes: children.map(() => 50),
  children,
});
const nested = (depth: number): object =>
  depth === 1 ? group("in") : split(group(`g${depth}`), nested(depth - 1));

const put = (app: TestApp, token: string, client: string, body: unknown) =>
  app.request("PUT", `/api/layouts/${client}`, { token, body });
const get = async (app: TestApp, token: string, path: string) =>
  (await app.request("GET", path, { token })).body;

test("F011: a layout is kept for one client of one person, and outlives the server", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const other = await app.register("bob@example.org");
  expect(await get(app, token, "/api/layouts/desk")).toEqual({ root: null });
  const layout = {
    root: split(
      group("a", { kind: "session", id: newId("ses"), isPinned: true }),
      split(
        group("b", { kind: "files", workspaceId: newId("wsp"), path: "src/main.ts" }),
        group(
          "c",
          { kind: "review", workspaceId: newId("wsp") },
          { kind: "preview", workspaceId: newId("wsp"), path: "README.md" },
        ),
      ),
    ),
    activeGroup: "b",
    zoomed: "c",
    sidebar: { isOpen: true, widthPx: 280 },
  };
  const kept = { ...layout, updatedAt: new Date(app.clock).toISOString() };
  expect(await put(app, token, "desk", layout)).toMatchObject({ status: 200, body: kept });
  await app.restart();
  expect(await get(app, token, "/api/layouts/desk")).toEqual(kept);
  expect(await get(app, token, "/api/layouts/phone")).toEqual({ root: null });
  expect(await get(app, other.token, "/api/layouts/desk")).toEqual({ root: null });
});

test("a layout that makes no sense is refused with what is wrong with it", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const wrong: [unknown, string][] = [
    [{}, "root"],
    [{ root: null, extra: 1 }, "extra"],
    [{ root: { type: "stack" } }, "root.type"],
    [{ root: group("a", { kind: "browser" }) }, "root.tabs.0.kind"],
    [{ root: group("a", { kind: "session", id: "x" }) }, "root.tabs.0.id"],
    [{ root: group("a", { kind: "preview", workspaceId: newId("wsp"), path: "" }) }, "root.tabs.0.path"],
    [{ root: { ...group("a"), active: 1 } }, "root.active"],
    [{ root: split(group("a")) }, "root.children"],
    [{ root: { ...split(group("a"), group("b")), sizes: [1] } }, "root.sizes"],
    [{ root: split(group("a"), group("a")) }, "root"],
    [{ root: group("a"), zoomed: "b" }, "zoomed"],
    [{ root: nested(9) }, "root"],
    [{ root: group("a", ...Array.from({ length: 65 }, () => ({}))) }, "root.tabs"],
  ];
  for (const [body, path] of wrong) {
    const answer = await put(app, token, "desk", body);
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(path)]);
  }
  expect((await put(app, token, "desk", { root: nested(8) })).status).toBe(200);
  for (const client of ["a.b", "x".repeat(65), "a%20b"])
    expect((await put(app, token, client, { root: null })).status).toBe(400);
});

test("a layout has its size, and of many clients the one that was away longest goes", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const files = { kind: "files", workspaceId: newId("wsp"), path: "x".repeat(4096) };
  const large = await put(app, token, "desk", {
    root: group("a", ...Array.from({ length: 20 }, () => files)),
  });
  expect(large).toMatchObject({ status: 413, body: { code: "payload-too-large" } });
  for (let number = 0; number < 33; number += 1) {
    app.clock += 1000;
    await put(app, token, `c${number}`, { root: null });
    if (number === 31) await put(app, token, "c0", { root: group("again") });
  }
  expect(await get(app, token, "/api/layouts/c1")).toEqual({ root: null });
  expect(await get(app, token, "/api/layouts/c0")).toMatchObject({ root: { id: "again" } });
  expect(await get(app, token, "/api/layouts/c2")).toHaveProperty("updatedAt");
});

const preferences = "/api/me/preferences";
const theme = (id: string) => {
  const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
  const bright = names.map((name) => `bright${name[0]?.toUpperCase()}${name.slice(1)}`);
  const colors = [...names, ...bright, "background", "foreground"].map((name) => [name, "#1e1e2e"]);
  return { id, name: "Mine", colors: Object.fromEntries(colors) as Record<string, string> };
};

test("F132: preferences are one's own, are changed one by one, and outlive the server", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const other = await app.register("bob@example.org");
  expect(await get(app, token, preferences)).toEqual({});
  const first = {
    appearance: "dark",
    shortcuts: { "palette.open": "mod+k", "pane.zoom": null },
    themes: [theme("mine")],
    terminalTheme: { dark: "mine" },
    pinnedSessions: [newId("ses")],
  };
  expect((await app.request("PUT", preferences, { token, body: first })).body).toEqual(first);
  const patch = { language: "de", shortcuts: { "pane.close": "mod+w" }, themes: null, sendWith: "mod+enter" };
  const { themes: _, ...rest } = first;
  const merged = { ...rest, language: "de", shortcuts: patch.shortcuts, sendWith: "mod+enter" };
  expect((await app.request("PATCH", preferences, { token, body: patch })).body).toEqual(merged);
  await app.restart();
  expect(await get(app, token, preferences)).toEqual(merged);
  expect(await get(app, other.token, preferences)).toEqual({});
  expect((await app.request("PUT", preferences, { token, body: {} })).body).toEqual({});
});

test("preferences that make no sense are refused with what is wrong, and change nothing", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const wrong: [unknown, string][] = [
    [{ appearance: "pink" }, "appearance"],
    [{ unknown: 1 }, "unknown"],
    [{ shortcuts: { ["x".repeat(65)]: "a" } }, "shortcuts"],
    [{ shortcuts: Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`a${at}`, "x"])) }, "shortcuts"],
    [{ themes: [{ ...theme("a"), colors: { ...theme("a").colors, red: "red" } }] }, "themes.0.colors.red"],
    [{ themes: [theme("a"), theme("a")] }, "themes"],
    [{ workspaceThemes: { elsewhere: "a" } }, "workspaceThemes"],
    [{ pinnedSessions: Array.from({ length: 201 }, () => newId("ses")) }, "pinnedSessions"],
    ["[]", "object"],
  ];
  for (const method of ["PUT", "PATCH"]) {
    for (const [body, path] of wrong) {
      const answer = await app.request(method, preferences, { token, body });
      expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(path)]);
    }
  }
  expect((await app.request("PUT", preferences, { token, body: { appearance: null } })).status).toBe(400);
  expect(await get(app, token, preferences)).toEqual({});
});

test("two devices that change different preferences at once undo nothing of each other", async () => {
  await using app = await open();
  const { id, token } = await app.register("ada@example.org");
  const changes: PatchPreferences[] = [{ appearance: "light" }, { language: "de" }, { sendWith: "enter" }];
  const service = app.app.services.preferences;
  await Promise.all(changes.map((change) => service.patch(id as UserId, change)));
  expect(await get(app, token, preferences)).toEqual(Object.assign({}, ...changes));
});

test("another device of the same person hears of a change, and nobody else", async () => {
  await using app = await open();
  const { token } = await app.register("ada@example.org");
  const other = await app.register("bob@example.org");
  using strange = await connected(app, other.token);
  const heard: unknown[] = [];
  strange.onAny((...message) => void heard.push(message));
  const devices = [await connected(app, token), await connected(app, token)];
  const news = devices.map((device) => once(device as unknown as NodeJS.EventEmitter, "preferences:changed"));
  await app.request("PATCH", preferences, { token, body: { appearance: "dark" } });
  expect(await Promise.all(news)).toEqual([[{ appearance: "dark" }], [{ appearance: "dark" }]]);
  for (const device of devices) device.close();
  const own = once(strange as unknown as NodeJS.EventEmitter, "preferences:changed");
  await app.request("PATCH", preferences, { token: other.token, body: { appearance: "light" } });
  await own;
  expect(heard).toEqual([["preferences:changed", { appearance: "light" }]]);
});
