import type { Session } from "@dispatch/protocol/session";
import { AgentServer, type AgentTask, inChannel, whyWithout } from "@dispatch/testkit/agent-server";
import { processesWith, residentBytes } from "@dispatch/testkit/processes";
import { until } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

const AGENTS = 30;
const MIB = 1024 ** 2;
/** What all sleeping agents together may take of each other's memory. */
const LIMIT_BYTES = 20 * MIB;

const isAsleep = ({ status, agent }: Session) => status === "idle" && agent?.isAsleep === true;

/** What server and runner occupy, and everything that they have started. */
function occupied(it: AgentServer): number {
  const pids = new Set([it.server.pid, ...it.server.runnerPids]);
  for (const { pid } of processesWith(`DISPATCH_HOME=${it.server.home}`)) pids.add(pid);
  return [...pids].reduce((sum, pid) => sum + residentBytes(pid), 0);
}

test(`${AGENTS} agents at rest have no process, cost next to nothing, and one of them answers when it is spoken to`, async () => {
  await using it = await AgentServer.open({ DISPATCH_AGENT_SLEEP: "0.2" });
  const begin = async (): Promise<AgentTask> => {
    const task = await it.begin({ provider: "scripted", prompt: "say At rest." });
    await task.is("asleep", isAsleep);
    return task;
  };
  // The first one brings what all of them share.
  const first = await begin();
  const before = occupied(it);
  const others: AgentTask[] = [];
  for (let index = 1; index < AGENTS; index += 3)
    others.push(...(await Promise.all([begin(), begin(), begin()].slice(0, AGENTS - index))));
  for (const { id } of [first, ...others]) expect(processesWith(`TERM_SESSION_ID=${id}`)).toEqual([]);
  const each = (occupied(it) - before) / others.length;
  process.stdout.write(`Each of ${others.length} sleeping agents: ${(each / MIB).toFixed(2)} MiB\n`);
  expect(each).toBeLessThan(LIMIT_BYTES);

  const woken = others.at(-1) as AgentTask;
  const from = performance.now();
  await woken.send("recall");
  await until("what it was told before", async () =>
    inChannel(await woken.events(), "agent:message").some(
      ({ payload }) => payload.role === "agent" && payload.text.includes("recall"),
    ),
  );
  process.stdout.write(`Woken and answered within ${Math.round(performance.now() - from)} ms\n`);
  expect(JSON.stringify(await woken.events())).toContain("At rest.");
});

test("a real agent that slept goes on with its conversation", async (context) => {
  const without = whyWithout("claude");
  if (without !== undefined) return context.skip(without);
  await using it = await AgentServer.open({ DISPATCH_AGENT_SLEEP: "0.2" });
  const task = await it.begin({ provider: "claude", prompt: "say The word is mellon." });
  await task.is("asleep", isAsleep);
  const from = performance.now();
  await task.send("say I am back.");
  const spoke = () =>
    task.events().then((events) => inChannel(events, "agent:output").at(-1)?.payload.text.includes("back"));
  await until("its answer", spoke);
  process.stdout.write(
    `A real agent was woken and spoke within ${Math.round(performance.now() - from)} ms\n`,
  );
  expect(it.model.turns.at(-1)?.context).toContain("mellon");
});
