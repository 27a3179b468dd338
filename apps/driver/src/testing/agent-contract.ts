import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AgentFaultCode } from "@dispatch/protocol/agent/driving";
import type { TurnOutcome } from "@dispatch/protocol/agent/events";
import { until } from "@dispatch/testkit/until";
import { type TestContext, describe, expect, test } from "vitest";
import { AgentBench, type Begin } from "./agent-bench.ts";
import { type TestDriver, allowAll } from "./test-driver.ts";

export type AgentUnderTest = {
  /** How to begin it at this place; nothing where it is not installed. */
  readonly begin: Begin | undefined;
  /** What it says of faults where that differs. */
  readonly faults?: Readonly<Partial<Record<FaultCase, Fault>>>;
  /** Tests that are of something it does not have, and why. */
  readonly without?: Readonly<Partial<Record<Part, string>>>;
};

type Part = "question" | "background" | "conversation" | "usage" | "retries" | "output";
type Fault = { readonly outcome: TurnOutcome; readonly code?: AgentFaultCode; readonly says?: RegExp };

const faults = {
  "fault 401": { outcome: "failed", code: "signed-out", says: /credentials/ },
  "fault 429 1": { outcome: "failed", code: "rate-limited", says: /429|rate|many/i },
  "fault 529": { outcome: "failed", code: "overloaded", says: /529|overload/i },
  "fault cut": { outcome: "failed", code: "unreachable", says: /connection/i },
  "fault stream": { outcome: "failed", code: "overloaded", says: /overload/i },
  "fault refusal": { outcome: "refused", code: "refused", says: /./ },
  "fault too-long": { outcome: "failed", code: "context-full", says: /too long/i },
  "fault max_tokens": { outcome: "cut_short" },
} as const satisfies Record<string, Fault>;
type FaultCase = keyof typeof faults;

/** What every adapter does, with the real agent and a scripted model. */
export function agentContract(name: string, agent: AgentUnderTest): void {
  const has = (context: TestContext, part?: Part) => {
    if (!agent.begin) return context.skip(`${name} is not installed`);
    const why = part && agent.without?.[part];
    if (why !== undefined) context.skip(`${name}: ${why}`);
  };

  /** A place with a driver that is ready, whose laws are checked at the end. */
  async function ready(context: TestContext, part?: Part) {
    has(context, part);
    const bench = await AgentBench.open(agent.begin);
    const driver = bench.driver();
    driver.tellsUsage = agent.without?.usage === undefined;
    const abilities = (await driver.begin(bench.workspace, bench.wish())).abilities;
    return { bench, driver, abilities, [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose]() };
  }

  describe(`${name} keeps the contract:`, () => {
    test("it says and thinks, and each text comes once more whole", async (context) => {
      await using run = await ready(context);
      const { driver } = run;
      const { outcome, summary } = await driver.turn("think about it\nsay Hello there\nsay and goodbye");
      expect({ outcome, summary: summary.includes("goodbye") }).toEqual({
        outcome: "completed",
        summary: true,
      });
      expect(driver.said).toContain("Hello there");
      const thoughts = driver.of("agent:output").filter(({ type }) => type === "thinking");
      expect(thoughts.map(({ text }) => text).join("")).toContain("about it");
      await run.bench.rest();
    });

    test("a command that is allowed runs, and its output is told", async (context) => {
      await using run = await ready(context);
      const { driver, bench } = run;
      const message = driver.prompt("run echo made > made.txt && cat made.txt\nsay Done");
      const ask = await driver.asked();
      expect(ask).toMatchObject({ ask: "permission", call: { kind: "execute" } });
      expect(ask.prompt).not.toBe("");
      expect(existsSync(join(bench.workspace, "made.txt"))).toBe(false);
      driver.answer(ask.askId, { decision: "allow" });
      expect(await driver.turnOf(message)).toMatchObject({ outcome: "completed", messageIds: [message] });
      expect(readFileSync(join(bench.workspace, "made.txt"), "utf8")).toBe("made\n");
      expect(driver.of("agent:tool_result")).toMatchObject([
        {
          isError: false,
          output: expect.stringContaining(agent.without?.output === undefined ? "made" : ""),
        },
      ]);
      await bench.rest();
    });

    test("a file is written and edited, with what changes", async (context) => {
      await using run = await ready(context);
      const { driver, bench } = run;
      driver.judge = allowAll;
      const { outcome } = await driver.turn(
        "write a.txt | one two\nread a.txt\nedit a.txt | two | three\nsay Done",
      );
      expect(outcome).toBe("completed");
      expect(readFileSync(join(bench.workspace, "a.txt"), "utf8")).toContain("one three");
      const diffs = driver.of("agent:tool_use").filter(({ kind }) => kind === "edit");
      const results = driver.of("agent:tool_result");
      const shown = diffs.map(
        (use) => use.diff ?? results.find((one) => one.toolUseId === use.toolUseId)?.diff ?? [],
      );
      expect(shown.flat()).toMatchObject([
        { path: expect.stringContaining("a.txt"), newText: expect.stringContaining("one two") },
        { oldText: expect.stringContaining("two"), newText: expect.stringContaining("three") },
      ]);
      expect(driver.of("agent:tool_use").every(({ title }) => title)).toBe(true);
      await bench.rest();
    });

    test("of two commands one is allowed and one is denied, and the model hears why", async (context) => {
      await using run = await ready(context);
      const { driver, bench, abilities } = run;
      const message = driver.prompt("run touch yes.txt\nrun touch no.txt\nsay Done");
      const first = await driver.asked();
      driver.answer(first.askId, { decision: "allow" });
      const second = await driver.asked();
      driver.answer(second.askId, { decision: "deny", message: "Leave the nose alone." });
      await driver.turnOf(message);
      expect(existsSync(join(bench.workspace, "yes.txt"))).toBe(true);
      expect(existsSync(join(bench.workspace, "no.txt"))).toBe(false);
      expect(driver.of("agent:tool_result").map(({ isError }) => isError)).toEqual([false, true]);
      const heard = JSON.stringify(
        bench.model.turns.map(({ results, steering, prompt }) => [results, steering, prompt]),
      );
      if (abilities.denyWithReason) expect(heard).toContain("Leave the nose alone.");
      await bench.rest();
    });

    test("what is allowed with another input runs with that one", async (context) => {
      await using run = await ready(context);
      const { driver, bench, abilities } = run;
      if (!abilities.changeInput) context.skip(`${name} takes no other input`);
      const message = driver.prompt("run touch wrong.txt\nsay Done");
      const { askId, call } = await driver.asked();
      driver.answer(askId, { decision: "allow", input: { ...call?.input, command: "touch right.txt" } });
      await driver.turnOf(message);
      expect(existsSync(join(bench.workspace, "right.txt"))).toBe(true);
      expect(existsSync(join(bench.workspace, "wrong.txt"))).toBe(false);
      await bench.rest();
    });

    test("a routine use waits for its answer, and is not done where it is denied", async (context) => {
      await using run = await ready(context);
      const { driver, bench, abilities } = run;
      if (!abilities.watchEveryTool) context.skip(`${name} does not show every tool`);
      writeFileSync(join(bench.workspace, "secret.txt"), "the treasure is under the tree");
      driver.judge = ({ isRoutine }) =>
        isRoutine ? { decision: "deny", message: "Not for you." } : undefined;
      await driver.turn("read secret.txt\nsay Done");
      expect(driver.of("driver:ask")).toMatchObject([{ isRoutine: true, call: { kind: "read" } }]);
      expect(driver.of("agent:tool_result")).toMatchObject([{ isError: true }]);
      const heard = JSON.stringify(bench.model.turns.map(({ results }) => results));
      expect(heard).toContain("Not for you.");
      expect(heard).not.toContain("treasure");
      await bench.rest();
    });

    test("a rule that allows a routine use leaves nothing to ask", async (context) => {
      await using run = await ready(context);
      const { driver, bench, abilities } = run;
      if (!abilities.watchEveryTool) context.skip(`${name} does not show every tool`);
      driver.judge = ({ isRoutine }) => (isRoutine ? { decision: "allow" } : undefined);
      await driver.turn("run touch ruled.txt\nsay Done");
      expect(driver.of("driver:ask")).toMatchObject([{ isRoutine: true }]);
      expect(existsSync(join(bench.workspace, "ruled.txt"))).toBe(true);
      await bench.rest();
    });

    test("a question is asked, and the model hears the answer", async (context) => {
      await using run = await ready(context, "question");
      const { driver, bench } = run;
      const message = driver.prompt("ask Which colour? | red | blue\nsay Done");
      const ask = await driver.asked();
      expect(ask).toMatchObject({
        ask: "question",
        questions: [{ question: "Which colour?", options: [{ label: "red" }, { label: "blue" }] }],
      });
      driver.answer(ask.askId, { decision: "allow", answers: { "Which colour?": "blue" } });
      await driver.turnOf(message);
      expect(JSON.stringify(bench.model.turns.at(-1)?.results)).toContain("blue");
      await bench.rest();
    });

    test("an interrupt ends what it says, and it goes on with the next message", async (context) => {
      await using run = await ready(context);
      const { driver, bench } = run;
      const message = driver.prompt("say Before\ngate never\nsay After");
      await driver.next((item) => item.channel === "agent:output");
      await bench.model.reached("never");
      driver.send({ type: "interrupt" });
      expect(await driver.turnOf(message)).toMatchObject({ outcome: "interrupted" });
      bench.model.open("never");
      expect(await driver.turn("say Again")).toMatchObject({
        outcome: "completed",
        summary: expect.stringContaining("Again"),
      });
      expect(driver.said).not.toContain("After");
      await bench.rest();
    });

    test("an interrupt ends the command that runs", async (context) => {
      await using run = await ready(context);
      const { driver, bench } = run;
      driver.judge = allowAll;
      const message = driver.prompt("run touch started.txt; sleep 321.5\nsay After");
      await until(
        "the command",
        () => existsSync(join(bench.workspace, "started.txt")) && sleepers(driver).length > 0,
      );
      driver.send({ type: "interrupt" });
      expect(await driver.turnOf(message)).toMatchObject({ outcome: "interrupted" });
      await until("the end of the command", () => sleepers(driver).length === 0);
      expect(driver.of("agent:tool_result")).toMatchObject([{ isError: true }]);
      await bench.rest();
    });

    test("an interrupt withdraws what is asked, and nothing runs", async (context) => {
      await using run = await ready(context);
      const { driver, bench } = run;
      const message = driver.prompt("run touch never.txt\nsay After");
      const { askId } = await driver.asked();
      driver.send({ type: "interrupt" });
      expect(await driver.turnOf(message)).toMatchObject({ outcome: "interrupted" });
      expect(driver.of("driver:withdrawn")).toEqual([{ askId }]);
      driver.send({ type: "answer", askId, decision: "allow" });
      expect(await driver.turn("say Again")).toMatchObject({ outcome: "completed" });
      expect(existsSync(join(bench.workspace, "never.txt"))).toBe(false);
      await bench.rest();
    });

    test("what is said while it works is heard in the same turn", async (context) => {
      await using run = await ready(context);
      const { driver, bench, abilities } = run;
      if (!abilities.steer) context.skip(`${name} hears nothing while it works`);
      driver.judge = allowAll;
      const first = driver.prompt("run until [ -e go.txt ]; do sleep 0.05; done\nsay Done");
      await driver.next((item) => item.channel === "agent:tool_use");
      await until("the command", () => driver.processes.some(({ command }) => command.includes("go.txt")));
      const second = driver.prompt("and mind the gap", { isSteering: true });
      // What comes after the message is done: so it has been heard.
      const { modes = [], mode } = driver.of("driver:ready")[0] ?? {};
      const other = modes.find(({ id }) => id !== mode)?.id ?? "";
      driver.send({ type: "set-mode", mode: other });
      await driver.next((item) => item.channel === "agent:mode" && item.payload.mode === other);
      writeFileSync(join(bench.workspace, "go.txt"), "");
      expect(await driver.turnOf(second)).toMatchObject({
        outcome: "completed",
        messageIds: [first, second],
      });
      expect(driver.said).toContain("mind the gap");
      await bench.rest();
    });

    test("two messages one after the other get a turn each", async (context) => {
      await using run = await ready(context);
      const { driver, bench } = run;
      const first = await driver.turn("usage 1000 50\nsay One");
      const second = await driver.turn("usage 3000 70\nsay Two");
      expect([first.summary, second.summary]).toEqual([
        expect.stringContaining("One"),
        expect.stringContaining("Two"),
      ]);
      if (agent.without?.usage === undefined)
        expect(driver.of("agent:usage")).toMatchObject([
          { inputTokens: 1000, outputTokens: 50 },
          { inputTokens: 3000, outputTokens: 70 },
        ]);
      await bench.rest();
    });

    test("a conversation goes on in another process, as it was", async (context) => {
      await using run = await ready(context, "conversation");
      const { driver, bench, abilities } = run;
      if (!abilities.resume) context.skip(`${name} forgets`);
      await driver.turn("say The word is mellon");
      await bench.rest();
      const next = bench.driver();
      next.tellsUsage = driver.tellsUsage;
      await next.begin(bench.workspace, { ...bench.wish(), conversationId: driver.conversationId });
      expect(next.of("agent:message")).toEqual([]);
      expect(await next.turn("say I am back")).toMatchObject({ outcome: "completed" });
      expect(next.conversationId).toBe(driver.conversationId);
      expect(bench.told).toContain("mellon");
      await bench.rest(next);
    });

    test("killed in the middle of a turn, the conversation goes on", async (context) => {
      await using run = await ready(context, "conversation");
      const { driver, bench, abilities } = run;
      if (!abilities.resume) context.skip(`${name} forgets`);
      await driver.turn("say The word is mellon");
      driver.prompt("say Half\ngate never");
      await bench.model.reached("never");
      await driver.kill();
      bench.model.open("never");
      const next = bench.driver();
      next.tellsUsage = driver.tellsUsage;
      await next.begin(bench.workspace, { ...bench.wish(), conversationId: driver.conversationId });
      expect(await next.turn("say I am back")).toMatchObject({ outcome: "completed" });
      expect(bench.told).toContain("mellon");
      await bench.rest(next);
    });

    test("a copy goes on by itself, whole or from before a message", async (context) => {
      await using run = await ready(context, "conversation");
      const { driver, bench, abilities } = run;
      if (!abilities.fork) context.skip(`${name} makes no copies`);
      await driver.turn("say The word is mellon");
      const second = driver.prompt("say The number is seven");
      await driver.turnOf(second);
      await bench.rest();
      const { conversationId } = driver;
      for (const [fork, knowsSeven] of [
        [{}, true],
        [{ beforeMessageId: second }, false],
      ] as const) {
        const copy = bench.driver();
        copy.tellsUsage = driver.tellsUsage;
        await copy.begin(bench.workspace, { ...bench.wish(), conversationId, fork });
        expect(await copy.turn("say I am a copy")).toMatchObject({ outcome: "completed" });
        expect(copy.conversationId).not.toBe(conversationId);
        expect(bench.told).toContain("mellon");
        expect(bench.told.includes("seven")).toBe(knowsSeven);
        await bench.rest(copy);
      }
    });

    test("model and mode can be changed", async (context) => {
      await using run = await ready(context);
      const { driver, bench } = run;
      const { models = [], modes = [], mode, model } = driver.of("driver:ready")[0] ?? {};
      const other = modes.find(({ id }) => id !== mode);
      const another = models.findLast(({ id }) => id !== model);
      if (other) {
        driver.send({ type: "set-mode", mode: other.id });
        await driver.next((item) => item.channel === "agent:mode" && item.payload.mode === other.id);
      }
      if (another) {
        driver.send({ type: "set-model", model: another.id });
        await driver.next((item) => item.channel === "agent:mode" && item.payload.model === another.id);
      }
      const before = bench.model.turns.length;
      await driver.turn("say Changed");
      if (another) expect(bench.model.turns.at(-1)?.model).not.toBe(bench.model.turns[before - 1]?.model);
      await bench.rest();
    });

    for (const [script, usual] of Object.entries(faults) as [FaultCase, Fault][]) {
      const { outcome, code, says } = { ...usual, ...agent.faults?.[script] };
      test(`${script}: the turn ends as ${outcome}${code ? `, ${code}` : ""}, and the agent lives`, async (context) => {
        await using run = await ready(context);
        const { driver, bench } = run;
        const end = await driver.turn(`say Before\n${script}`);
        expect({ outcome: end.outcome, code: end.fault?.code }).toEqual({ outcome, code });
        if (says) expect(end.fault?.detail).toMatch(says);
        expect(await driver.turn("say Again")).toMatchObject({ outcome: "completed" });
        await bench.rest();
      });
    }

    test("a fault that passes is a notice, and the turn goes on", async (context) => {
      await using run = await ready(context, "retries");
      const { driver, bench } = run;
      expect(await driver.turn("fault 529 once\nsay Fine")).toMatchObject({ outcome: "completed" });
      expect(driver.of("agent:notice")).toMatchObject([
        { code: "retry", text: expect.stringMatching(/overload/i) },
      ]);
      await bench.rest();
    });

    test("the agent is killed: its turn has failed, and so has the driver", async (context) => {
      await using run = await ready(context);
      const { driver, bench } = run;
      driver.judge = allowAll;
      const message = driver.prompt("run touch started.txt; sleep 321.5");
      await until(
        "the command",
        () => existsSync(join(bench.workspace, "started.txt")) && sleepers(driver).length > 0,
      );
      driver.killAgent();
      expect(await driver.turnOf(message)).toMatchObject({
        outcome: "failed",
        fault: { code: "agent-died" },
      });
      await driver.hasEnded();
      expect(driver.items.at(-1)).toMatchObject({
        channel: "driver:failed",
        payload: { code: "agent-died" },
      });
      expect(driver.processes).toEqual([]);
      driver.lawsHold();
    });

    test("nothing is left when nobody speaks to it any more, whatever it runs", async (context) => {
      await using run = await ready(context);
      const { driver, bench } = run;
      driver.judge = allowAll;
      driver.prompt("run touch started.txt; (setsid sleep 321.5 &); env -i sleep 321.5\nsay After");
      await until(
        "the commands",
        () => existsSync(join(bench.workspace, "started.txt")) && sleepers(driver).length > 0,
      );
      await bench.rest();
    });
  });
}

const sleepers = (driver: TestDriver) => driver.processes.filter(({ command }) => command === "sleep 321.5");
