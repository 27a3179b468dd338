import { expect, onTestFinished, test } from "vitest";
import { signedInServer } from "../testing/real-server.ts";

async function setUp() {
  const server = await signedInServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  return (...words: string[]) => server.run(words);
}

test("rules are made, tried out with their reasons, and deleted", async () => {
  const run = await setUp();
  expect((await run("rules", "ls")).out).toContain("No rules.");
  const allowed = await run("rules", "add", "allow", "Bash", "git *", "--note", "Mine.");
  expect(allowed.out).toMatch(/^rul_\w{20} {2}allow Bash git \*\n$/);
  const denied = await run("rules", "add", "deny", "Bash", "git push *", "--everybody", "--json");
  expect(JSON.parse(denied.out)).toMatchObject({ level: "server", effect: "deny" });
  expect((await run("rules", "list")).out).toMatch(/everybody +deny +Bash +git push \*/);
  const tried = await run("rules", "test", "Bash", "git push origin");
  expect(tried.out).toMatch(/^deny {2}Denied by the rule of this server/);
  expect((await run("rules", "test", "Bash", "git log", "--json")).out).toContain('"effect":"allow"');
  const { id } = JSON.parse(denied.out) as { id: string };
  expect((await run("rules", "rm", id)).out).toBe(`${id}  removed\n`);
  expect(await run("rules", "rm", id)).toMatchObject({ code: 4 });
  expect(await run("rules", "add", "allow", "Bash", "git:*")).toMatchObject({ code: 2 });
  expect(await run("rules", "add", "forbid", "Bash")).toMatchObject({ code: 2 });
});

test("budgets are set, listed and taken away, and nothing is used yet", async () => {
  const run = await setUp();
  expect((await run("usage")).out).toBe("Nothing was used.\n");
  expect((await run("budget", "ls")).out).toContain("No budgets.");
  const set = await run("budget", "set", "day", "cost", "5", "--stop");
  expect(set.out).toMatch(/you +day +5\.00 USD +unknown +stops turns under way, begins anew \d{4}-/);
  await run("budget", "set", "month", "tokens", "1000000", "--everybody");
  const looser = await run("budget", "set", "month", "tokens", "2000000");
  expect(looser.err).toContain("the server's: 1,000,000 tokens");
  expect((await run("budget", "rm", "day", "cost")).out).not.toContain("USD");
  expect(JSON.parse((await run("budget", "ls", "--json")).out)).toMatchObject({
    own: [],
    server: [{ limit: 1e6 }],
  });
});
