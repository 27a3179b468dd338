import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { geminiEnvironment } from "@dispatch/testkit/model/agent-environments";
import { type TestContext, expect, test } from "vitest";
import { AgentBench, type Place } from "../testing/agent-bench.ts";
import { installedAgent } from "../testing/installed-agents.ts";
import { allowAll } from "../testing/test-driver.ts";

const PROGRAM = "node_modules/@google/gemini-cli/bundle/gemini.js";
const folder = installedAgent("gemini", PROGRAM);

/** What it does of the contract: much of the rest it does in ways of its own, and says nothing of it. */
async function ready(context: TestContext) {
  if (!folder) return context.skip("Gemini is not installed");
  const bench = await AgentBench.open((place: Place) => ({
    adapter: "acp" as const,
    command: [process.execPath, join(folder, PROGRAM), "--acp"],
    env: geminiEnvironment(place.model, place.home),
  }));
  const driver = bench.driver();
  driver.tellsUsage = false;
  await driver.begin(bench.workspace, bench.wish());
  return { bench, driver, [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose]() };
}

test("Gemini asks for a command, and hears why it was denied", async (context) => {
  await using run = await ready(context);
  const { driver, bench } = run;
  const message = driver.prompt("run touch yes.txt\nrun touch no.txt\nsay Done");
  const first = await driver.asked();
  expect(first).toMatchObject({
    ask: "permission",
    call: { kind: "execute", input: { command: "touch yes.txt" } },
  });
  driver.answer(first.askId, { decision: "allow" });
  driver.answer((await driver.asked()).askId, { decision: "deny", message: "Leave the nose alone." });
  await driver.turnOf(message);
  expect([existsSync(join(bench.workspace, "yes.txt")), existsSync(join(bench.workspace, "no.txt"))]).toEqual(
    [true, false],
  );
  expect(JSON.stringify(bench.model.turns.map(({ prompt }) => prompt))).toContain("Leave the nose alone.");
  await bench.rest();
});

test("Gemini writes a file, with what changes", async (context) => {
  await using run = await ready(context);
  const { driver, bench } = run;
  driver.judge = allowAll;
  await driver.turn("write a.txt | one two\nsay Done");
  expect(readFileSync(join(bench.workspace, "a.txt"), "utf8")).toContain("one two");
  expect(driver.of("agent:tool_use")).toMatchObject([
    { kind: "edit", diff: [{ newText: expect.stringContaining("one two") }] },
  ]);
  await bench.rest();
});
