import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CleanedUp, CleanupPreview, DataReport } from "@dispatch/protocol/data";
import type { SessionId } from "@dispatch/protocol/ids";
import { until } from "@dispatch/testkit/until";
import { TestApp } from "./testing/test-app.ts";

const DAY_MS = 86_400_000;
const open = () => TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" } });

/** With a key, which goes on when the clock does. */
async function person(app: TestApp, name: string): Promise<{ id: string; token: string }> {
  const { id, token } = await app.register(`${name}@example.org`);
  const body = { name: "test", scopes: ["read", "run", "admin"] };
  const key = await app.request("POST", "/api/api-keys", { token, body });
  return { id, token: key.body["secret"] as string };
}
const session = async (app: TestApp, token: string, id: SessionId) =>
  (await app.request("GET", `/api/sessions/${id}`, { token })).body;

async function ended(app: TestApp, token: string, text = "hello"): Promise<SessionId> {
  const id = await app.terminal(token);
  app.runner.say(id, text);
  app.runner.exit(id);
  await until("its end", async () => (await session(app, token, id))["status"] === "ended");
  return id;
}
const report = async (app: TestApp, token: string, query = "") =>
  (await app.request("GET", `/api/data${query}`, { token })).body as unknown as DataReport;
const preview = async (app: TestApp, token: string, query: string) =>
  (await app.request("GET", `/api/data/cleanup?${query}`, { token })).body as unknown as CleanupPreview;
const cleanUp = (app: TestApp, token: string, body: object) =>
  app.request("POST", "/api/data/cleanup", { token, body });
const listed = async (app: TestApp, token: string) =>
  ((await app.request("GET", "/api/sessions", { token })).body["items"] as { id: string }[]).map(
    ({ id }) => id,
  );

test("what there is counts one's own, and for administrators everybody's", async () => {
  await using app = await open();
  const { token, id: ada } = await person(app, "ada");
  const other = await person(app, "bob");
  await ended(app, token, "x".repeat(1000));
  await app.terminal(token);
  await ended(app, other.token, "y".repeat(5000));
  const own = await report(app, token);
  expect(own).toMatchObject({ sessions: 2, endedSessions: 1, retentionDays: "none" });
  expect(own.bytes).toBeGreaterThan(1000);
  expect(own.bytes).toBeLessThan(5000);
  expect(own).not.toHaveProperty("people");
  expect(own).toMatchObject({ kinds: [{ kind: "terminal", sessions: 2, bytes: own.bytes }] });
  expect(own.ages.map(({ age, sessions }) => [age, sessions])).toEqual([
    ["live", 1],
    ["week", 1],
  ]);
  expect(own.ages.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(own.bytes);
  const all = await report(app, token, "?everyone=true");
  expect(all).toMatchObject({
    sessions: 3,
    people: [
      { userId: other.id, name: "bob", sessions: 1 },
      { userId: ada, name: "ada", sessions: 2, bytes: own.bytes },
    ],
    database: { isShrinking: true },
  });
  expect(all.people?.[0]?.bytes).toBe(all.bytes - own.bytes);
  expect((await app.request("GET", "/api/data?everyone=true", { token: other.token })).status).toBe(403);
});

test("what ended is told by how long ago that was", async () => {
  await using app = await open();
  const { token } = await person(app, "ada");
  const daysAgo = [400, 366, 200, 31, 8, 1];
  for (const [index, days] of daysAgo.entries()) {
    await ended(app, token);
    app.clock += (days - (daysAgo[index + 1] ?? 0)) * DAY_MS;
  }
  const { ages } = await report(app, token);
  expect(ages.map(({ age, endedSessions }) => [age, endedSessions])).toEqual([
    ["week", 1],
    ["month", 1],
    ["year", 2],
    ["older", 2],
  ]);
});

test("G18: a clean-up removes exactly what its preview showed, and tells what went and what stayed", async () => {
  await using app = await open();
  const { token } = await person(app, "ada");
  const old = [await ended(app, token), await ended(app, token, "x".repeat(3000)), await ended(app, token)];
  const pinned = await ended(app, token);
  const live = await app.terminal(token);
  app.clock += 10 * DAY_MS;
  const fresh = await ended(app, token);
  await app.request("PATCH", "/api/me/preferences", { token, body: { pinnedSessions: [pinned] } });
  const shown = await preview(app, token, "olderThanDays=7");
  expect(shown.items.map(({ id }) => id)).toEqual(old);
  expect(shown.bytes).toBe(shown.items.reduce((sum, { bytes }) => sum + bytes, 0));
  expect(shown.isMore).toBe(false);
  // Between the look and the word one of them runs again, and another is pinned.
  const [first = "", second = "", third = ""] = old;
  await app.request("POST", `/api/sessions/${first}/resume`, { token });
  await app.request("PATCH", "/api/me/preferences", { token, body: { pinnedSessions: [pinned, third] } });
  const sessionIds = [...old, fresh, live];
  const { body } = await cleanUp(app, token, { endedBefore: shown.endedBefore, sessionIds });
  const cleaned = body as unknown as CleanedUp;
  const { bytes, events } = shown.items[1] ?? {};
  expect({ ...cleaned, kept: new Map(cleaned.kept.map(({ id, reason }) => [id as string, reason])) }).toEqual(
    {
      removed: [second],
      bytes,
      events,
      kept: new Map([
        [first, "live"],
        [third, "pinned"],
        [fresh, "later"],
        [live, "live"],
      ]),
    },
  );
  expect((await listed(app, token)).sort()).toEqual([first, third, pinned, live, fresh].sort());
  const { body: log } = await app.request("GET", "/api/audit?act=data.cleanup", { token });
  expect(log["items"]).toMatchObject([{ details: { sessions: 1, bytes } }]);
});

test("R9: others' sessions are cleaned up by administrators alone, who do not learn their titles", async () => {
  await using app = await open();
  const { token } = await person(app, "ada");
  const other = await person(app, "bob");
  const theirs = await ended(app, other.token);
  app.clock += DAY_MS;
  expect((await preview(app, token, "olderThanDays=0")).items).toEqual([]);
  const shown = await preview(app, token, "olderThanDays=0&everyone=true");
  expect(shown.items).toMatchObject([{ id: theirs, owner: { userId: other.id, name: "bob" } }]);
  expect(shown.items[0]).not.toHaveProperty("title");
  const wish = { endedBefore: shown.endedBefore, sessionIds: [theirs] };
  expect((await cleanUp(app, token, wish)).body).toMatchObject({
    removed: [],
    kept: [{ id: theirs, reason: "gone" }],
  });
  expect((await cleanUp(app, other.token, { ...wish, everyone: true })).status).toBe(403);
  expect((await cleanUp(app, token, { ...wish, everyone: true })).body).toMatchObject({ removed: [theirs] });
  expect(await listed(app, other.token)).toEqual([]);
});

test("what is older than the installation keeps it goes by itself; what is pinned or alive stays", async () => {
  await using app = await open();
  const { token } = await person(app, "ada");
  const old = await ended(app, token);
  const pinned = await ended(app, token);
  const live = await app.terminal(token);
  await app.request("PATCH", "/api/me/preferences", { token, body: { pinnedSessions: [pinned] } });
  app.clock += 31 * DAY_MS;
  const fresh = await ended(app, token);
  await app.request("PUT", "/api/settings", { token, body: { retentionDays: 30 } });
  await until("the sweep", async () => !(await listed(app, token)).includes(old));
  expect((await listed(app, token)).sort()).toEqual([pinned, live, fresh].sort());
  // At a start as well.
  app.clock += 31 * DAY_MS;
  await app.restart();
  await until("the next sweep", async () => !(await listed(app, token)).includes(fresh));
  expect(await listed(app, token)).toContain(pinned);
});

test("what a removed session held is given back to the disk", async () => {
  await using app = await open();
  const { token } = await person(app, "ada");
  const id = await app.terminal(token);
  const piece = "x".repeat(60_000);
  for (let count = 0; count < 100; count += 1) app.runner.say(id, piece);
  app.runner.exit(id);
  await until("its end", async () => (await session(app, token, id))["status"] === "ended");
  const before = (await report(app, token, "?everyone=true")).database;
  expect(before?.fileBytes).toBeGreaterThan(6_000_000);
  app.clock += 1;
  const shown = await preview(app, token, "olderThanDays=0");
  await cleanUp(app, token, { endedBefore: shown.endedBefore, sessionIds: [id] });
  await until("a small file", async () => {
    const { database } = await report(app, token, "?everyone=true");
    return database && database.fileBytes < 2_000_000 && database.freeBytes === 0;
  });
  await app.restart();
  expect(statSync(join(app.home, "dispatch.db")).size).toBeLessThan(2_000_000);
});
