import { mkdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { CommandLine } from "../testing/command-line.ts";
import { LoginStore } from "./login-store.ts";

const password = "correct horse";
const signIn = (cli: CommandLine) =>
  cli.run(["login", "--email", "ada@example.com", "--password-stdin"], { stdin: `${password}\n` });

test("a login is kept for its owner alone, used by other commands, and ended by logout", async () => {
  await using cli = await CommandLine.open({ signedIn: false });
  expect((await cli.run(["whoami"])).code).toBe(3);
  expect((await signIn(cli)).out).toBe(`Signed in as ada@example.com at ${cli.server.url}\n`);
  expect((await stat(cli.settings.credentialsPath)).mode & 0o777).toBe(0o600);
  expect((await cli.run(["whoami"])).out).toBe(`ada@example.com (owner) at ${cli.server.url}\n`);
  expect((await cli.run(["logout"])).out).toBe("Signed out\n");
  expect((await cli.run(["whoami"])).code).toBe(3);
  expect(cli.server.requests).toContain("POST /api/auth/logout");
});

test("without flags it shows a code, waits until somebody allows it, and keeps the login", async () => {
  await using cli = await CommandLine.open({ signedIn: false });
  cli.server.pairingAnswers = ["pending", "pending", "allowed"];
  const { code, out, err } = await cli.run(["login"]);
  expect([code, out]).toEqual([0, `Signed in as ada@example.com at ${cli.server.url}\n`]);
  expect(err).toContain(`Open ${cli.server.url}/pair where you are signed in`);
  expect(err).toContain("\n    BCDF-GHJK\n");
  expect((await cli.run(["whoami"])).code).toBe(0);
  cli.server.pairingAnswers = ["allowed"];
  const lines = (await cli.run(["login", "--json"])).out.trim().split("\n");
  expect(lines.map((line) => Object.keys(JSON.parse(line) as object)[0])).toEqual(["userCode", "server"]);
});

test("a denied or ended code signs nobody in, and waiting can be interrupted", async () => {
  await using cli = await CommandLine.open({ signedIn: false });
  cli.server.pairingAnswers = ["denied"];
  expect(await cli.run(["login"])).toMatchObject({ code: 5 });
  expect(await cli.run(["login"])).toMatchObject({ code: 4 });
  cli.server.pairingAnswers = Array.from({ length: 100_000 }, () => "pending" as const);
  const waiting = cli.run(["login"]);
  while (cli.server.pairingAnswers.length > 99_990) await new Promise((turn) => setImmediate(turn));
  cli.interruption.abort();
  expect((await waiting).code).toBe(130);
  await expect(stat(cli.settings.credentialsPath)).rejects.toThrow("ENOENT");
});

test("a server that goes away while the code is open is asked again when it is back", async () => {
  await using cli = await CommandLine.open({ signedIn: false });
  cli.server.pairingAnswers = Array.from({ length: 100_000 }, () => "pending" as const);
  const waiting = cli.run(["login"]);
  while (cli.server.pairingAnswers.length > 99_990) await new Promise((turn) => setImmediate(turn));
  await cli.server.stop();
  cli.server.pairingAnswers = ["allowed"];
  await cli.server.start();
  expect((await waiting).code).toBe(0);
});

test("a wrong password is refused, and nothing is kept", async () => {
  await using cli = await CommandLine.open({ signedIn: false });
  const { code, err } = await cli.run(["login", "--email", "ada@example.com", "--password-stdin"], {
    stdin: "guess",
  });
  expect([code, err]).toEqual([3, "dispatch: E-mail or password is wrong. Check both and try again.\n"]);
  await expect(stat(cli.settings.credentialsPath)).rejects.toThrow("ENOENT");
});

test("the password is never kept", async () => {
  await using cli = await CommandLine.open({ signedIn: false });
  await signIn(cli);
  expect(await readFile(cli.settings.credentialsPath, "utf8")).not.toContain(password);
});

test("a login that nears its end is renewed once, however many commands run at the same time", async () => {
  await using cli = await CommandLine.open({ signedIn: false });
  cli.server.expiresIn = 1;
  await signIn(cli);
  cli.server.expiresIn = 900;
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => cli.run(["whoami"])));
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(cli.server.refreshes).toHaveLength(1);
});

test("an access token that the server refuses is renewed, also for a socket", async () => {
  await using cli = await CommandLine.open({ signedIn: false });
  const session = cli.server.session("ses_socket");
  await signIn(cli);
  cli.server.tokens.clear();
  expect((await cli.run(["ls"])).code).toBe(0);
  cli.server.tokens.clear();
  expect((await cli.run(["send", "ses_socket", "hi"])).code).toBe(0);
  expect([cli.server.refreshes.length, session.inputs]).toEqual([2, ["hi"]]);
});

test("a login that has ended is forgotten, and the person is asked to sign in", async () => {
  await using cli = await CommandLine.open({ signedIn: false });
  await signIn(cli);
  cli.server.tokens.clear();
  cli.server.refreshTokens.clear();
  expect((await cli.run(["ls"])).code).toBe(3);
  expect(await new LoginStore(cli.settings.credentialsPath).read(cli.server.url)).toBeUndefined();
});

test("a lock that a killed process left is taken over", async () => {
  await using cli = await CommandLine.open({ signedIn: false });
  const lock = `${cli.settings.credentialsPath}.lock`;
  await mkdir(dirname(lock), { recursive: true });
  await writeFile(lock, "");
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(lock, longAgo, longAgo);
  expect((await signIn(cli)).code).toBe(0);
});

test("a spoiled file counts as not signed in", async () => {
  await using cli = await CommandLine.open({ signedIn: false });
  await mkdir(dirname(cli.settings.credentialsPath), { recursive: true });
  await writeFile(cli.settings.credentialsPath, "{half");
  expect((await cli.run(["whoami"])).code).toBe(3);
  expect((await signIn(cli)).code).toBe(0);
});
