import { expect, onTestFinished, test } from "vitest";
import { CommandLine } from "../testing/command-line.ts";
import { ScriptedPeople } from "../testing/scripted-people.ts";

async function setUp() {
  const cli = await CommandLine.open();
  onTestFinished(() => cli[Symbol.asyncDispose]());
  const server = await new ScriptedPeople().start();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const run = (line: string) => cli.run([...line.split(" "), "--server", server.url]);
  return { server, run };
}

/** Cells of a table, without the times, which depend on today. */
const cells = (out: string) =>
  out
    .trim()
    .split("\n")
    .map((line) => line.split(/ {2,}/).filter((cell) => !cell.endsWith(" ago")));

test("user ls lists everybody, for people and for programs", async () => {
  const { server, run } = await setUp();
  expect(cells((await run("user ls")).out)).toEqual([
    ["ID", "ROLE", "ACCOUNT", "MADE", "E-MAIL", "NAME"],
    ["usr_ada00000", "owner", "enabled", "ada@example.com", "Ada"],
    ["usr_bob00000", "member", "enabled", "bob@example.com", "Bob"],
  ]);
  expect(JSON.parse((await run("user ls --json")).out)).toEqual({ items: server.people, nextCursor: null });
});

test("an invitation's link is printed once, and the invitation is listed and taken back", async () => {
  const { server, run } = await setUp();
  expect((await run("user invites")).out).toBe("No open invitations. `dispatch user invite` makes one.\n");
  expect((await run("user invite --role admin --hours 5")).out).toBe("http://x/join#dsl_join\n");
  const { out } = await run("user invites");
  expect(cells(out)).toEqual([
    ["ID", "ROLE", "MADE", "ENDS"],
    ["inv_00000000", "admin", "2030-01-31T00:00:00.000Z"],
  ]);
  expect((await run("user uninvite inv_00000000")).out).toBe("inv_00000000  removed\n");
  expect(await run("user uninvite inv_00000000")).toEqual({
    code: 4,
    out: "",
    err: "dispatch: No such invitation. `dispatch user invites` shows those that are open.\n",
  });
  expect(JSON.parse((await run("user invite --json")).out)).toMatchObject({
    id: "inv_00000000",
    role: "member",
    url: "http://x/join#dsl_join",
  });
  expect(server.requests.filter((request) => request.startsWith("POST"))).toEqual([
    'POST /api/invites {"role":"admin","expiresInHours":5}',
    'POST /api/invites {"role":"member"}',
  ]);
});

test("a person is named by e-mail or id when the role changes or the account is switched off and on", async () => {
  const { server, run } = await setUp();
  const lines = [
    (await run("user role Bob@example.com admin")).out,
    (await run("user disable usr_bob00000")).out,
    (await run("user enable bob@example.com")).out,
  ];
  expect(lines).toEqual([
    "usr_bob00000  bob@example.com  admin\n",
    "usr_bob00000  bob@example.com  disabled\n",
    "usr_bob00000  bob@example.com  enabled\n",
  ]);
  expect(JSON.parse((await run("user disable bob@example.com --json")).out)).toMatchObject({
    id: "usr_bob00000",
    role: "admin",
    disabled: true,
  });
  expect(server.requests.filter((request) => request.startsWith("PATCH"))).toEqual([
    'PATCH /api/users/usr_bob00000 {"role":"admin"}',
    'PATCH /api/users/usr_bob00000 {"disabled":true}',
    'PATCH /api/users/usr_bob00000 {"disabled":false}',
    'PATCH /api/users/usr_bob00000 {"disabled":true}',
  ]);
});

test("reset-password prints the link for the person that was named", async () => {
  const { server, run } = await setUp();
  expect((await run("user reset-password bob@example.com")).out).toBe("http://x/reset#dsl_reset\n");
  expect(JSON.parse((await run("user reset-password usr_bob00000 --json")).out)).toEqual({
    token: "dsl_reset",
    url: "http://x/reset#dsl_reset",
    expiresAt: "2030-01-31T00:00:00.000Z",
  });
  expect(server.requests.at(-1)).toBe("POST /api/users/usr_bob00000/password-reset");
});

test("logins are listed with the one in use marked, and ended by id", async () => {
  const { server, run } = await setUp();
  expect(cells((await run("logins")).out)).toEqual([
    ["ID", "SIGNED IN", "USED", "FROM", "PROGRAM"],
    ["lgn_browser0", "127.0.0.1", "Firefox"],
    ["lgn_program0", "127.0.0.1", "node (this one)"],
  ]);
  expect(JSON.parse((await run("logins --json")).out)).toEqual({ items: server.logins, nextCursor: null });
  expect((await run("logins end lgn_browser0")).out).toBe("lgn_browser0  ended\n");
  expect((await run("logins end lgn_program0 --json")).out).toBe('{"id":"lgn_program0","ended":true}\n');
  expect((await run("logins")).out).toBe("No logins. `dispatch login` makes one.\n");
  expect((await run("logins end lgn_program0")).code).toBe(4);
});

test("exit codes: usage 2, nobody of that name 4, not allowed 5", async () => {
  const { server, run } = await setUp();
  const usage = ["user role bob@example.com owner", "user invite --role owner", "user invite --hours many"];
  const others = ["logins nonsense", "user uninvite", "user role bob@example.com"];
  for (const line of [...usage, ...others]) expect([line, (await run(line)).code]).toEqual([line, 2]);
  expect(server.requests).toEqual([]);
  expect(await run("user disable carol@example.com")).toEqual({
    code: 4,
    out: "",
    err: 'dispatch: Nobody has the account "carol@example.com". `dispatch user ls` shows everybody.\n',
  });
  expect((await run("user disable ada@example.com")).code).toBe(5);
  expect(await run("user ls --token member")).toEqual({
    code: 5,
    out: "",
    err: "dispatch: Only administrators may do this. `dispatch whoami` shows who you are signed in as.\n",
  });
});
