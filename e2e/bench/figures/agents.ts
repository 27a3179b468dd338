import { AgentServer, type AgentTask } from "@dispatch/testkit/agent-server";
import { connectSocket } from "@dispatch/testkit/followers";
import { until, within } from "@dispatch/testkit/until";
import { type Figure, atMost } from "../harness/figure.ts";
import { percentile } from "../harness/statistics.ts";
import { startReaderApart } from "../sides/start-reader-apart.ts";

const AGENTS = 10;
/** Pieces that each agent says, and the time between: as fast as models speak. */
const PIECES = 400;
const PAUSE_MS = 25;
const LIMIT_MS = 250;
const TURN_LIMIT_MS = 120_000;

const flood =
  "exec yes 'a line of output that is about as long as those that compilers and tests print, number 42'";

/** From the moment at which an agent says something to that at which a client has it: all of them at work, and a terminal that floods before somebody's eyes. */
export const agents: Figure = {
  name: "agents",
  async run({ say }) {
    await using it = await AgentServer.open();
    const alone = await delays(it);
    say(`${AGENTS} agents alone: p99 ${Math.round(percentile(alone, 99))} ms`);
    const terminal = await it.owner.terminal({ shell: "/bin/sh", args: ["-c", flood] });
    const beside = await delaysBesideReader(it, terminal.id);
    await it.owner.request("POST", `/api/sessions/${terminal.id}/stop`);
    const worst = percentile(beside, 99);
    return [
      { figure: `events of ${AGENTS} agents, p99`, unit: "ms", dispatch: percentile(alone, 99) },
      {
        figure: `events of ${AGENTS} agents beside a flood, p50`,
        unit: "ms",
        dispatch: percentile(beside, 50),
      },
      {
        figure: `events of ${AGENTS} agents beside a flood, p99`,
        unit: "ms",
        dispatch: worst,
        target: atMost(worst, LIMIT_MS),
      },
    ];
  },
};

/** Somebody looks at the flood as well, from elsewhere. */
async function delaysBesideReader(it: AgentServer, id: string) {
  const { server, owner } = it;
  await using _reader = await startReaderApart(server.home, [server.url, owner.token, id]);
  return await delays(it);
}

async function delays(it: AgentServer): Promise<number[]> {
  const tasks: AgentTask[] = [];
  for (let index = 0; index < AGENTS; index++) {
    const task = await it.begin({ provider: "scripted" });
    await task.is("at rest", ({ status }) => status === "idle");
    tasks.push(task);
  }
  const times: number[] = [];
  const counts = new Map<string, number>();
  const socket = connectSocket(it.server.url, it.owner.token);
  socket.on("run:event", ({ runId, channel, payload }) => {
    if (channel !== "agent:output") return;
    const now = Date.now();
    for (const line of payload.text.split("\n")) {
      const [, at] = line.split(" ");
      if (!at) continue;
      times.push(now - Number(at));
      counts.set(runId, (counts.get(runId) ?? 0) + 1);
    }
  });
  try {
    await until("a connection", () => socket.connected);
    for (const { id } of tasks) await socket.emitWithAck("run:attach", { runId: id, afterSeq: 0 });
    await Promise.all(tasks.map((task) => task.send(`tick ${PIECES} ${PAUSE_MS}`)));
    await within(
      "all that the agents say",
      until("every piece", () => tasks.every(({ id }) => counts.get(id) === PIECES), {
        deadlineMs: TURN_LIMIT_MS,
      }),
      TURN_LIMIT_MS,
    );
  } finally {
    socket.disconnect();
  }
  for (const { id } of tasks) await it.owner.request("POST", `/api/sessions/${id}/stop`);
  return times;
}
