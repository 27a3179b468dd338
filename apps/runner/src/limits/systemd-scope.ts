import type { Group, Limits, Mechanism } from "./mechanism.ts";

/** Runs a program of systemd and gives what it printed; throws with what it complained of. */
export type SystemdRun = (program: "systemd-run" | "systemctl", args: readonly string[]) => Promise<string>;

export type SystemdNeeds = {
  readonly run: SystemdRun;
  readonly isRoot: boolean;
  readonly pid: number;
};

/** Half of what a unit has by default: the server and the runner have their turn first. */
const WEIGHT = 50;

/** A scope of systemd for each session, where our own control group is not ours to divide. */
export async function systemdScope({ run, isRoot, pid }: SystemdNeeds): Promise<Mechanism> {
  const manager = isRoot ? [] : ["--user"];
  const trial = scope(`dispatch-${pid}-trial`, { memoryBytes: 64 * 1024 ** 2, processes: 16, cpus: 1 });
  await run("systemd-run", [...trial, "true"]);
  return {
    by: "systemd",
    enforces: ["memory", "processes", "cpu", "file-size", "open-files"],
    detail: `A scope of ${isRoot ? "systemd" : "the user's systemd"} for each session.`,
    open: (launch, limits) => Promise.resolve(group(`dispatch-${pid}-${launch}`, limits)),
    // An empty scope is taken away by systemd itself.
    clean: () => Promise.resolve(),
  };

  function scope(
    unit: string,
    { memoryBytes, processes, cpus }: Pick<Limits, "memoryBytes" | "processes" | "cpus">,
  ) {
    const properties = [
      `CPUWeight=${WEIGHT}`,
      ...(memoryBytes === undefined ? [] : [`MemoryMax=${memoryBytes}`, "MemorySwapMax=0"]),
      ...(processes === undefined ? [] : [`TasksMax=${processes}`]),
      ...(cpus === undefined ? [] : [`CPUQuota=${Math.round(cpus * 100)}%`]),
    ];
    return [
      ...manager,
      "--scope",
      "--quiet",
      `--unit=${unit}`,
      ...properties.flatMap((property) => ["-p", property]),
      "--",
    ];
  }

  function group(unit: string, limits: Limits): Group {
    const name = `${unit}.scope`;
    return {
      enter: ({ file, args }) => ({ file: "systemd-run", args: [...scope(unit, limits), file, ...args] }),
      async memoryKills() {
        const result = await run("systemctl", [...manager, "show", "--property=Result", "--value", name]);
        return result.trim() === "oom-kill" ? 1 : 0;
      },
      async remove() {
        const state = await run("systemctl", [...manager, "show", "--property=ActiveState", "--value", name]);
        if (state.trim() === "active") return false;
        // One that failed is remembered until somebody says otherwise.
        await run("systemctl", [...manager, "reset-failed", name]).catch(() => undefined);
        return true;
      },
    };
  }
}
