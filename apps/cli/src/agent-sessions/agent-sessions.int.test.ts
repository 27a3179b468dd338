import { PassThrough } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import type { EventJson } from "@dispatch/protocol/events";
import type { AgentSession } from "../../../server/src/testing/agent-session.ts";
import { until } from "@dispatch/testkit/until";
import { AgentLine } from "../testing/agent-line.ts";

async function open(): Promise<AgentLine> {
  const line = await AgentLine.open();
  onTestFinished(() => line[Symbol.asyncDispose]());
  return line;
}
const delta = (session: AgentSession, text: string, messageId = "m") =>
  session.say({ channel: "agent:output", payload: { text, type: "text", messageId } });
const says = (session: AgentSession, text: string, messageId = "m") =>
  session.say({ channel: "agent:message", payload: { role: "agent", text, messageId } });
const uses = (session: AgentSession, toolUseId = "tool a1") =>
  session.say({
    channel: "agent:tool_use",
    payload: { toolUseId, tool: "Bash", input: { command: "rm x" } },
  });
const gives = (session: AgentSession, output: string, toolUseId = "tool a1") =>
  session.say({ channel: "agent:tool_result", payload: { toolUseId, tool: "Bash", output, isError: false } });

test("run gives a task, prints what is said piece by piece and what is done, and ends with the turn", async () => {
  const line = await open();
  const running = line.start(["run", "mend", "it", "--title", "engine"]);
  const session = await line.begun();
  delta(session, "I lo");
  await running.see("I lo");
  delta(session, "ok.\u001b[31m");
  says(session, "I look.");
  uses(session);
  gives(session, "gone\n");
  session.ends();
  expect(await running.code).toBe(0);
  expect(running.out).toContain(
    "(now big, default)\nI look.[31m\nI look.\n* Bash rm x\n  gone\n[turn completed in ",
  );
  expect(running.err).toContain(`[${session.id}; \`dispatch send ${session.id} --follow\` goes on]`);
  expect(await session.get()).toMatchObject({ title: "engine" });
});

test("run ends with 6 when the turn did not complete, and with --json every event is a line", async () => {
  const line = await open();
  const running = line.start(["run", "-", "--json"], { stdin: "from a pipe" });
  const session = await line.begun();
  says(session, "No.");
  session.ends([], { outcome: "refused" });
  expect(await running.code).toBe(6);
  const events = running.out
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text) as EventJson);
  const logged = await session.events();
  expect(events).toEqual(logged.slice(0, events.length));
  expect(
    events.filter(({ channel }) => channel === "agent:message").map(({ payload }) => payload),
  ).toMatchObject([{ text: "from a pipe" }, { text: "No." }]);
});

test("run --detach prints the id and leaves", async () => {
  const line = await open();
  const { code, out } = await line.run("run", "--detach", "mend it");
  expect([code, out]).toEqual([0, expect.stringMatching(/^ses_\w{20}\n$/)]);
});

test("Ctrl-C interrupts the turn; pressed again it leaves with 130, and the session lives", async () => {
  const line = await open();
  const running = line.start(["run", "mend it"]);
  const session = await line.begun();
  delta(session, "I work");
  await running.see("I work");
  running.press();
  await until("an interrupt", () => line.app.runner.calls.some(({ method }) => method === "interrupt"));
  running.press();
  expect(await running.code).toBe(130);
  expect((await session.get()).status).toBe("running");
});

test("a server that goes and comes back in the middle loses nothing of what is printed", async () => {
  const line = await open();
  const running = line.start(["run", "mend it"]);
  const session = await line.begun();
  const words = (from: number) => {
    for (let number = from; number < from + 20; number += 1) delta(session, `<${number}>`);
  };
  words(0);
  await running.see("<9>");
  await line.app.restart();
  await line.app.runner.dial(line.app.linkPath);
  words(20);
  session.ends();
  expect(await running.code).toBe(0);
  const all = Array.from({ length: 40 }, (_, number) => `<${number}>`).join("");
  expect(running.out.split("\n")[1]).toBe(all);
});

test("on a terminal what is asked is asked right there: keys allow, deny with a reason, and choose an option", async () => {
  const line = await open();
  const running = line.start(["run", "mend it"], { isTerminal: true });
  const session = await line.begun();
  uses(session);
  session.ask("a1");
  await running.see("[e] edit > ", "err");
  expect(running.err).toMatch(/\[a\] allow .*\[s\].*\[A\].*\[d\] deny/);
  running.stdin.write("xa");
  expect(await line.app.runner.next()).toMatchObject({ type: "answer", askId: "a1", decision: "allow" });
  session.ask("a2", {
    call: { toolUseId: "b", tool: "Bash", input: { command: "rm y" } },
    prompt: "Run rm y?",
  });
  await running.see("? Run rm y?", "err");
  running.stdin.write("d");
  await running.see("Why?", "err");
  running.stdin.write("Keep it.\r");
  expect(await line.app.runner.next()).toMatchObject({ decision: "deny", message: "Keep it." });
  const questions = [{ question: "Which?", options: [{ label: "A" }, { label: "B" }], multiSelect: false }];
  session.ask("q1", { ask: "question", call: undefined, prompt: "Which?", questions });
  await running.see("2) B", "err");
  running.stdin.write("2\r");
  expect(await line.app.runner.next()).toMatchObject({ decision: "allow", answers: { "Which?": "B" } });
  session.ends();
  expect(await running.code).toBe(0);
});

test("a question that is answered elsewhere goes from the screen", async () => {
  const line = await open();
  const running = line.start(["run", "mend it"], { isTerminal: true });
  const session = await line.begun();
  uses(session);
  session.ask("a1");
  const { id } = await session.asked();
  await running.see("deny", "err");
  await session.answer(id, { decision: "allow" });
  await running.see("allowed by ada");
  session.ends();
  expect(await running.code).toBe(0);
});

test("without a terminal one is told how to answer; approve and deny do, once", async () => {
  const line = await open();
  const running = line.start(["run", "mend it"]);
  const session = await line.begun();
  session.ask("a1");
  const { id } = await session.asked();
  await running.see(`[\`dispatch approve ${id}\` or \`dispatch deny ${id}\` answers it]`, "err");
  expect((await line.run("approvals")).out).toMatch(new RegExp(`${id} {2}permission .* Run rm x\\?`));
  const approved = await line.run("approve", id.slice(0, 10), "--input", '{"command":"ls"}');
  expect([approved.code, approved.out]).toEqual([0, `${id}  allowed by ada  mend it  Run rm x?\n`]);
  expect(await line.app.runner.next()).toMatchObject({ decision: "allow", input: { command: "ls" } });
  const late = await line.run("deny", id, "-m", "no");
  expect([late.code, late.err]).toEqual([5, expect.stringContaining("answered already: allow")]);
  expect((await line.run("approvals")).out).toBe("Nothing is waiting.\n");
  session.ends();
  await running.code;
});

test("approve answers questions by number and words, and nothing inside the session may answer for it", async () => {
  const line = await open();
  const session = await line.working();
  const questions = [
    { question: "Which=one?", header: "Pick", options: [{ label: "A" }], multiSelect: false },
    { question: "And?", options: [{ label: "B" }, { label: "C" }], multiSelect: true },
  ];
  session.ask("q1", { ask: "question", call: undefined, questions });
  const { id } = await session.asked();
  const inside = line.start(["approve", id], { stdin: "", settings: { ownSession: session.id } });
  expect([await inside.code, inside.err]).toEqual([
    5,
    expect.stringContaining("very session that would answer"),
  ]);
  expect((await line.run("approve", id, "--answer", "Else=1")).code).toBe(2);
  const { code } = await line.run(
    "approve",
    id,
    "--answer",
    "Which=one?=A",
    "--answer",
    "2=B",
    "--answer",
    "And?=C",
  );
  expect(code).toBe(0);
  expect(await line.app.runner.next()).toMatchObject({ answers: { "Which=one?": "A", "And?": ["B", "C"] } });
});

test("approvals --watch tells of what waits and what became of it, also behind a restart", async () => {
  const line = await open();
  const session = await line.working();
  const watching = line.start(["approvals", "--watch", "--json"]);
  session.ask("a1");
  await watching.see('"state":"open"');
  await line.app.restart();
  await line.app.runner.dial(line.app.linkPath);
  const { id } = await session.asked();
  await session.answer(id, { decision: "allow" });
  await watching.see('"state":"answered"');
  watching.interruption.abort("SIGINT");
  expect(await watching.code).toBe(130);
  expect(watching.out.trim().split("\n").length).toBe(2);
});

test("send steers, queues and follows; wait ends when it is needed, or rests", async () => {
  const line = await open();
  const session = await line.working();
  expect((await line.run("send", session.id, "be", "quick")).code).toBe(0);
  expect(await session.prompted()).toMatchObject({ text: "be quick", isSteering: true });
  expect((await line.run("send", "mend the engine", "--queue", "then test")).out).toBe("queued\n");
  expect((await line.run("send", session.id, "--enter", "x")).code).toBe(2);
  const following = line.start(["send", session.id, "--queue", "--follow", "-"], { stdin: "and then?" });
  await session.is(({ agent }) => agent?.queued === 2);
  const attention = line.start(["wait", session.id, "--for", "attention"]);
  session.ask("a1");
  expect(await attention.code).toBe(0);
  session.ends();
  for (const text of ["then test", "and then?"]) {
    const messageId = await answered(line, session, text);
    session.ends([messageId], { outcome: text === "and then?" ? "interrupted" : "completed" });
  }
  expect(await following.code).toBe(6);
  expect((await line.run("wait", session.id, "--for", "idle")).code).toBe(0);
});

/** Begins a turn with the message, behind the denial of what was asked. */
async function answered(line: AgentLine, session: AgentSession, text: string): Promise<string> {
  for (;;) {
    const command = await line.app.runner.next();
    if (command.type !== "prompt") continue;
    expect(command.text).toBe(text);
    session.say({ channel: "driver:turn-began", payload: { messageIds: [command.messageId] } });
    says(session, `about ${text}`, text);
    return command.messageId;
  }
}

test("attach follows an agent and takes lines as messages; at the end of its input it leaves with the answer", async () => {
  const line = await open();
  const session = await line.working();
  says(session, "Before.", "before");
  session.ends();
  await session.is(({ status }) => status === "idle");
  const stdin = new PassThrough();
  const running = line.start(["attach", session.id], { stdin });
  await running.see("Before.");
  stdin.end("go on\n");
  await line.turn(session);
  says(session, "Gone on.");
  session.ends();
  expect(await running.code).toBe(0);
  expect(running.out).toContain("ada> mend the engine\n(now big, default)\nBefore.\n[turn completed");
  expect(running.out).toContain("ada> go on\nGone on.\n[turn completed");
  expect(running.err).toContain(`[left ${session.id};`);
});

test("logs prints the transcript, and export writes it as Markdown", async () => {
  const line = await open();
  const session = await line.working();
  uses(session);
  gives(session, "gone\n");
  says(session, "Done.");
  session.ends();
  await session.is(({ status }) => status === "idle");
  const logs = await line.run("logs", session.id);
  expect(logs.out).toMatch(
    /^ada> mend the engine\n\(now big, default\)\n\* Bash rm x\n {2}gone\nDone\.\n\[turn completed in \d+ s\]\n$/,
  );
  const md = await line.run("export", session.id, "--format", "md");
  expect(md.out).toContain("# mend the engine\n");
  const refused = await line.run("export", session.id, "--format", "cast");
  expect([refused.code, refused.err]).toEqual([5, expect.stringContaining("jsonl, md, txt")]);
});
