import { basename, join } from "node:path";
import { cgroups, type CgroupNeeds, type Hierarchy } from "./cgroups.ts";
import { mounts, ownGroups } from "./group-places.ts";
import type { GroupFiles } from "./group-files.ts";
import type { Mechanism } from "./mechanism.ts";

const CONTROLLERS = ["memory", "pids", "cpu"];
const PERIOD_US = 100_000;
/** Half of what a group has by default: the server and the runner have their turn first. */
const WEIGHT = "50";
/** Where the processes of our own group go: a group that hands controllers down may hold none itself. */
const LEAF = "dispatch-own";

export type CgroupV2Needs = CgroupNeeds & {
  /** Whether systemd gives this unit's groups into our hands; undefined where there is no systemd. */
  readonly isDelegated: (unit: string) => Promise<boolean | undefined>;
};

/** Control groups of version 2, where our own group is ours to divide. */
export async function cgroupV2(needs: CgroupV2Needs): Promise<Mechanism> {
  const { files } = needs;
  const mount = (await mounts(files)).find(({ type }) => type === "cgroup2");
  if (!mount) throw new Error("there is no unified control group");
  const own = (await ownGroups(files)).get("") ?? "/";
  const base = join(mount.path, own);
  const available = (await files.read(join(base, "cgroup.controllers"))).trim().split(/\s+/);
  const missing = CONTROLLERS.filter((name) => !available.includes(name));
  if (missing.length > 0) throw new Error(`our control group has no ${missing.join(", ")}`);
  const isRootGroup = own === "/";
  if (!isRootGroup && (await needs.isDelegated(basename(own))) === false)
    throw new Error(`${basename(own)} is not delegated; its unit needs Delegate=yes`);
  if (!isRootGroup) await moveAside(files, base);
  const hierarchy: Hierarchy = {
    base,
    handsDown: CONTROLLERS,
    memoryEvents: "memory.events",
    settings: ({ memoryBytes, processes, cpus }) => [
      ...(memoryBytes === undefined
        ? []
        : [
            { file: "memory.max", value: String(memoryBytes) },
            // With swap beside it a session would fill that before it is stopped.
            { file: "memory.swap.max", value: "0", isOptional: true },
          ]),
      ...(processes === undefined ? [] : [{ file: "pids.max", value: String(processes) }]),
      { file: "cpu.weight", value: WEIGHT },
      ...(cpus === undefined
        ? []
        : [{ file: "cpu.max", value: `${Math.round(cpus * PERIOD_US)} ${PERIOD_US}` }]),
    ],
  };
  return cgroups({ by: "cgroup-v2", detail: "A control group for each session." }, [hierarchy], needs);
}

async function moveAside(files: GroupFiles, base: string) {
  const pids = (await files.read(join(base, "cgroup.procs"))).split("\n").filter(Boolean);
  if (pids.length === 0) return;
  await files.makeFolder(join(base, LEAF));
  // One may end while the others are moved.
  for (const pid of pids) await files.write(join(base, LEAF, "cgroup.procs"), pid).catch(() => undefined);
}
