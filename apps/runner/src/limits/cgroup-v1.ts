import { join } from "node:path";
import { cgroups, type CgroupNeeds, type Hierarchy } from "./cgroups.ts";
import { mounts, ownGroups } from "./group-places.ts";
import type { Limits, Mechanism } from "./mechanism.ts";

const PERIOD_US = 100_000;
/** Half of what a process outside has: the server and the runner have their turn first. */
const SHARES = "512";

const settingsOf: Readonly<Record<string, Hierarchy["settings"]>> = {
  memory: ({ memoryBytes }: Limits) =>
    memoryBytes === undefined
      ? []
      : [
          { file: "memory.limit_in_bytes", value: String(memoryBytes) },
          // With swap beside it a session would fill that before it is stopped.
          { file: "memory.memsw.limit_in_bytes", value: String(memoryBytes), isOptional: true },
        ],
  pids: ({ processes }) => (processes === undefined ? [] : [{ file: "pids.max", value: String(processes) }]),
  cpu: ({ cpus }) => [
    { file: "cpu.shares", value: SHARES },
    ...(cpus === undefined
      ? []
      : [
          { file: "cpu.cfs_period_us", value: String(PERIOD_US) },
          { file: "cpu.cfs_quota_us", value: String(Math.round(cpus * PERIOD_US)) },
        ]),
  ],
};

/** Control groups of version 1, one hierarchy for each controller: for root on systems that still have them. */
export async function cgroupV1(needs: CgroupNeeds): Promise<Mechanism> {
  const found = await mounts(needs.files);
  const own = await ownGroups(needs.files);
  const hierarchies: Hierarchy[] = [];
  for (const controller of Object.keys(settingsOf)) {
    const mount = found.find(({ type, options }) => type === "cgroup" && options.includes(controller));
    if (!mount) throw new Error(`there are no control groups for ${controller}`);
    const inside = join(mount.path, own.get(controller) ?? "");
    // Inside a container the path may be that of the machine outside, and lead nowhere.
    const isThere = await needs.files.read(join(inside, "cgroup.procs")).then(
      () => true,
      () => false,
    );
    hierarchies.push({
      base: isThere ? inside : mount.path,
      handsDown: [],
      settings: settingsOf[controller] as Hierarchy["settings"],
      ...(controller === "memory" && { memoryEvents: "memory.oom_control" }),
    });
  }
  return cgroups(
    { by: "cgroup-v1", detail: "A control group (version 1) for each session." },
    hierarchies,
    needs,
  );
}
