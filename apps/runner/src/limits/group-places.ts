import type { GroupFiles } from "./group-files.ts";

export type Mount = { readonly path: string; readonly type: string; readonly options: readonly string[] };

export async function mounts(files: GroupFiles): Promise<Mount[]> {
  const lines = (await files.read("/proc/self/mounts")).split("\n");
  return lines.map((line) => {
    const [, path = "", type = "", options = ""] = line.split(" ");
    return { path, type, options: options.split(",") };
  });
}

/** In which group this process is: by controller in version 1, under the empty name in version 2. */
export async function ownGroups(files: GroupFiles): Promise<ReadonlyMap<string, string>> {
  const lines = (await files.read("/proc/self/cgroup")).trim().split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [, controllers = "", ...path] = line.split(":");
      return controllers.split(",").map((name) => [name, path.join(":")] as const);
    }),
  );
}
