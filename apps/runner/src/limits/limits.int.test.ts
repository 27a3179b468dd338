import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newId } from "@dispatch/protocol/ids";
import type { SessionLimits } from "@dispatch/protocol/isolation";
import { eventually, isRoot, ladderBench, linesOf, variants } from "../testing/ladder.ts";
import type { Bench } from "../testing/test-runner.ts";

const MIB = 1024 ** 2;

const limit = (bench: Bench, limits: SessionLimits) => {
  bench.isolation = { ...bench.isolation, limits };
};

async function means(bench: Bench): Promise<string> {
  const reply = await bench.server.call("isolation", {});
  return reply.ok ? (reply.result as { limits: { by: string } }).limits.by : reply.code;
}

/** The groups of all sessions that any runner of this machine has made, by control groups of version 1. */
function groups(): string[] {
  const memory = /^\d+:memory:(.*)$/m.exec(readFileSync("/proc/self/cgroup", "utf8"))?.[1] ?? "/";
  const ours = join("/sys/fs/cgroup/memory", memory, "dispatch");
  return filesIn(ours)
    .flatMap((runner) => filesIn(join(ours, runner)))
    .filter((name) => name.startsWith("ses_"));
}

/** None in a file, and none in a group that goes while it is read. */
function filesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (["ENOTDIR", "ENOENT", "ENODEV"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
}

const none = { rung: "none", runner: isRoot ? "root" : "plain user" } as const;

describe.each([none, ...variants])("$rung, the runner being $runner", (variant) => {
  test("a fork bomb meets its limit, and others go on", async () => {
    await using bench = await ladderBench(variant);
    limit(bench, { processes: 40 });
    const sessionId = await bench.run("bomb() { bomb | bomb & sleep 0.2; }; bomb 2>&1; sleep 0.5");
    await bench.ended(sessionId);
    expect(bench.server.session(sessionId).text).toMatch(/Cannot fork|Resource temporarily unavailable/);
    limit(bench, {});
    expect(await linesOf(bench, "echo alive")).toEqual(["alive"]);
  });

  test("who fills memory is ended, and told why where a group counts it", async () => {
    await using bench = await ladderBench(variant);
    limit(bench, { memoryBytes: 48 * MIB });
    const sessionId = await bench.run("exec tail /dev/zero");
    await bench.ended(sessionId);
    const { exit } = bench.server.session(sessionId);
    if ((await means(bench)) === "prlimit") expect(exit).toMatchObject({ exitCode: 1 });
    else {
      expect(exit).toEqual({
        exitCode: 137,
        signal: "SIGKILL",
        stopped: false,
        reason: "It ran out of its memory limit of 48 MiB.",
      });
    }
  });

  test("files grow no larger and no more are open than the limits say", async () => {
    await using bench = await ladderBench(variant);
    limit(bench, { fileSizeBytes: MIB, openFiles: 77 });
    const lines = await linesOf(
      bench,
      "ulimit -n; ulimit -Hn; trap '' XFSZ; head -c 2097152 /dev/zero >file; stat -c %s file",
    );
    expect([lines[0], lines[1], lines.at(-1)]).toEqual(["77", "77", String(MIB)]);
  });
});

test("a session has sensible limits by default, and none where that is asked for", async () => {
  await using bench = await ladderBench(none);
  const command = "ulimit -n; cat /proc/self/oom_score_adj";
  const [openFiles, oomScore] = await linesOf(bench, command);
  expect(Number(openFiles)).toBeLessThanOrEqual(65_536);
  expect(oomScore).toBe("500");
  limit(bench, { memoryBytes: null, processes: null, cpus: null, fileSizeBytes: null, openFiles: null });
  expect(await linesOf(bench, "ulimit -n")).not.toEqual(["77"]);
});

test.runIf(isRoot)(
  "a session's group goes with it, and the next runner takes away those of a dead one",
  async () => {
    await using bench = await ladderBench(none);
    if ((await means(bench)) !== "cgroup-v1") return;
    const sessionId = await bench.run("echo ready; read line");
    await bench.shows(sessionId, "ready");
    const of = (id: string) => groups().filter((group) => group.includes(id));
    expect(of(sessionId)).toHaveLength(1);
    await bench.server.input(sessionId, "\r");
    await bench.ended(sessionId);
    await eventually(() => of(sessionId).length === 0);

    const left = await bench.run("setsid nohup sleep 1000 >/dev/null 2>&1 & echo ready; read line");
    await bench.shows(left, "ready");
    process.kill(bench.server.hellos[0]?.pid ?? 0, "SIGKILL");
    await bench.server.until(() => !bench.server.isLinked);
    bench.startRunner();
    await bench.server.linked();
    await bench.server.call("sweep", { sessionIds: [left, newId("ses")] });
    await means(bench);
    await eventually(() => of(left).length === 0);
  },
);

test.runIf(isRoot)("the kernel knows a session's quota and weight", async () => {
  await using bench = await ladderBench(none);
  if ((await means(bench)) !== "cgroup-v1") return;
  limit(bench, { cpus: 0.5 });
  const lines = await linesOf(
    bench,
    `cd "/sys/fs/cgroup/cpu$(sed -n 's/^[0-9]*:cpu://p' /proc/self/cgroup)" && cat cpu.cfs_quota_us cpu.cfs_period_us cpu.shares`,
  );
  expect(lines).toEqual(["50000", "100000", "512"]);
});
