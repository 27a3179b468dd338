import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { freePort } from "@dispatch/testkit/free-port";
import { SshHost } from "@dispatch/testkit/ssh-host";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { expect, test } from "vitest";
import { TestApp } from "./testing/test-app.ts";

const ME = "/api/users/me/identities";
const author = { authorName: "Ada Lovelace", authorEmail: "ada@example.org" };

async function withAda(environment: Record<string, string> = {}) {
  const it = await TestApp.open({ environment, automatic: false });
  const ada = await it.register("ada@example.org");
  const ask = (method: string, path: string, body?: unknown) =>
    it.request(method, path, { token: ada.token, ...(body === undefined ? {} : { body }) });
  const make = async (name: string, more: object = {}) => {
    const { status, body } = await ask("POST", ME, { name, ...author, ...more });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body as { id: string; publicKey: string; fingerprint: string; isDefault: boolean; name: string };
  };
  const test = async (id: string, host: string) => (await ask("POST", `${ME}/${id}/test`, { host })).body;
  return { it, ada, ask, make, test, [Symbol.asyncDispose]: () => it[Symbol.asyncDispose]() };
}

/** A key's file, as ssh-keygen makes it. */
function keyFile(passphrase = ""): { privateKey: string; publicKey: string; fingerprint: string } {
  using folder = temporaryFolder();
  const path = join(folder.path, "key");
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-C", "", "-f", path]);
  const fingerprint =
    execFileSync("ssh-keygen", ["-l", "-f", path], { encoding: "utf8" }).split(" ")[1] ?? "";
  const [privateKey, publicKey] = [path, `${path}.pub`].map((file) => readFileSync(file, "utf8").trim());
  return { privateKey: privateKey ?? "", publicKey: publicKey ?? "", fingerprint };
}

test("an identity is made with a key of its own; the first is the default, and names are told apart", async () => {
  await using person = await withAda();
  const { ask, make } = person;
  const first = await make("Work");
  expect(first).toEqual({
    id: expect.stringMatching(/^idn_/),
    name: "Work",
    ...author,
    publicKey: expect.stringMatching(/^ssh-ed25519 [A-Za-z0-9+/]{68} Work$/),
    fingerprint: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/),
    isDefault: true,
    createdAt: expect.any(String),
  });
  const second = await make("Home");
  expect(second).toMatchObject({ isDefault: false });
  expect(second.publicKey).not.toBe(first.publicKey);
  expect((await ask("GET", ME)).body).toEqual({ items: [first, second], nextCursor: null });
  expect((await ask("GET", `/api/users/${person.ada.id}/identities/${first.id}`)).body).toEqual(first);
  const again = await ask("POST", ME, { name: "wORK", ...author });
  expect([again.status, again.body["code"]]).toEqual([409, "identity-name-taken"]);
  for (const wrong of [
    { name: "" },
    { name: "two\nlines" },
    { authorName: "Ada <" },
    { authorEmail: "nobody" },
    { authorEmail: "a@example.org>\n" },
    { isDefault: false },
  ]) {
    const refused = await ask("POST", ME, { name: "x", ...author, ...wrong });
    expect([wrong, refused.body["code"]]).toEqual([wrong, "invalid-request"]);
  }
});

test("name, author and default change; the key stays unless another is brought", async () => {
  await using person = await withAda();
  const { ask, make } = person;
  const [first, second] = [await make("Work"), await make("Home")];
  const path = `${ME}/${second.id}`;
  const changed = { name: "Private", authorName: "A. L.", authorEmail: "al@example.net" };
  expect((await ask("PUT", path, { ...changed, isDefault: true })).body).toEqual({
    ...second,
    ...changed,
    publicKey: second.publicKey.replace("Home", "Private"),
    isDefault: true,
  });
  expect((await ask("GET", `${ME}/${first.id}`)).body).toMatchObject({ isDefault: false });
  expect((await ask("PUT", path, { ...changed, name: "work" })).body["code"]).toBe("identity-name-taken");
  const key = keyFile();
  const replaced = await ask("PUT", path, { ...changed, privateKey: key.privateKey });
  expect(replaced.body).toMatchObject({
    publicKey: `${key.publicKey} Private`,
    fingerprint: key.fingerprint,
  });
});

test("a deleted identity is gone with its key, and the oldest of the others becomes the default", async () => {
  await using person = await withAda();
  const { it, ask, make } = person;
  const [first, second] = [await make("Work"), await make("Home")];
  const secrets = () => {
    using database = new DatabaseSync(join(it.home, "dispatch.db"));
    return database.prepare("select name from secrets where name like 'identity%'").all();
  };
  expect(secrets()).toHaveLength(2);
  expect((await ask("DELETE", `${ME}/${first.id}`)).status).toBe(204);
  expect(secrets()).toEqual([{ name: `identity ${second.id} private-key` }]);
  expect((await ask("GET", ME)).body["items"]).toEqual([{ ...second, isDefault: true }]);
  for (const method of ["GET", "DELETE"])
    expect((await ask(method, `${ME}/${first.id}`)).body["code"]).toBe("identity-not-found");
  expect((await ask("POST", `${ME}/${first.id}/test`, { host: "git@localhost" })).status).toBe(404);
});

test("a key that is brought keeps its fingerprint; a locked one needs its passphrase", async () => {
  await using person = await withAda();
  const { ask, make } = person;
  const key = keyFile("open sesame");
  const wish = { name: "Brought", ...author, privateKey: key.privateKey };
  expect((await ask("POST", ME, wish)).body["code"]).toBe("key-passphrase-needed");
  expect((await ask("POST", ME, { ...wish, passphrase: "wrong" })).body["code"]).toBe("key-passphrase-wrong");
  expect((await ask("POST", ME, { ...wish, privateKey: "nonsense" })).body["code"]).toBe("key-invalid");
  expect((await ask("GET", ME)).body["items"]).toEqual([]);
  const made = await make("Brought", { privateKey: key.privateKey, passphrase: "open sesame" });
  expect(made).toMatchObject({ publicKey: `${key.publicKey} Brought`, fingerprint: key.fingerprint });
});

test("another person's identities answer as those that do not exist, to administrators too", async () => {
  await using it = await TestApp.open({ environment: { DISPATCH_REGISTRATION: "open" }, automatic: false });
  const owner = await it.register("owner@example.org");
  const bob = await it.register("bob@example.org");
  const made = await it.request("POST", ME, { token: bob.token, body: { name: "Bob's", ...author } });
  const id = made.body["id"] as string;
  const look = async (path: string) => {
    const { status, body } = await it.request("GET", path, { token: owner.token });
    return [status, body["code"]];
  };
  expect(await look(`/api/users/${bob.id}/identities`)).toEqual([404, "user-not-found"]);
  expect(await look(`/api/users/${bob.id}/identities/${id}`)).toEqual([404, "user-not-found"]);
  expect(await look(`${ME}/${id}`)).toEqual([404, "identity-not-found"]);
});

test("a host that knows the key welcomes it, and its host key is remembered", async () => {
  await using person = await withAda();
  await using host = await SshHost.open();
  const { it, make, test: knock } = person;
  const { id, publicKey } = await make("Work");
  const hostKey = { type: "ssh-ed25519", fingerprint: host.fingerprint };
  expect(await knock(id, host.address)).toEqual({
    ok: false,
    outcome: "key-refused",
    host: host.address,
    hostKey: { ...hostKey, isNew: true },
    detail: expect.stringContaining("Add the public key"),
  });
  host.letIn(publicKey);
  expect(await knock(id, `${host.address}/some/repository.git`)).toEqual({
    ok: true,
    outcome: "welcomed",
    host: host.address,
    who: "ada",
    hostKey: { ...hostKey, isNew: false },
    detail: `127.0.0.1:${host.port} accepts this key, and knows you as ada.`,
  });
  const file = join(it.home, "known-hosts", person.ada.id);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, "utf8")).toMatch(
    new RegExp(`^\\[127\\.0\\.0\\.1\\]:${host.port} ssh-ed25519 \\S+\n$`),
  );
  expect(readdirSync(join(it.home, "run")).filter((name) => name.startsWith("ssh-"))).toEqual([]);
});

test.each(["rsa", "ec"] as const)("a host lets an %s key in", async (type) => {
  await using person = await withAda();
  await using host = await SshHost.open({ hostKey: "rsa" });
  const { privateKey } =
    type === "rsa"
      ? generateKeyPairSync("rsa", { modulusLength: 3072 })
      : generateKeyPairSync("ec", { namedCurve: "P-521" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  const { id, publicKey } = await person.make("Brought", { privateKey: pem });
  host.letIn(publicKey);
  expect(await person.test(id, host.address)).toMatchObject({ outcome: "welcomed", who: "ada" });
});

test("a host key that changed is refused until it is trusted, and only the one that was seen is", async () => {
  await using person = await withAda();
  await using host = await SshHost.open();
  const { it, ask, make, test: knock } = person;
  const { id, publicKey } = await make("Work");
  host.letIn(publicKey);
  const first = host.fingerprint;
  expect(await knock(id, host.address)).toMatchObject({ outcome: "welcomed" });
  // One of another kind is no way around it.
  await host.changeHostKey("rsa");
  const changed = {
    ok: false,
    outcome: "host-key-changed",
    hostKey: { type: "ssh-rsa", fingerprint: host.fingerprint, isNew: false },
    knownFingerprints: [first],
  };
  expect(await knock(id, host.address)).toMatchObject(changed);
  const trust = (fingerprint: string) =>
    ask("POST", "/api/users/me/known-hosts", { host: host.address, fingerprint });
  const seen = host.fingerprint;
  await host.changeHostKey();
  const different = await trust(seen);
  expect([different.status, different.body]).toMatchObject([
    409,
    { code: "host-key-different", fingerprint: host.fingerprint },
  ]);
  expect(await knock(id, host.address)).toMatchObject({
    outcome: "host-key-changed",
    knownFingerprints: [first],
  });
  expect((await trust(host.fingerprint)).body).toEqual({
    host: host.address,
    hostKey: { type: "ssh-ed25519", fingerprint: host.fingerprint, isNew: true },
  });
  expect(await knock(id, host.address)).toMatchObject({ outcome: "welcomed" });
  const lines = readFileSync(join(it.home, "known-hosts", person.ada.id), "utf8");
  expect(lines.trim().split("\n")).toHaveLength(1);
});

test("a host that is not there, not found, or no SSH server is named so", async () => {
  await using person = await withAda();
  const { ask, make, test: knock } = person;
  const { id } = await make("Work");
  const port = await freePort();
  expect(await knock(id, `ssh://git@127.0.0.1:${port}`)).toMatchObject({
    ok: false,
    outcome: "unreachable",
    detail: expect.stringContaining("Connection refused"),
  });
  expect(await knock(id, "git@no-such-host.invalid")).toMatchObject({ outcome: "host-unknown" });
  const web = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 400 Bad Request\r\n\r\n\u001b[2J");
  });
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  const address = `ssh://git@127.0.0.1:${(web.address() as { port: number }).port}`;
  expect(await knock(id, address)).toMatchObject({
    outcome: "not-understood",
    detail: expect.not.stringMatching(/\p{Cc}/u),
  });
  const trust = await ask("POST", "/api/users/me/known-hosts", {
    host: address,
    fingerprint: `SHA256:${"A".repeat(43)}`,
  });
  expect([trust.status, trust.body["code"]]).toEqual([502, "host-unavailable"]);
  web.close();
});

test("a host that would be an option, a command or a file for ssh is refused before ssh runs", async () => {
  await using person = await withAda({ PATH: "/nonexistent" });
  const { ask, make } = person;
  const { id } = await make("Work");
  const hostile = [
    "-oProxyCommand=touch${IFS}/tmp/owned",
    "git@-oProxyCommand=true",
    "-oProxyCommand=true@example.org",
    "ssh://-oProxyCommand=true/x",
    "ssh://git@-F/x",
    "ssh://git@host:22x",
    "ssh://git@host:0",
    "ssh://git@host:65536",
    "git@host name",
    "git@host;true",
    "git@$(true)",
    "git@`true`",
    "git@host|true",
    "git@host\u0000",
    "git@%h",
    "git@*",
    "git@host,other",
    "git@[host]",
    "git@2130706433",
    "git@0x7f000001",
    "user name@host",
    "us%r@host",
    "a@b@host",
    "https://github.com/x/y",
    "file:///etc/passwd",
    "../../etc/passwd",
    `git@${"a".repeat(64)}.org`,
    `git@${"a.".repeat(200)}org`,
  ];
  for (const host of hostile) {
    const { status, body } = await ask("POST", `${ME}/${id}/test`, { host });
    expect([host, status, body["code"]]).toEqual([host, 400, "invalid-request"]);
  }
  // What is a host gets as far as ssh, which is not there.
  for (const host of [
    "github.com",
    "git@github.com:ada/engine.git",
    "ssh://git@[::1]:2222/x",
    "git@127.0.0.1",
  ]) {
    const { status, body } = await ask("POST", `${ME}/${id}/test`, { host });
    expect([host, status, body["code"]]).toEqual([host, 503, "ssh-missing"]);
    expect(body["detail"]).toContain("openssh-client");
  }
  expect(existsSync("/tmp/owned")).toBe(false);
});

test("tests are limited for each person", async () => {
  await using person = await withAda({ PATH: "/nonexistent" });
  const { it, ask, make } = person;
  const { id } = await make("Work");
  const knock = () => ask("POST", `${ME}/${id}/test`, { host: "git@localhost" });
  for (let count = 0; count < 30; count += 1) expect((await knock()).status).toBe(503);
  const refused = await knock();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "600"]);
  it.clock += 10 * 60_000;
  const fresh = await it.request("POST", "/api/auth/login", {
    body: { email: "ada@example.org", password: "correct horse" },
  });
  const token = fresh.body["accessToken"] as string;
  expect(
    (await it.request("POST", `${ME}/${id}/test`, { token, body: { host: "git@localhost" } })).status,
  ).toBe(503);
});

test("a create that is sent again is done once, and nothing of it keeps the key", async () => {
  await using person = await withAda();
  const { it, ada } = person;
  const { privateKey } = keyFile();
  const create = () =>
    it.request("POST", ME, {
      token: ada.token,
      headers: { "idempotency-key": "once" },
      body: { name: "Brought", ...author, privateKey },
    });
  const first = await create();
  expect([first.status, (await create()).body]).toEqual([201, first.body]);
  const lines = privateKey.split("\n").slice(1, -1);
  const files = readdirSync(it.home, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  for (const line of lines.filter((text) => text.length > 20)) {
    expect(it.log.filter((text) => text.includes(line))).toEqual([]);
    for (const { parentPath, name } of files)
      expect([name, readFileSync(join(parentPath, name), "latin1").includes(line)]).toEqual([name, false]);
  }
});
