import { readFileSync, symlinkSync, writeFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { processesWith } from "@dispatch/testkit/processes";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { until } from "@dispatch/testkit/until";
import { AgentFailure } from "../agent-failure.ts";
import { DrivenAgent } from "../testing/driven-agent.ts";
import { brokenLaws } from "../testing/laws.ts";
import { acp } from "./acp.ts";

const program = join(import.meta.dirname, "../../../../packages/testkit/src/acp-agent.program.ts");

type Options = {
  conversationId?: string;
  model?: string;
  mode?: string;
  env?: Record<string, string>;
  folder?: string;
};

/** The scripted agent in a folder of its own; what it said keeps the laws, and nothing of it is left. */
async function scripted({ folder, env = {}, ...begin }: Options = {}) {
  const cwd = folder ?? newFolder();
  const mark = `ACP_TEST=${crypto.randomUUID()}`;
  const [name = "", value = ""] = mark.split("=");
  const command = [process.execPath, program, join(cwd, ".conversations")];
  const driven = await DrivenAgent.begin(
    acp,
    { adapter: "acp", cwd, command, ...begin },
    { ...env, [name]: value },
  );
  onTestFinished(async () => {
    await driven.agent.close();
    expect({ broken: brokenLaws(driven.items), faults: driven.faults, left: processesWith(mark) }).toEqual({
      broken: [],
      faults: [],
      left: [],
    });
  });
  return { driven, cwd, mark };
}

function newFolder() {
  const folder = temporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return folder.path;
}

test("what it says comes as pieces and whole, thinking apart, and the turn names its message", async () => {
  const { driven } = await scripted();
  // Its commands it tells by itself, before it is ready or behind it.
  const tidy = [{ name: "tidy", description: "Tidies up", hint: "where" }];
  const ready = driven.on("driver:ready").map((payload) => ({ ...payload, commands: [] }));
  const early = driven.on("driver:ready")[0]?.commands ?? [];
  if (early.length === 0) await driven.next("agent:commands");
  expect([...early, ...driven.on("agent:commands").flatMap(({ commands }) => commands)]).toEqual(tidy);
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
  const messageId = await driven.prompt("think Hmm ;; say Hello, ;; say you");
  const ended = await driven.next("driver:turn-ended");
  expect(ended).toEqual({ messageIds: [messageId], outcome: "completed", summary: "Hello,you" });
  expect(driven.on("agent:message").map(({ role, text }) => ({ role, text }))).toEqual([
    { role: "agent", text: "Hello,you" },
  ]);
  const thought = driven.on("agent:output").filter(({ type }) => type === "thinking");
  expect(thought.map(({ text }) => text).join("")).toBe("Hmm");
});

test("a command is asked for, allowed once, runs, and what it prints is told while it runs", async () => {
  const { driven } = await scripted();
  const turn = driven.turn("run printf one; printf two >&2");
  const { askId, ask, prompt, call } = await driven.next("driver:ask");
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
  expect(driven.on("agent:tool_use")).toEqual([call]);
  await driven.answer(askId, { decision: "allow" });
  expect(await turn).toMatchObject({ outcome: "completed" });
  const printed = driven.on("agent:tool_output").map(({ text }) => text);
  expect(printed.join("")).toMatch(/^(onetwo|twoone)$/);
  expect(driven.on("agent:tool_result")).toEqual([
    { toolUseId: call?.toolUseId, tool: "execute", output: printed.join(""), isError: false },
  ]);
});

test.each(["0", "1"])(
  "a denial with a reason: nothing runs, and the agent hears why in the same turn (steers: %s)",
  async (steers) => {
    const { driven, cwd } = await scripted({ env: { ACP_AGENT_STEERS: steers } });
    const turn = driven.turn("run touch made ;; say Done");
    const { askId } = await driven.next("driver:ask");
    await driven.answer(askId, { decision: "deny", message: "use the other folder" });
    expect(await turn).toMatchObject({ outcome: "completed" });
    expect(existsSync(join(cwd, "made"))).toBe(false);
    expect(driven.on("agent:tool_result")).toMatchObject([{ isError: true, output: "It was not allowed." }]);
    const said = driven
      .on("agent:message")
      .map(({ text }) => text)
      .join("\n");
    expect(said).toContain(`"touch made" was denied: use the other folder`);
    expect(driven.on("driver:turn-began")).toHaveLength(1);
  },
);

test("an edit shows its diff when it is asked for, and is written inside the workspace", async () => {
  const { driven, cwd } = await scripted();
  writeFileSync(join(cwd, "a.txt"), "one two");
  const turn = driven.turn("edit a.txt | two | three");
  const { askId, call } = await driven.next("driver:ask");
  const path = join(cwd, "a.txt");
  expect(call).toMatchObject({
    kind: "edit",
    diff: [{ path, oldText: "one two", newText: "one three" }],
    locations: [{ path }],
  });
  await driven.answer(askId, { decision: "allow" });
  await turn;
  expect(readFileSync(path, "utf8")).toBe("one three");
  expect(driven.on("agent:tool_result")).toMatchObject([
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
  const { driven, cwd } = await scripted({ mode: "free" });
  const outside = newFolder();
  writeFileSync(join(outside, "kept"), "kept");
  symlinkSync(join(outside, "kept"), join(cwd, "link"));
  symlinkSync(join(outside, "none"), join(cwd, "dangling"));
  symlinkSync(outside, join(cwd, "folder"));
  const path = pathIn(cwd);
  await driven.turn(`write ${path} | x`);
  expect(driven.on("agent:tool_result")).toMatchObject([{ isError: true }]);
  expect(driven.on("agent:tool_result")[0]?.output).toContain("is outside of the workspace");
  expect({ files: readdirSync(outside), kept: readFileSync(join(outside, "kept"), "utf8") }).toEqual({
    files: ["kept"],
    kept: "kept",
  });
});

test("a form is a question, answered by its words", async () => {
  const { driven } = await scripted();
  const turn = driven.turn("ask Which colour? | Red | Dark blue");
  const asked = await driven.next("driver:ask");
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
  await driven.answer(asked.askId, { decision: "allow", answers: { "Which colour?": "Dark blue" } });
  await turn;
  const [{ text } = { text: "" }] = driven.on("agent:message");
  expect(text).toBe(`Answer: {"action":"accept","content":{"choice":"dark blue"}}`);
});

test("a plan is shown to be approved, and the mode that follows is told", async () => {
  const { driven } = await scripted();
  const turn = driven.turn("todo first | second ;; plan 1. Do it");
  const asked = await driven.next("driver:ask");
  expect(asked).toMatchObject({ ask: "plan", plan: "1. Do it" });
  await driven.answer(asked.askId, { decision: "allow" });
  await turn;
  expect(driven.on("agent:plan")).toEqual([
    { entries: ["first", "second"].map((content) => ({ content, priority: "medium", status: "pending" })) },
  ]);
  expect(driven.on("agent:mode").at(-1)).toMatchObject({ mode: "free" });
});

test("an interrupt ends the turn, its command and its ask; the agent lives", async () => {
  const { driven, cwd } = await scripted();
  const first = driven.turn("run touch begun; sleep 1000");
  await driven.answer((await driven.next("driver:ask")).askId, { decision: "allow" });
  await until("the command runs", () => existsSync(join(cwd, "begun")));
  await driven.agent.interrupt();
  expect(await first).toMatchObject({ outcome: "interrupted" });
  const second = driven.turn("run echo never");
  const { askId } = await driven.next("driver:ask");
  await driven.agent.interrupt();
  expect(await driven.next("driver:withdrawn")).toEqual({ askId });
  expect(await second).toMatchObject({ outcome: "interrupted" });
  expect(await driven.turn("say Still here")).toMatchObject({ outcome: "completed", summary: "Still here" });
});

test("a command that an interrupted agent leaves running is ended before its turn is", async () => {
  const { driven, cwd, mark } = await scripted({ mode: "free" });
  const turn = driven.turn("leave touch begun; sleep 1000");
  await until("the command runs", () => existsSync(join(cwd, "begun")));
  expect(processesWith(mark).some(({ command }) => command.includes("sleep 1000"))).toBe(true);
  await driven.agent.interrupt();
  expect(await turn).toMatchObject({ outcome: "interrupted" });
  expect(processesWith(mark).filter(({ command }) => command.includes("sleep"))).toEqual([]);
  expect(await driven.turn("say Still here")).toMatchObject({ outcome: "completed" });
});

test("what is said while it works is heard in the turn where the agent can, and the turn names both messages", async () => {
  const { driven } = await scripted({ env: { ACP_AGENT_STEERS: "1" } });
  expect(driven.on("driver:ready")[0]?.abilities.steer).toBe(true);
  const first = await driven.prompt("say Working ;; hold");
  await driven.next("agent:output");
  const second = await driven.prompt("and this", { isSteering: true });
  expect(await driven.next("driver:turn-ended")).toMatchObject({
    messageIds: [first, second],
    summary: "WorkingHeard: and this",
  });
});

test("what is said while it works waits for the turn to end where the agent cannot hear it", async () => {
  const { driven } = await scripted();
  const first = await driven.prompt("slow 20 5");
  const second = await driven.prompt("say Second");
  expect(await driven.next("driver:turn-ended")).toMatchObject({ messageIds: [first] });
  expect(await driven.next("driver:turn-ended")).toMatchObject({ messageIds: [second], summary: "Second" });
});

test("what it does after its turn is a turn of its own", async () => {
  const { driven } = await scripted();
  await driven.turn("later 50 Back again");
  expect(await driven.next("driver:turn-began")).toEqual({ messageIds: [] });
  expect(await driven.next("driver:turn-ended")).toEqual({
    messageIds: [],
    outcome: "completed",
    summary: "Back again",
  });
});

test("a conversation goes on in a new process, and what it held is not told again", async () => {
  const folder = newFolder();
  const before = await scripted({ folder });
  await before.driven.turn("say Remember me");
  const { conversationId } = before.driven.on("driver:conversation")[0] ?? {};
  await before.driven.agent.close();
  const { driven } = await scripted({ folder, conversationId: conversationId! });
  expect(driven.items.map(({ channel }) => channel)).toEqual(["driver:conversation", "driver:ready"]);
  expect(await driven.turn("recall")).toMatchObject({ summary: "say Remember me / recall" });
});

test("a conversation that is not there any more is told as lost", async () => {
  await expect(scripted({ conversationId: "none" })).rejects.toMatchObject({
    fault: { code: "conversation-lost" },
  });
});

test("a turn uses what was spent since the one before", async () => {
  const { driven } = await scripted();
  await driven.turn("usage 10 5 0.25");
  await driven.turn("usage 20 7 0.4");
  const [first, second] = driven.on("agent:usage");
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
  const { driven } = await scripted({ model: "large", mode: "free" });
  expect(driven.on("driver:ready")[0]).toMatchObject({ model: "large", mode: "free" });
  await driven.agent.setModel("small");
  expect(driven.on("agent:mode").at(-1)).toMatchObject({ model: "small", mode: "free" });
  await driven.agent.setModel("huge");
  expect(driven.on("agent:notice")).toMatchObject([{ code: "model-refused" }]);
  await driven.agent.setMode("ask");
  expect(driven.on("agent:mode").at(-1)).toMatchObject({ model: "small", mode: "ask" });
});

test("a model that is not there does not begin", async () => {
  await expect(scripted({ model: "huge" })).rejects.toMatchObject({ fault: { code: "model-unknown" } });
});

test.each([
  ["fault -32603 API Error: 529 Overloaded", "overloaded"],
  ["fault -32603 API Error: 429 rate limit reached", "rate-limited"],
  ["fault -32603 Invalid API key · Please run /login", "signed-out"],
  ["fault -32000 Authentication required", "signed-out"],
  ["fault -32603 prompt is too long", "context-full"],
  ["fault -32603 something else", "agent-failed"],
])("a turn fails: %s", async (script, code) => {
  const { driven } = await scripted();
  expect(await driven.turn(script)).toMatchObject({ outcome: "failed", fault: { code } });
  expect(await driven.turn("say Well again")).toMatchObject({ outcome: "completed" });
});

test.each([
  ["stop refusal", "refused"],
  ["stop max_tokens", "cut_short"],
])("a turn ends otherwise: %s", async (script, outcome) => {
  const { driven } = await scripted();
  expect(await driven.turn(script)).toMatchObject({ outcome });
});

test("an agent that dies ends its turn, then fails", async () => {
  const { driven } = await scripted({ mode: "free" });
  await driven.prompt("say Soon ;; die");
  expect(await driven.next("driver:failed")).toMatchObject({ code: "agent-died" });
  expect(driven.on("driver:turn-ended")).toMatchObject([
    { outcome: "failed", fault: { code: "agent-died" }, summary: "Soon" },
  ]);
});

test("noise among its messages is left out", async () => {
  const { driven } = await scripted();
  const turn = driven.turn(
    `noise Loading… ;; noise {"half": ;; noise {"jsonrpc":"2.0","id":99} ;; noise [1] ;; say Heard`,
  );
  expect(await turn).toMatchObject({ outcome: "completed", summary: "Heard" });
});

test("every piece of a flood arrives, in few items", async () => {
  const { driven } = await scripted();
  await driven.turn("flood 20000");
  const text = driven
    .on("agent:message")
    .map((message) => message.text)
    .join("");
  const numbers = text
    .trimEnd()
    .split("\n")
    .map((line) => Number(line.split(" ")[0]));
  expect(numbers).toEqual(Array.from({ length: 20_000 }, (_, at) => at + 1));
  expect(driven.on("agent:output").length).toBeLessThan(2_000);
});

test("a program that is not there is told as missing", async () => {
  const cwd = newFolder();
  const begun = DrivenAgent.begin(acp, { adapter: "acp", cwd, command: ["/no/such/agent"] });
  await expect(begun).rejects.toBeInstanceOf(AgentFailure);
  await expect(begun).rejects.toMatchObject({ fault: { code: "agent-missing" } });
});

test("a program that ends at once is told with its last words, without secrets", async () => {
  const cwd = newFolder();
  const command = ["sh", "-c", "echo no such key: $SOME_API_KEY >&2; exit 3"];
  const env = { SOME_API_KEY: "sk-very-secret" };
  const begun = DrivenAgent.begin(acp, { adapter: "acp", cwd, command, env }, env);
  await expect(begun).rejects.toMatchObject({
    fault: { code: "agent-died", detail: "The agent ended by itself with code 3: no such key: …." },
  });
});
