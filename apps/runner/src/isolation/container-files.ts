import { chmod, mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { containerFilter } from "./container-filter.ts";
import { besideUsr, SCRATCH, SYSTEM } from "./system-view.ts";

/** What a container is made of beside what is mounted into it. */
export type ContainerFiles = {
  /** An otherwise empty root that the machine's system folders are mounted in. */
  readonly rootPath: string;
  /** Lies over folders that must not be seen. */
  readonly emptyPath: string;
  readonly hooksPath: string;
  /** Which system calls are allowed. */
  readonly filterPath: string;
};

/**
 * Run by the runtime, as root and in the session's own control groups, before anything of the container runs: moves its
 * first process there from the group that podman made, so that one group counts and limits a session on every rung.
 * What cannot be moved would be without limits, so the container does not start.
 */
const JOIN_GROUPS = `set -eu
pid=$(sed -n 's/.*"pid" *: *\\([0-9][0-9]*\\).*/\\1/p')
while IFS=: read -r _ controllers path; do
  case ,$controllers, in ,memory, | ,pids, | ,cpu, | ,cpu,* | *,cpu, | ,,) ;; *) continue ;; esac
  while read -r _ mount type options _; do
    case $type,$options, in
      cgroup2,*) [ -z "$controllers" ] || continue ;;
      cgroup,*,"$controllers",*) ;;
      *) continue ;;
    esac
    echo "$pid" >"$mount$path/cgroup.procs"
    break
  done </proc/self/mounts
done </proc/self/cgroup`;

/** The same whenever they are made: sessions that start at this moment may be using them. */
export async function containerFiles(folder: string): Promise<ContainerFiles> {
  const files = {
    rootPath: join(folder, "container-root"),
    emptyPath: join(folder, "container-empty"),
    hooksPath: join(folder, "container-hooks"),
    filterPath: join(folder, "container-filter.json"),
  };
  for (const path of [files.emptyPath, files.hooksPath]) await makeFolder(path, 0o755);
  for (const path of ["", ...SYSTEM, "/etc", "/dev", "/proc", "/sys", "/var"])
    await makeFolder(join(files.rootPath, path), 0o755);
  for (const path of SCRATCH) await makeFolder(join(files.rootPath, path), 0o1777);
  for (const { path, linkTo } of await besideUsr()) {
    if (linkTo === undefined) await makeFolder(join(files.rootPath, path), 0o755);
    else await symlink(linkTo, join(files.rootPath, path)).catch(unlessThere);
  }
  const hook = {
    version: "1.0.0",
    hook: { path: "/bin/sh", args: ["sh", "-c", JOIN_GROUPS] },
    when: { always: true },
    stages: ["createRuntime"],
  };
  await replace(join(files.hooksPath, "groups.json"), JSON.stringify(hook), folder);
  await replace(files.filterPath, await containerFilter(), folder);
  return files;
}

async function makeFolder(path: string, mode: number) {
  await mkdir(path, { recursive: true });
  await chmod(path, mode); // whatever the umask
}

/** Written aside: whoever reads it has the whole of it. */
async function replace(path: string, text: string, aside: string) {
  const arriving = join(aside, `arriving.${process.pid}.${performance.now()}`);
  await writeFile(arriving, text, { mode: 0o644 });
  await rename(arriving, path);
}

function unlessThere(error: NodeJS.ErrnoException) {
  if (error.code !== "EEXIST") throw error;
}
