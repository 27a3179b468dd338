import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SshHost } from "@dispatch/testkit/ssh-host";
import { expect, onTestFinished, test } from "vitest";
import { signedInServer } from "../testing/real-server.ts";
import { Terminal, program } from "../testing/terminal.ts";

async function setUp() {
  const server = await signedInServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  return {
    server,
    run: (line: string, stdin?: string) => server.run(["identity", ...line.split(" ")], stdin),
  };
}

test("an identity is made, shown ready to copy, tried at a host whose new key is trusted, and deleted", async () => {
  const { run } = await setUp();
  await using host = await SshHost.open();
  expect((await run("ls")).out).toBe("No identities. `dispatch identity create <name>` makes one.\n");
  const { out: publicKey } = await run("create Work --author Ada --email ada@example.org");
  expect(publicKey).toMatch(/^ssh-ed25519 [A-Za-z0-9+/]{68} Work\n$/);
  const shown = (await run("show work")).out;
  expect(shown).toMatch(/^idn_\w{20} {2}Work {2}\(default\)\nAda <ada@example\.org>\nSHA256:\S{43}\n/);
  expect(shown.endsWith(publicKey)).toBe(true);

  const refused = await run(`test Work ${host.address}`);
  expect([refused.code, refused.out]).toEqual([5, expect.stringContaining("Add the public key")]);
  host.letIn(publicKey.trim());
  const welcomed = await run(`test Work ${host.address} --json`);
  expect([welcomed.code, JSON.parse(welcomed.out)]).toMatchObject([0, { outcome: "welcomed", who: "ada" }]);
  const before = host.fingerprint;
  await host.changeHostKey();
  const changed = await run(`test Work ${host.address}`);
  expect([changed.code, changed.out]).toEqual([5, expect.stringContaining(`trusted  ${before}`)]);
  const [, advice = ""] = /dispatch identity (trust .*)\n/.exec(changed.out) ?? [];
  expect(await run(advice)).toMatchObject({
    code: 0,
    out: `${host.address}  ${host.fingerprint}  trusted\n`,
  });
  expect((await run(`test Work ${host.address}`)).code).toBe(0);

  expect((await run("rm Work")).out).toMatch(/^idn_\w{20} {2}removed\n$/);
  expect(await run("show Work")).toMatchObject({
    code: 4,
    err: 'dispatch: You have no identity "Work". `dispatch identity ls` shows those you have.\n',
  });
});

test("a key is brought from a pipe, or from a file with its passphrase asked for unseen", async () => {
  const { server, run } = await setUp();
  const [open, locked] = ["open", "locked"].map((name) => join(server.folder, name)) as [string, string];
  for (const [path, passphrase] of [
    [open, ""],
    [locked, "open sesame"],
  ] as const)
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-C", "", "-f", path]);
  const publicKeyOf = (path: string) => readFileSync(`${path}.pub`, "utf8").trim();

  expect((await run("import Piped -", readFileSync(open, "utf8"))).out).toBe(`${publicKeyOf(open)} Piped\n`);
  expect(await run(`import Locked ${locked}`)).toMatchObject({
    code: 5,
    out: "",
    err: expect.stringContaining("passphrase"),
  });
  expect(await run("import None /nonexistent")).toMatchObject({
    code: 2,
    err: expect.stringContaining("ENOENT"),
  });

  const args = [program, "identity", "import", "Locked", locked];
  using terminal = new Terminal({ file: process.execPath, args, env: server.env, cols: 200 });
  await terminal.see("Passphrase: ");
  terminal.type("wrong\r");
  await terminal.see("does not open it. Passphrase: ");
  terminal.type("open sesame\r");
  const seen = await terminal.see(" Locked");
  expect(seen).toContain(publicKeyOf(locked));
  expect(seen).not.toContain("sesame");
  expect(await terminal.exited).toBe(0);
  expect((await run("ls")).out.match(/idn_/g)).toHaveLength(2);
});
