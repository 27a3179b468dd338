import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { signedInServer } from "./testing/real-server.ts";

test("the audit log is listed, verified on the server and in an export, and an export that was changed shows", async () => {
  await using server = await signedInServer();
  const key = await server.run(["key", "create", "ci"]);
  expect(key.code).toBe(0);
  const listed = await server.run(["audit", "ls", "--act", "key.create", "--json"]);
  expect(JSON.parse(listed.out)).toMatchObject({ items: [{ act: "key.create", outcome: "done" }] });
  expect((await server.run(["audit", "ls"])).out).toMatch(/NUMBER .*key\.create/s);
  expect((await server.run(["audit", "verify"])).out).toMatch(
    /^All \d+ entries are as they were written\.\n$/,
  );

  const exported = await server.run(["audit", "export"]);
  const path = join(server.folder, "audit.jsonl");
  await writeFile(path, exported.out);
  expect(await server.run(["audit", "verify", path])).toMatchObject({ code: 0 });
  await writeFile(path, exported.out.replace("key.create", "key.delete"));
  const { code, out } = await server.run(["audit", "verify", path, "--json"]);
  expect([code, JSON.parse(out)]).toMatchObject([1, { intact: false }]);
  expect((await server.run(["audit", "verify", join(server.folder, "none")])).code).toBe(2);
});

test("on the server's machine a password is reset without signing in, and nowhere else", async () => {
  await using server = await signedInServer();
  await server.run(["logout"]);
  const words = ["user", "reset-password", "ada@example.com", "--here"];
  const { code, out } = await server.run(words);
  expect([code, out]).toEqual([0, expect.stringMatching(/\/reset#dsl_/)]);
  const token = out.trim().split("#")[1];
  const answer = await fetch(`${server.url}/api/auth/reset`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, password: "another good one" }),
  });
  expect(answer.status).toBe(204);
  const signIn = (password: string) =>
    server.run(["login", "--email", "ada@example.com", "--password-stdin"], password);
  expect((await signIn("correct horse battery")).code).toBe(3);
  expect((await signIn("another good one")).code).toBe(0);

  const keyFile = join(server.folder, "home", "keys", "encryption.key");
  const key = await readFile(keyFile, "utf8");
  await writeFile(keyFile, `${Buffer.alloc(32, 1).toString("base64")}\n`);
  expect((await server.run(words)).code).toBe(3);
  await writeFile(keyFile, key);
  expect((await server.run(words)).code).toBe(0);
});

test("the encryption key is replaced while the server runs, and nobody notices", async () => {
  await using server = await signedInServer();
  const keyFile = join(server.folder, "home", "keys", "encryption.key");
  const before = await readFile(keyFile, "utf8");
  const key = (await server.run(["key", "create", "ci"])).out.trim();
  expect((await server.run(["secrets", "rotate"])).out).toMatch(/new encryption key is in use/);
  expect(await readFile(keyFile, "utf8")).not.toBe(before);
  expect((await server.run(["whoami"])).code).toBe(0);
  expect((await server.run(["whoami", "--token", key])).code).toBe(0);
});
