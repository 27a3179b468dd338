import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Approval } from "@dispatch/protocol/agent/approval";
import type { Workspace } from "@dispatch/protocol/workspace";
import { AgentServer, brokenLaws, inChannel, whyWithout } from "@dispatch/testkit/agent-server";
import { killNow, processesWith } from "@dispatch/testkit/processes";
import { until } from "@dispatch/testkit/until";
import { describe, expect, test } from "vitest";

/** A git repository with something in it to work on. */
async function workspaceOf(it: AgentServer): Promise<string> {
  // A first session makes the default workspace.
  const terminal = await it.owner.terminal({ shell: "/bin/true", args: [] });
  await it.owner.ended(terminal.id);
  const { body } = await it.owner.request<Workspace>("GET", `/api/workspaces/${terminal.workspaceId}`);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", ...args], { cwd: body.path });
  git("init", "-q");
  writeFileSync(join(body.path, "engine.txt"), "runs: no\n");
  writeFileSync(join(body.path, "keep.txt"), "keep me\n");
  git("add", ".");
  git("commit", "-qm", "first");
  return body.path;
}

const says = (approval: Approval, text: string) => JSON.stringify(approval.call?.input ?? "").includes(text);

const agents = [
  { provider: "claude", asksQuestions: true },
  { provider: "opencode", asksQuestions: true },
  { provider: "claude-acp", asksQuestions: true },
] as const;

describe.each(agents)("with the real $provider", ({ provider, asksQuestions }) => {
  test("a task runs a command, edits a file, asks twice and a question, and is in the log once and in order", async (context) => {
    const without = whyWithout(provider);
    if (without !== undefined) return context.skip(without);
    await using it = await AgentServer.open();
    const folder = await workspaceOf(it);
    const prompt = [
      "say I look around.",
      "run echo begun > begun.txt",
      "edit engine.txt | runs: no | runs: yes",
      "run rm keep.txt",
      ...(asksQuestions ? ["ask Which colour? | red | green"] : []),
      "say All done.",
    ].join("\n");
    const task = await it.begin({ provider, prompt });
    const session = await task.finish((approval) => {
      if (approval.type === "question")
        return { decision: "allow", answers: { [approval.questions?.[0]?.question ?? ""]: "green" } };
      return says(approval, "rm keep.txt")
        ? { decision: "deny", message: "It is needed." }
        : { decision: "allow" };
    });
    expect(session.status).toBe("idle");
    expect(readFileSync(join(folder, "engine.txt"), "utf8")).toBe("runs: yes\n");
    expect(readFileSync(join(folder, "begun.txt"), "utf8")).toBe("begun\n");
    expect(existsSync(join(folder, "keep.txt"))).toBe(true);
    const events = await task.events();
    expect(brokenLaws(events)).toEqual([]);
    const answered = inChannel(events, "session:answered").map(({ payload }) => payload.decision);
    expect(answered.filter((decision) => decision === "deny").length).toBe(1);
    expect(answered.filter((decision) => decision === "allow").length).toBeGreaterThan(asksQuestions ? 1 : 0);
    expect(inChannel(events, "session:completed").at(-1)?.payload.summary).toContain("All done.");
    const wasTold = (text: string) =>
      it.model.turns.some(({ context: heard, results }) =>
        [heard, ...results.map((result) => result.text)].some((told) => told.includes(text)),
      );
    expect(wasTold("It is needed.")).toBe(true);
    if (asksQuestions) expect(wasTold("green")).toBe(true);
    expect(existsSync(join(folder, ".claude"))).toBe(false);
    expect(it.model.refused.filter((host) => /anthropic|opencode\.ai/.test(String(host)))).toEqual([]);
  });

  test("a server that is killed while something is asked asks it again, and the turn goes on", async (context) => {
    const without = whyWithout(provider);
    if (without !== undefined) return context.skip(without);
    await using it = await AgentServer.open();
    const folder = await workspaceOf(it);
    const task = await it.begin({ provider, prompt: "run touch made.txt\nsay Made." });
    const asked = await task.asked();
    await it.server.kill();
    await it.server.start();
    expect((await task.asked()).id).toBe(asked.id);
    expect(existsSync(join(folder, "made.txt"))).toBe(false);
    await task.answer(asked, { decision: "allow" });
    await task.finish(() => ({ decision: "allow" }));
    expect(existsSync(join(folder, "made.txt"))).toBe(true);
    const events = await task.events();
    expect(brokenLaws(events)).toEqual([]);
    expect(inChannel(events, "session:completed").at(-1)?.payload.summary).toContain("Made.");
  });

  test("a runner that is killed leaves no agent, and the conversation goes on when the session is resumed", async (context) => {
    const without = whyWithout(provider);
    if (without !== undefined) return context.skip(without);
    await using it = await AgentServer.open();
    await workspaceOf(it);
    const task = await it.begin({ provider, prompt: "say First word." });
    await task.finish(() => ({ decision: "allow" }));
    await task.send("gate held\nsay Never heard.");
    await it.model.reached("held");
    for (const pid of it.server.runnerPids) killNow(pid);
    await task.is("lost", ({ status, outcome }) => status === "ended" && outcome === "lost");
    await until("no process of the agent", () => processesWith(`TERM_SESSION_ID=${task.id}`).length === 0);
    it.model.open("held");
    await task.send("say Second word.");
    await until("the second turn", async () =>
      inChannel(await task.events(), "session:completed").some(({ payload }) =>
        payload.summary.includes("Second"),
      ),
    );
    // What it sent to its model holds what was said before the crash.
    expect(it.model.turns.at(-1)?.context).toContain("First word.");
    expect((await task.events()).filter(({ channel }) => channel === "agent:message").length).toBeGreaterThan(
      3,
    );
  });
});

describe("what goes wrong with a provider or an agent is said so that a person can act", () => {
  const faults = [
    { fault: "fault 401", code: "signed-out", type: "sign-in", says: "Sign in again" },
    { fault: "fault 429 1", code: "rate-limited", type: "failure", says: "Wait a little" },
    { fault: "fault 529", code: "overloaded", type: "failure", says: "in a few minutes" },
    { fault: "fault too-long", code: "context-full", type: "failure", says: "Compact it" },
    { fault: "fault refusal", code: "refused", type: "failure", says: "another way" },
  ];
  test.each(faults)("$fault", async ({ fault, code, type, says: advice }) => {
    if (whyWithout("claude") !== undefined) return;
    await using it = await AgentServer.open();
    const task = await it.begin({ provider: "claude", prompt: `say Hm.\n${fault}` });
    const waiting = await task.asked();
    expect(waiting).toMatchObject({ type });
    expect(waiting.prompt).toContain(advice);
    const events = await task.events();
    expect(inChannel(events, "session:error").map(({ payload }) => payload.code)).toContain(code);
    expect(await task.is("at rest", ({ status }) => status === "idle")).toMatchObject({ status: "idle" });
    expect(brokenLaws(events)).toEqual([]);
    // It goes on as if nothing had been.
    await task.send("say Better now.");
    await until("a turn that succeeds", async () =>
      inChannel(await task.events(), "session:completed").some(({ payload }) =>
        payload.summary.includes("Better now"),
      ),
    );
    expect(await task.open()).toEqual([]);
  });

  test.each(["fault cut once", "fault stream once"])("%s is got over, and said once", async (fault) => {
    if (whyWithout("claude") !== undefined) return;
    await using it = await AgentServer.open();
    const task = await it.begin({ provider: "claude", prompt: `say Hm.\n${fault}` });
    await task.finish(() => ({ decision: "allow" }));
    expect(brokenLaws(await task.events())).toEqual([]);
  });

  test("an agent that is killed ends its session with the reason, and goes on when it is resumed", async (context) => {
    const without = whyWithout("claude");
    if (without !== undefined) return context.skip(without);
    await using it = await AgentServer.open();
    const task = await it.begin({ provider: "claude", prompt: "say Before." });
    await task.finish(() => ({ decision: "allow" }));
    await task.send("gate held");
    await it.model.reached("held");
    const [agent] = processesWith(`TERM_SESSION_ID=${task.id}`).filter(({ command }) =>
      command.includes("stream-json"),
    );
    expect(agent).toBeDefined();
    killNow(agent?.pid ?? 0);
    const ended = await task.is("ended", ({ status }) => status === "ended");
    expect(ended).toMatchObject({
      outcome: "failed",
      reason: expect.stringContaining("Resume the session") as string,
    });
    expect(brokenLaws(await task.events())).toEqual([]);
    it.model.open("held");
    await task.send("say After.");
    await until("the next turn", async () =>
      inChannel(await task.events(), "session:completed").some(({ payload }) =>
        payload.summary.includes("After"),
      ),
    );
    expect(it.model.turns.at(-1)?.context).toContain("Before.");
  });

  test("an agent that is not installed is refused with what to do, and nothing is left of it", async () => {
    await using it = await AgentServer.open();
    const made = await it.owner.request("POST", "/api/sessions", {
      body: { kind: "agent", provider: "qwen", prompt: "hi" },
    });
    expect(made.status).toBe(422);
    expect(made.body).toMatchObject({
      code: "agent-not-ready",
      detail: expect.stringMatching(/install/i) as string,
    });
    const unknown = await it.owner.request("POST", "/api/sessions", {
      body: { kind: "agent", provider: "nobody" },
    });
    expect(unknown.body).toMatchObject({ code: "agent-unknown" });
    expect((await it.owner.request<{ items: unknown[] }>("GET", "/api/sessions")).body.items).toEqual([]);
  });
});
