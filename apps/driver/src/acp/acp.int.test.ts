import { readFileSync, symlinkSync, writeFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { DriverWish } from "@dispatch/protocol/agent/driving";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { until } from "@dispatch/testkit/until";
import { TestDriver } from "../testing/test-driver.ts";

const program = join(import.meta.dirname, "../../../../packages/testkit/src/acp-agent.program.ts");

type Options = Partial<DriverWish> & { folder?: string };

/** The scripted agent in a folder of its own; what it said keeps the laws, and nothing of it is left. */
async function scripted({ folder, ...wish }: Options = {}) {
  const cwd = folder ?? newFolder();
  const driver = new TestDriver();
  driver.tellsUsage = false;
  onTestFinished(async () => {
    expect({ left: await driver.close(), complaints: driver.complaints }).toEqual({
      left: [],
      complaints: "",
    });
    driver.lawsHold();
  });
  const command = [process.execPath, program, join(cwd, ".conversations")];
  const env = { PATH: process.env["PATH"] ?? "", HOME: cwd, ...wish.env };
  await driver.begin(cwd, { adapter: "acp", command, ...wish, env });
  return { driver, cwd };
}

function newFolder() {
  const folder = temporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return folder.path;
}

test("what it says comes as pieces and whole, thinking apart, and the turn names its message", async () => {
  const { driver } = await scripted();
  // Its commands it tells by itself, before it is ready or behind it.
  const tidy = [{ name: "tidy", description: "Tidies up", hint: "where" }];
  const ready = driver.of("driver:ready").map((payload) => ({ ...payload, commands: [] }));
  const early = driver.of("driver:ready")[0]?.commands ?? [];
  if (early.length === 0) await driver.next(({ channel }) => channel === "agent:commands");
  expect([...early, ...driver.of("agent:commands").flatMap(({ commands }) => commands)]).toEqual(tidy);
  expect(ready).toEqual([
    {
      version: "1.0.0",
      models: [
        { id: "small", name: "small" },
        { id: "large", name: "large" },
      ],
      modes: [
        { id: "ask", name: "Ask", description: "Asks before it runs or writes" },
        { id: "free", name: "Free" },
      ],
      commands: [],
      model: "small",
      mode: "ask",
      abilities: {
        steer: false,
        resume: true,
        fork: false,
        images: true,
        denyWithReason: true,
        changeInput: false,
        watchEveryTool: false,
      },
    },
  ]);
  const messageId = driver.prompt("think Hmm ;; say Hello, ;; say you");
  const ended = await driver.turnOf(messageId);
  expect(ended).toEqual({ messageIds: [messageId], outcome: "completed", summary: "Hello,you" });
  expect(driver.of("agent:message").map(({ role, text }) => ({ role, text }))).toEqual([
    { role: "agent", text: "Hello,you" },
  ]);
  const thought = driver.of("agent:output").filter(({ type }) => type === "thinking");
  expect(thought.map(({ text }) => text).join("")).toBe("Hmm");
});

test("a command is asked for, allowed once, runs, and what it prints is told while it runs", async () => {
  const { driver } = await scripted();
  const turn = driver.turn("run printf one; printf two >&2");
  const { askId, ask, prompt, call } = await driver.asked();
  expect({ ask, prompt, call: { ...call, toolUseId: "" } }).toEqual({
    ask: "permission",
    prompt: "printf one; printf two >&2",
    call: {
      toolUseId: "",
      tool: "execute",
      kind: "execute",
      title: "printf one; printf two >&2",
      input: { command: "printf one; printf two >&2" },
    },
  });
  expect(driver.of("agent:tool_use")).toEqual([call]);
  driver.answer(askId, { decision: "allow" });
  expect(await turn).toMatchObject({ outcome: "completed" });
  const printed = driver.of("agent:tool_output").map(({ text }) => text);
  expect(printed.join("")).toMatch(/^(onetwo|twoone)$/);
  expect(driver.of("agent:tool_result")).toEqual([
    { toolUseId: call?.toolUseId, tool: "execute", output: printed.join(""), isError: false },
  ]);
});

test.each(["0", "1"])(
  "a denial with a reason: nothing runs, and the agent hears why in the same turn (steers: %s)",
  async (steers) => {
    const { driver, cwd } = await scripted({ env: { ACP_AGENT_STEERS: steers } });
    const turn = driver.turn("run touch made ;; say Done");
    const { askId } = await driver.asked();
    driver.answer(askId, { decision: "deny", message: "use the other folder" });
    expect(await turn).toMatchObject({ outcome: "completed" });
    expect(existsSync(join(cwd, "made"))).toBe(false);
    expect(driver.of("agent:tool_result")).toMatchObject([{ isError: true, output: "It was not allowed." }]);
    const said = driver
      .of("agent:message")
      .map(({ text }) => text)
      .join("\n");
    expect(said).toContain(`"touch made" was denied: use the other folder`);
    expect(driver.of("driver:turn-began")).toHaveLength(1);
  },
);

test("an edit shows its diff when it is asked for, and is written inside the workspace", async () => {
  const { driver, cwd } = await scripted();
  writeFileSync(join(cwd, "a.txt"), "one two");
  const turn = driver.turn("edit a.txt | two | three");
  const { askId, call } = await driver.asked();
  const path = join(cwd, "a.txt");
  expect(call).toMatchObject({
    kind: "edit",
    diff: [{ path, oldText: "one two", newText: "one three" }],
    locations: [{ path }],
  });
  driver.answer(askId, { decision: "allow" });
  await turn;
  expect(readFileSync(path, "utf8")).toBe("one three");
  expect(driver.of("agent:tool_result")).toMatchObject([
    { isError: false, diff: [{ newText: "one three" }] },
  ]);
});

test.each([
  ["a path outside", (cwd: string) => `${cwd}-not/x`],
  ["a way out with dots", (cwd: string) => `${cwd}/../x-${Date.now()}`],
  ["a link to a file outside", (cwd: string) => `${cwd}/link`],
  ["a link to nothing", (cwd: string) => `${cwd}/dangling`],
  ["a file below a linked folder", (cwd: string) => `${cwd}/folder/x`],
])("%s is not written for an agent", async (_, pathIn) => {
  const { driver, cwd } = await scripted({ mode: "free" });
  const outside = newFolder();
  writeFileSync(join(outside, "kept"), "kept");
  symlinkSync(join(outside, "kept"), join(cwd, "link"));
  symlinkSync(join(outside, "none"), join(cwd, "dangling"));
  symlinkSync(outside, join(cwd, "folder"));
  const path = pathIn(cwd);
  await driver.turn(`write ${path} | x`);
  expect(driver.of("agent:tool_result")).toMatchObject([{ isError: true }]);
  expect(driver.of("agent:tool_result")[0]?.output).toContain("is outside of the workspace");
  expect({ files: readdirSync(outside), kept: readFileSync(join(outside, "kept"), "utf8") }).toEqual({
    files: ["kept"],
    kept: "kept",
  });
});

test("a form is a question, answered by its words", async () => {
  const { driver } = await scripted();
  const turn = driver.turn("ask Which colour? | Red | Dark blue");
  const asked = await driver.asked();
  expect(asked).toMatchObject({
    ask: "question",
    questions: [
      {
        question: "Which colour?",
        header: "Choice",
        options: [{ label: "Red" }, { label: "Dark blue" }],
        multiSelect: false,
      },
    ],
  });
  driver.answer(asked.askId, { decision: "allow", answers: { "Which colour?": "Dark blue" } });
  await turn;
  const [{ text } = { text: "" }] = driver.of("agent:message");
  expect(text).toBe(`Answer: {"action":"accept","content":{"choice":"dark blue"}}`);
});

test("a plan is shown to be approved, and the mode that follows is told", async () => {
  const { driver } = await scripted();
  const turn = driver.turn("todo first | second ;; plan 1. Do it");
  const asked = await driver.asked();
  expect(asked).toMatchObject({ ask: "plan", plan: "1. Do it" });
  driver.answer(asked.askId, { decision: "allow" });
  await turn;
  expect(driver.of("agent:plan")).toEqual([
    { entries: ["first", "second"].map((content) => ({ content, priority: "medium", status: "pending" })) },
  ]);
  expect(driver.of("agent:mode").at(-1)).toMatchObject({ mode: "free" });
});

test("an interrupt ends the turn, its command and its ask; the agent lives", async () => {
  const { driver, cwd } = await scripted();
  const first = driver.turn("run touch begun; sleep 1000");
  driver.answer((await driver.asked()).askId, { decision: "allow" });
  await until("the command runs", () => existsSync(join(cwd, "begun")));
  driver.send({ type: "interrupt" });
  expect(await first).toMatchObject({ outcome: "interrupted" });
  const second = driver.turn("run echo never");
  const { askId } = await driver.asked();
  driver.send({ type: "interrupt" });
  expect(await second).toMatchObject({ outcome: "interrupted" });
  expect(driver.of("driver:withdrawn")).toEqual([{ askId }]);
  expect(await driver.turn("say Still here")).toMatchObject({ outcome: "completed", summary: "Still here" });
});

test("a command that an interrupted agent leaves running is ended before its turn is", async () => {
  const { driver, cwd } = await scripted({ mode: "free" });
  const turn = driver.turn("leave touch begun; sleep 1000");
  await until("the command runs", () => existsSync(join(cwd, "begun")));
  expect(driver.processes.some(({ command }) => command.includes("sleep 1000"))).toBe(true);
  driver.send({ type: "interrupt" });
  expect(await turn).toMatchObject({ outcome: "interrupted" });
  expect(driver.processes.filter(({ command }) => command.includes("sleep"))).toEqual([]);
  expect(await driver.turn("say Still here")).toMatchObject({ outcome: "completed" });
});

test("what is said while it works is heard in the turn where the agent can, and the turn names both messages", async () => {
  const { driver } = await scripted({ env: { ACP_AGENT_STEERS: "1" } });
  expect(driver.of("driver:ready")[0]?.abilities.steer).toBe(true);
  const first = driver.prompt("say Working ;; hold");
  await driver.next(({ channel }) => channel === "agent:output");
  const second = driver.prompt("and this", { isSteering: true });
  expect(await driver.turnOf(second)).toMatchObject({
    messageIds: [first, second],
    summary: "WorkingHeard: and this",
  });
});

test("what is said while it works waits for the turn to end where the agent cannot hear it", async () => {
  const { driver } = await scripted();
  const first = driver.prompt("slow 20 5");
  const second = driver.prompt("say Second");
  expect(await driver.turnOf(first)).toMatchObject({ messageIds: [first] });
  expect(await driver.turnOf(second)).toMatchObject({ messageIds: [second], summary: "Second" });
});

test("what it does after its turn is a turn of its own", async () => {
  const { driver } = await scripted();
  await driver.turn("later 50 Back again");
  await driver.next((item) => item.channel === "driver:turn-ended" && item.payload.messageIds.length === 0);
  expect(driver.of("driver:turn-began").at(-1)).toEqual({ messageIds: [] });
  expect(driver.of("driver:turn-ended").at(-1)).toEqual({
    messageIds: [],
    outcome: "completed",
    summary: "Back again",
  });
});

test("a conversation goes on in a new process, and what it held is not told again", async () => {
  const folder = newFolder();
  const before = await scripted({ folder });
  await before.driver.turn("say Remember me");
  const { conversationId } = before.driver.of("driver:conversation")[0] ?? {};
  await before.driver.close();
  const { driver } = await scripted({ folder, conversationId: conversationId! });
  expect(driver.items.map(({ channel }) => channel)).toEqual(["driver:conversation", "driver:ready"]);
  expect(await driver.turn("recall")).toMatchObject({ summary: "say Remember me / recall" });
});

test("a conversation that is not there any more is told as lost", async () => {
  await expect(scripted({ conversationId: "none" })).rejects.toThrow('"code":"conversation-lost"');
});

test("a turn uses what was spent since the one before", async () => {
  const { driver } = await scripted();
  await driver.turn("usage 10 5 0.25");
  await driver.turn("usage 20 7 0.4");
  const [first, second] = driver.of("agent:usage");
  expect(first).toEqual({
    inputTokens: 10,
    outputTokens: 5,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    costUsd: 0.25,
    model: "small",
    contextTokens: 1000,
    contextWindow: 200_000,
  });
  expect(second?.costUsd).toBeCloseTo(0.15);
});

test("model and mode are chosen at the beginning and later; a refusal is told and changes nothing", async () => {
  const { driver } = await scripted({ model: "large", mode: "free" });
  expect(driver.of("driver:ready")[0]).toMatchObject({ model: "large", mode: "free" });
  driver.send({ type: "set-model", model: "small" });
  driver.send({ type: "set-model", model: "huge" });
  driver.send({ type: "set-mode", mode: "ask" });
  await driver.next((item) => item.channel === "agent:mode" && item.payload.mode === "ask");
  expect(driver.of("agent:mode")).toMatchObject([
    { model: "small", mode: "free" },
    { model: "small", mode: "ask" },
  ]);
  expect(driver.of("agent:notice")).toMatchObject([{ code: "model-refused" }]);
});

test("a model that is not there does not begin", async () => {
  await expect(scripted({ model: "huge" })).rejects.toThrow('"code":"model-unknown"');
});

test.each([
  ["fault -32603 API Error: 529 Overloaded", "overloaded"],
  ["fault -32603 API Error: 429 rate limit reached", "rate-limited"],
  ["fault -32603 Invalid API key · Please run /login", "signed-out"],
  ["fault -32000 Authentication required", "signed-out"],
  ["fault -32603 prompt is too long", "context-full"],
  ["fault -32603 something else", "agent-failed"],
])("a turn fails: %s", async (script, code) => {
  const { driver } = await scripted();
  expect(await driver.turn(script)).toMatchObject({ outcome: "failed", fault: { code } });
  expect(await driver.turn("say Well again")).toMatchObject({ outcome: "completed" });
});

test.each([
  ["stop refusal", "refused"],
  ["stop max_tokens", "cut_short"],
])("a turn ends otherwise: %s", async (script, outcome) => {
  const { driver } = await scripted();
  expect(await driver.turn(script)).toMatchObject({ outcome });
});

test("an agent that dies ends its turn, then fails", async () => {
  const { driver } = await scripted({ mode: "free" });
  driver.prompt("say Soon ;; die");
  await driver.hasEnded();
  expect(driver.items.at(-1)).toMatchObject({ channel: "driver:failed", payload: { code: "agent-died" } });
  expect(driver.of("driver:turn-ended")).toMatchObject([
    { outcome: "failed", fault: { code: "agent-died" }, summary: "Soon" },
  ]);
});

test("noise among its messages is left out", async () => {
  const { driver } = await scripted();
  const turn = driver.turn(
    `noise Loading… ;; noise {"half": ;; noise {"jsonrpc":"2.0","id":99} ;; noise [1] ;; say Heard`,
  );
  expect(await turn).toMatchObject({ outcome: "completed", summary: "Heard" });
});

test("every piece of a flood arrives, in few items", async () => {
  const { driver } = await scripted();
  await driver.turn("flood 20000");
  const text = driver
    .of("agent:message")
    .map((message) => message.text)
    .join("");
  const numbers = text
    .trimEnd()
    .split("\n")
    .map((line) => Number(line.split(" ")[0]));
  expect(numbers).toEqual(Array.from({ length: 20_000 }, (_, at) => at + 1));
  expect(driver.of("agent:output").length).toBeLessThan(2_000);
});

test("a program that is not there is told as missing", async () => {
  await expect(scripted({ command: ["/no/such/agent"] })).rejects.toThrow('"code":"agent-missing"');
});

test("a program that ends at once is told with its last words, without secrets", async () => {
  const command = ["sh", "-c", "echo no such key: $SOME_API_KEY >&2; exit 3"];
  const begun = scripted({ command, env: { SOME_API_KEY: "sk-very-secret" } });
  await expect(begun).rejects.toThrow("The agent ended by itself with code 3: no such key: ….");
});
