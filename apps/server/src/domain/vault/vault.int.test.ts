import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { TestApp } from "../../testing/test-app.ts";

const keyPath = (app: TestApp) => join(app.home, "keys", "encryption.key");
const sealedRows = (app: TestApp) => {
  using database = new DatabaseSync(join(app.home, "dispatch.db"));
  return database.prepare("select name, sealed from secrets order by name").all() as {
    name: string;
    sealed: string;
  }[];
};
const put = (app: TestApp, name: string, secret: string) =>
  app.app.services.store.write((writing) => app.app.services.vault.put(writing, name, secret));

test("a secret comes back as it was, and the database never holds it", async () => {
  await using app = await TestApp.open({ automatic: false });
  const { vault } = app.app.services;
  await put(app, "one", "grüße from the vault");
  expect(await vault.read("one")).toBe("grüße from the vault");
  expect(await vault.read("none")).toBeUndefined();
  expect(JSON.stringify(sealedRows(app))).not.toContain("vault");
  await app.restart();
  expect(await app.app.services.vault.read("one")).toBe("grüße from the vault");
});

test("a sealed secret that was changed, or put in another's place, is not opened", async () => {
  await using app = await TestApp.open({ automatic: false });
  const { vault, store } = app.app.services;
  await put(app, "one", "first");
  await put(app, "two", "second");
  const [one, two] = ["one", "two"].map((wanted) => sealedRows(app).find(({ name }) => name === wanted));
  if (!one || !two) throw new Error("nothing was sealed");
  await store.write(({ secrets }) => secrets.put({ name: "one", sealed: two.sealed }));
  await expect(vault.read("one")).rejects.toThrow(/another name/);
  const end = one.sealed.endsWith("A") ? "B" : "A";
  await store.write(({ secrets }) =>
    secrets.put({ name: "one", sealed: one.sealed.slice(0, -4) + end.repeat(4) }),
  );
  await expect(vault.read("one")).rejects.toThrow(/was changed/);
});

test("a rotation moves every secret to a new key, and what people hold goes on working", async () => {
  await using app = await TestApp.open({ automatic: false });
  const owner = await app.register("ada@example.org");
  const { body } = await app.request("POST", "/api/api-keys", { token: owner.token, body: { name: "ci" } });
  await put(app, "one", "first");
  const before = { key: readFileSync(keyPath(app), "utf8"), rows: sealedRows(app) };
  expect(await app.app.services.vault.rotate()).toBe(before.rows.length);
  const key = readFileSync(keyPath(app), "utf8");
  expect(key.trim().split("\n")).toHaveLength(1);
  expect(key).not.toBe(before.key);
  for (const [index, row] of sealedRows(app).entries())
    expect(row.sealed).not.toBe(before.rows[index]?.sealed);
  expect(await app.app.services.vault.read("one")).toBe("first");
  for (const again of [false, true]) {
    if (again) await app.restart();
    expect((await app.request("GET", "/api/auth/me", { token: body["secret"] as string })).status).toBe(200);
    expect((await app.request("GET", "/api/auth/me", { headers: { cookie: owner.cookie } })).status).toBe(
      200,
    );
    // What the old key signed is worth nothing now; the login behind it lives on.
    expect((await app.request("GET", "/api/auth/me", { token: owner.token })).status).toBe(401);
  }
  const refreshed = await app.request("POST", "/api/auth/refresh", {
    body: { refreshToken: owner.refreshToken },
    headers: { origin: app.url },
  });
  expect(refreshed.status).toBe(200);
});

test("a rotation that was cut short is finished by the next start", async () => {
  await using app = await TestApp.open({ automatic: false });
  await put(app, "one", "first");
  const old = readFileSync(keyPath(app), "utf8");
  const fresh = Buffer.alloc(32, 9).toString("base64");
  writeFileSync(keyPath(app), `${fresh}\n${old}`);
  await app.restart();
  expect(readFileSync(keyPath(app), "utf8").trim()).toBe(fresh);
  expect(await app.app.services.vault.read("one")).toBe("first");
});

test("a key that opens nothing stops the start with what to do", async () => {
  await using app = await TestApp.open({ automatic: false });
  const old = readFileSync(keyPath(app), "utf8");
  writeFileSync(keyPath(app), `${Buffer.alloc(32, 9).toString("base64")}\n`);
  chmodSync(keyPath(app), 0o600);
  await expect(app.restart()).rejects.toThrow(/Restore keys\/encryption.key/);
  writeFileSync(keyPath(app), old);
});

test("a key from the environment is rotated by its owner, in two starts", async () => {
  const [first, second] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString("base64"));
  const environment: Record<string, string> = { DISPATCH_ENCRYPTION_KEY: first ?? "" };
  await using app = await TestApp.open({ environment, automatic: false });
  await put(app, "one", "first");
  await expect(app.app.services.vault.rotate()).rejects.toThrow(/comma and the old key/);
  environment["DISPATCH_ENCRYPTION_KEY"] = `${second},${first}`;
  await app.restart();
  environment["DISPATCH_ENCRYPTION_KEY"] = second ?? "";
  await app.restart();
  expect(await app.app.services.vault.read("one")).toBe("first");
});

test("an answer that gave a secret is repeated to who asks again, and lies sealed meanwhile", async () => {
  await using app = await TestApp.open({ automatic: false });
  const { token } = await app.register("ada@example.org");
  const make = () =>
    app.request("POST", "/api/api-keys", {
      token,
      body: { name: "ci" },
      headers: { "idempotency-key": "once" },
    });
  const first = await make();
  expect((await make()).body).toEqual(first.body);
  using database = new DatabaseSync(join(app.home, "dispatch.db"));
  const [kept] = database.prepare("select body from idempotency_keys").all();
  expect(JSON.stringify(kept)).toMatch(/s1\./);
  expect(JSON.stringify(kept)).not.toContain(first.body["secret"]);
});
