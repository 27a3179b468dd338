import { join } from "node:path";
import { startTicksOf } from "../processes/process-table.ts";
import type { GroupFiles } from "./group-files.ts";
import type { Group, Limits, Mechanism } from "./mechanism.ts";

/** One hierarchy of groups; version 1 has one for each controller, version 2 one for all. */
export type Hierarchy = {
  /** The group below which ours are made. */
  readonly base: string;
  /** Whether a group must hand its controllers to those below it by name. */
  readonly handsDown: readonly string[];
  readonly settings: (limits: Limits) => readonly Setting[];
  /** The file that counts what was killed for want of memory, where it is here. */
  readonly memoryEvents?: string;
};

/** `isOptional`: kernels differ in whether they have it, and the limit holds without it. */
export type Setting = { readonly file: string; readonly value: string; readonly isOptional?: boolean };

/** All groups of Dispatch are below one of this name; in it has each runner one, and in that each launch of a session. */
const OURS = "dispatch";

/** Puts itself into groups and becomes the command. $1 how many groups, then their files. */
const ENTER = `left=$1; shift
while [ "$left" -gt 0 ]; do echo 0 >"$1" || exit 125; shift; left=$((left - 1)); done
unset SHLVL OLDPWD
exec "$@"`;

export type CgroupNeeds = {
  readonly files: GroupFiles;
  readonly pid: number;
  /** When a process started; tells it from a later one with the same number. */
  readonly startTicksOf: (pid: number) => number | undefined;
};

export const thisProcess = { pid: process.pid, startTicksOf };

/** Groups of the kernel, made and tried once: throws with the reason where that fails. */
export async function cgroups(
  about: Pick<Mechanism, "by" | "detail">,
  hierarchies: readonly Hierarchy[],
  { files, pid, startTicksOf }: CgroupNeeds,
): Promise<Mechanism> {
  const runner = `${pid}-${startTicksOf(pid)}`;
  for (const { base, handsDown } of hierarchies) {
    await handDown(files, base, handsDown);
    for (const folder of [join(base, OURS), join(base, OURS, runner)]) {
      await files.makeFolder(folder);
      await handDown(files, folder, handsDown);
    }
  }
  const mechanism: Mechanism = {
    ...about,
    enforces: ["memory", "processes", "cpu", "file-size", "open-files"],
    async open(launch, limits) {
      const folders = hierarchies.map(({ base }) => join(base, OURS, runner, launch));
      await Promise.all(
        hierarchies.map(async ({ settings }, index) => {
          const folder = folders[index] as string;
          await files.makeFolder(folder);
          for (const { file, value, isOptional } of settings(limits)) {
            const written = files.write(join(folder, file), value);
            await (isOptional ? written.catch(() => undefined) : written);
          }
        }),
      );
      return group(folders);
    },
    async clean() {
      for (const { base } of hierarchies) {
        for (const name of await files.folders(join(base, OURS))) {
          const [owner, ticks] = name.split("-").map(Number);
          if (owner !== undefined && startTicksOf(owner) === ticks) continue;
          const left = join(base, OURS, name);
          // What still has processes in it stays until they have ended, and the next time.
          for (const session of await files.folders(left).catch(() => []))
            await files.removeFolder(join(left, session)).catch(() => undefined);
          await files.removeFolder(left).catch(() => undefined);
        }
      }
    },
  };
  const trial = await mechanism.open("trial", {
    memoryBytes: 64 * 1024 ** 2,
    processes: 16,
    cpus: 1,
    fileSizeBytes: undefined,
    openFiles: undefined,
  });
  await trial.remove();
  return mechanism;

  function group(folders: readonly string[]): Group {
    return {
      enter: ({ file, args }) => ({
        file: "/bin/sh",
        args: [
          "-c",
          ENTER,
          "dispatch",
          String(folders.length),
          ...folders.map((folder) => join(folder, "cgroup.procs")),
          file,
          ...args,
        ],
      }),
      async memoryKills() {
        let kills = 0;
        for (const [index, { memoryEvents }] of hierarchies.entries()) {
          if (memoryEvents === undefined) continue;
          const text = await files.read(join(folders[index] as string, memoryEvents)).catch(() => "");
          kills += Number(/^oom_kill (\d+)/m.exec(text)?.[1] ?? 0);
        }
        return kills;
      },
      async remove() {
        const removals = folders.map((folder) =>
          files.removeFolder(folder).then(
            () => true,
            (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT",
          ),
        );
        return (await Promise.all(removals)).every(Boolean);
      },
    };
  }
}

async function handDown(files: GroupFiles, folder: string, controllers: readonly string[]) {
  if (controllers.length === 0) return;
  await files.write(join(folder, "cgroup.subtree_control"), controllers.map((name) => `+${name}`).join(" "));
}
