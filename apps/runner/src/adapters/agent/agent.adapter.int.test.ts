import { mkdirSync } from "node:fs";
import type { DriverItem } from "@dispatch/protocol/agent/driving";
import { newId } from "@dispatch/protocol/ids";
import { inputResult } from "@dispatch/protocol/link";
import { describe, expect, test } from "vitest";
import { eventually, ladderBench, variants } from "../../testing/ladder.ts";
import { linkedRunner, type Bench } from "../../testing/test-runner.ts";

type Notice = Extract<DriverItem, { channel: "agent:notice" }>;

/** An agent of the bench, told by prompts what to do. */
async function agent(bench: Bench, more: Record<string, unknown> = {}) {
  const id = newId("ses");
  const options = { adapter: "acp", command: ["/bin/agent"], env: { KEY: "k" } };
  const reply = await bench.start(id, {}, { kind: "agent", options, ...more });
  if (!reply.ok) throw new Error(`${reply.code}: ${reply.detail}`);
  const notices = () => bench.server.session(id).events.map(({ value }) => (value as Notice).payload);
  const heard = async (code: string) => {
    await bench.server.until(() => notices().some((notice) => notice.code === code));
    return notices().find((notice) => notice.code === code)?.text ?? "";
  };
  return {
    id,
    notices,
    heard,
    begun: async () => JSON.parse(await heard("begun")) as Record<string, unknown>,
    tell: (text: string, key = text) =>
      bench.server.input(id, JSON.stringify({ type: "prompt", messageId: key, text }), key),
    exit: () => bench.server.session(id).exit,
  };
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("a driver is begun in the workspace with its wish, and what it says becomes events in order", async () => {
  await using bench = await linkedRunner([], { DISPATCH_TEST_SECRET: "the runner's own" });
  mkdirSync(bench.workspacePath, { recursive: true });
  const it = await agent(bench);
  expect(await it.begun()).toMatchObject({
    cwd: bench.workspacePath,
    here: bench.workspacePath,
    env: { KEY: "k" },
  });
  expect((await it.begun())["DISPATCH_TEST_SECRET"]).toBeUndefined();
  expect(await it.tell("flood 500")).toBe(inputResult.applied);
  await bench.server.until(() => it.notices().length === 501);
  expect(
    it
      .notices()
      .slice(1)
      .map(({ text }) => text),
  ).toEqual(Array.from({ length: 500 }, (_, index) => String(index)));
});

test("a command that is sent again with its key is handed over once", async () => {
  await using bench = await linkedRunner();
  const it = await agent(bench);
  await it.tell("hello", "one");
  await it.tell("hello", "one");
  await it.tell("bye", "two");
  await bench.server.until(() => it.notices().some(({ text }) => text === "bye"));
  expect(
    it
      .notices()
      .filter(({ code }) => code === "heard")
      .map(({ text }) => text),
  ).toEqual(["hello", "bye"]);
});

test.each(["garbage", "shape", "long"])(
  "a driver that says what it may not (%s) is ended, and the session says why",
  async (what) => {
    await using bench = await linkedRunner();
    const it = await agent(bench);
    await it.begun();
    await it.tell(what);
    await bench.ended(it.id);
    expect(it.exit()).toMatchObject({
      stopped: false,
      reason: expect.stringContaining("The agent's driver said") as string,
    });
    expect(it.notices().length).toBe(1);
  },
);

test("its end is told as it was", async () => {
  await using bench = await linkedRunner();
  const it = await agent(bench);
  await it.tell("exit 3");
  await bench.ended(it.id);
  expect(it.exit()).toEqual({ exitCode: 3, stopped: false });
});

test("an interrupt reaches it as a word", async () => {
  await using bench = await linkedRunner();
  const it = await agent(bench);
  await bench.server.call("interrupt", { sessionId: it.id });
  expect(await it.heard("told")).toBe("interrupt");
});

describe.each([
  { rung: "none" as const, runner: "root" as const },
  ...variants.filter(({ rung }) => rung !== "container"),
])("on $rung with a runner that is $runner", (variant) => {
  test("nothing that an agent has started is left when it is stopped", async () => {
    await using bench = variant.rung === "none" ? await linkedRunner() : await ladderBench(variant);
    const it = await agent(bench);
    const begun = await it.begun();
    expect(begun["here"]).toBe(begun["cwd"]);
    await it.tell("child");
    const pid = Number(await it.heard("child"));
    await bench.server.call("stop", { sessionId: it.id, graceMs: 500 });
    await bench.ended(it.id);
    expect(it.exit()).toMatchObject({ stopped: true });
    if (variant.rung !== "bubblewrap") await eventually(() => !isAlive(pid));
  });
});
