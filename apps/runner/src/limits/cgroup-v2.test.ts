import { expect, test } from "vitest";
import { cgroupV2 } from "./cgroup-v2.ts";
import { FakeGroupFiles } from "./group-files.fixture.ts";

const MOUNTS = "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0\n";
const OWN = "/sys/fs/cgroup/system.slice/dispatch.service";

/** A machine on which our group is that of a unit, with these controllers. */
function machine(controllers = "cpuset cpu io memory pids") {
  return new FakeGroupFiles({
    "/proc/self/mounts": MOUNTS,
    "/proc/self/cgroup": "0::/system.slice/dispatch.service\n",
    [`${OWN}/cgroup.controllers`]: `${controllers}\n`,
    [`${OWN}/cgroup.procs`]: "100\n101\n",
  });
}
const needs = (files: FakeGroupFiles, delegated: boolean | undefined = true) => ({
  files,
  pid: 100,
  startTicksOf: (pid: number) => (pid === 100 ? 7 : undefined),
  isDelegated: () => Promise.resolve(delegated),
});
const limits = {
  memoryBytes: 1024,
  processes: 10,
  cpus: 1.5,
  fileSizeBytes: undefined,
  openFiles: undefined,
};

test("processes move aside, controllers are handed down, and a session's group has its limits", async () => {
  const files = machine();
  const group = await (await cgroupV2(needs(files))).open("ses_a", limits);
  expect(files.written(`${OWN}/dispatch-own/cgroup.procs`)).toEqual(["100", "101"]);
  for (const folder of [OWN, `${OWN}/dispatch`, `${OWN}/dispatch/100-7`])
    expect(files.written(`${folder}/cgroup.subtree_control`)).toEqual(["+memory +pids +cpu"]);
  const session = `${OWN}/dispatch/100-7/ses_a`;
  expect(files.inFolder(session)).toEqual({
    "memory.max": "1024",
    "memory.swap.max": "0",
    "pids.max": "10",
    "cpu.weight": "50",
    "cpu.max": "150000 100000",
  });
  expect(group.enter({ file: "/bin/true", args: ["x"] }).args.slice(2)).toEqual([
    "dispatch",
    "1",
    `${session}/cgroup.procs`,
    "/bin/true",
    "x",
  ]);
});

test("what was killed for want of memory is counted, and a group that is in use is not taken away", async () => {
  const files = machine();
  const group = await (await cgroupV2(needs(files))).open("ses_a", limits);
  const session = `${OWN}/dispatch/100-7/ses_a`;
  expect(await group.memoryKills()).toBe(0);
  await files.write(`${session}/memory.events`, "low 0\noom 3\noom_kill 2\noom_group_kill 0\n");
  expect(await group.memoryKills()).toBe(2);
  files.busy.add(session);
  expect(await group.remove()).toBe(false);
  files.busy.clear();
  expect(await group.remove()).toBe(true);
  expect(await group.remove()).toBe(true);
});

test("the groups of dead runners go, those of living ones and those in use stay", async () => {
  const files = machine();
  for (const group of ["100-7/ses_own", "100-6/ses_old", "55-1/ses_dead", "56-1/ses_busy"])
    await files.makeFolder(`${OWN}/dispatch/${group}`);
  files.busy.add(`${OWN}/dispatch/56-1/ses_busy`);
  await (await cgroupV2(needs(files))).clean();
  expect(await files.folders(`${OWN}/dispatch`)).toEqual(["100-7", "56-1"]);
});

test.each([
  ["a controller is missing", machine("cpu pids"), true, /no memory/],
  ["systemd keeps the group for itself", machine(), false, /Delegate=yes/],
] as const)("it is refused where %s, and nothing is moved", async (_, files, delegated, reason) => {
  await expect(cgroupV2(needs(files, delegated))).rejects.toThrow(reason);
  expect(files.written(`${OWN}/dispatch-own/cgroup.procs`)).toEqual([]);
});
