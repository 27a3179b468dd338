import type { RungProof } from "@dispatch/protocol/isolation";
import { startTicksOf } from "../processes/process-table.ts";
import { findExecutable } from "../workspaces/executable.ts";
import { containerFiles, type ContainerFiles } from "./container-files.ts";
import { ownMounts, systemMounts } from "./container-mounts.ts";
import { enter, TOOL_PATH } from "./enter.ts";
import { podman, PODMAN_ENVIRONMENT, removeContainers } from "./podman.ts";
import type { Place, Program, Rung } from "./rung.ts";
import { tryOut, type Trial } from "./try-out.ts";

/** In this order they are tried: on some kernels only one of them works. */
const RUNTIMES = ["crun", "runc"];
/** Names the runner of a container: one that is gone has left it behind. */
const RUNNER_LABEL = "dispatch.runner";
/** As for every session: the first to go when the machine runs out of memory. */
const OOM_SCORE = "500";

/** What podman gives itself at most, and so can hand on. */
const OPEN_FILES_OF_PODMAN = 1_048_576;
const PROCESSES_OF_PODMAN = 32_768;

/**
 * Passes on what a process may have at most. Every process of a session is sent a hang-up by itself: podman hears none, since one
 * that it cannot pass on, its program having ended meanwhile, would end podman, and so be told as the program's end. $1 podman,
 * $2 runtime, $3 folder of hooks, then arguments of `run`.
 */
const HAND_OVER = `limit() {
  hard=$(sed -n "s/^Max $1 *[^ ]* *\\([0-9]*\\).*/\\1/p" /proc/self/limits)
  if [ -z "$hard" ] || [ "$hard" -gt "$2" ]; then hard=$2; fi; echo "$hard:$hard"
}
files=$(limit "open files" ${OPEN_FILES_OF_PODMAN}) processes=$(limit processes ${PROCESSES_OF_PODMAN})
podman=$1 runtime=$2 hooks=$3; shift 3
if [ -t 0 ]; then set -- --tty "$@"; fi
trap "" HUP
exec "$podman" --runtime "$runtime" --cgroup-manager cgroupfs --hooks-dir "$hooks" run --ulimit "nofile=$files" --ulimit "nproc=$processes" "$@"`;

/** The first process of a container: it waits for the program, and for what others have left behind. */
const FIRST = `trap "" HUP INT QUIT TSTP TTIN TTOU; "$@"; exit $?`;

export type ContainerNeeds = {
  readonly isRoot: boolean;
  /** Folders that hold what is Dispatch's own, or other people's. */
  readonly hidden: readonly string[];
  readonly trial: Trial;
  /** Where a container's file system comes from; left out, it is the machine's own system, read-only. */
  readonly image: string | undefined;
};

/** A container of podman for each session: the same view as a sandbox, or an image, and a filter of system calls. */
export function containerRung({ isRoot, hidden, trial, image }: ContainerNeeds): Rung {
  const program = findExecutable("podman", TOOL_PATH);
  let works: { readonly runtime: string; readonly files: ContainerFiles } | undefined;
  const rung: Rung = {
    name: "container",
    passesSignalsOn: "as exit codes",
    programsOf: image === undefined ? "the machine" : "an image",
    async wrap(wanted, place) {
      if (!program || !works) throw new Error("there is nothing to run containers with");
      return {
        ...(await run(wanted, place, { program, ...works })),
        bringsTerminal: true,
        release: async () => void (await removeContainers(program, [nameOf(place)])),
      };
    },
    async probe() {
      const proof = { rung: "container", how: HOW[rung.programsOf], networks: ["host", "none"] } as const;
      const unproved = (why: string, fix: string): RungProof => ({
        ...proof,
        networks: [...proof.networks],
        proved: false,
        why,
        fix,
      });
      if (!isRoot) return unproved("The runner is not root.", "Run Dispatch as root, or use bubblewrap.");
      if (!program) return unproved("podman is not installed.", INSTALL);
      const runtimes = RUNTIMES.map((name) => findExecutable(name, TOOL_PATH)).filter(
        (path) => path !== undefined,
      );
      if (runtimes.length === 0) return unproved("Neither crun nor runc is installed.", INSTALL);
      const failures: string[] = [];
      try {
        await removeLeftovers(program);
        const files = await containerFiles(trial.folder);
        for (const runtime of runtimes) {
          works = { runtime, files };
          const failed = await tryOut(rung, trial);
          if (failed === undefined) return { ...proof, networks: [...proof.networks], proved: true };
          failures.push(`${runtime}: ${failed}`);
        }
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
      works = undefined;
      return unproved(failures.join(" "), fixFor(failures.join(" "), image));
    },
  };
  return rung;

  async function run(
    wanted: Program,
    place: Place,
    { program, runtime, files }: { program: string; runtime: string; files: ContainerFiles },
  ): Promise<Program> {
    const { command, env } = enter(wanted);
    const { PATH: _path, LC_ALL: _locale, ...carried } = env;
    const root = image === undefined ? ["--rootfs", `${files.rootPath}:O`] : [image];
    const args = [
      ...["-c", HAND_OVER, "dispatch", program, runtime, files.hooksPath],
      ...["--name", nameOf(place), "--label", `${RUNNER_LABEL}=${ownMark()}`],
      ...FIXED,
      ...["--security-opt", `seccomp=${files.filterPath}`],
      ...["--network", place.network],
      ...["--user", `${place.uid}:${place.uid}`],
      // By name: values stay out of what all the machine may read.
      ...Object.keys(carried).flatMap((name) => ["--env", name]),
      ...(image === undefined ? await systemMounts(place, hidden, files) : []),
      ...ownMounts(place),
      ...root,
      ...["/bin/sh", "-c", FIRST, "dispatch", ...command],
    ];
    return { file: "/bin/sh", args, env: { ...carried, ...PODMAN_ENVIRONMENT }, cwd: "/" };
  }
}

const FIXED = [
  ...["--rm", "--interactive", "--sig-proxy=false", "--detach-keys", "", "--pull", "never"],
  ...["--log-driver", "none"],
  ...["--read-only", "--read-only-tmpfs=false", "--image-volume", "ignore", "--entrypoint", ""],
  ...["--cap-drop", "all", "--security-opt", "no-new-privileges", "--systemd", "false"],
  // Who the person is and what a program may use is decided elsewhere, the same for every rung.
  ...["--passwd=false", "--http-proxy=false", "--cgroups", "no-conmon", "--cgroupns", "private"],
  ...["--pids-limit", "-1", "--oom-score-adj", OOM_SCORE],
];

const HOW = {
  "the machine":
    "Sessions run in containers of podman that show the system read-only, their own folders, and nothing else of the machine.",
  "an image":
    "Sessions run in containers of podman made from the image, with their own folders and nothing else of the machine.",
} as const;

const INSTALL = "Install podman with a runtime (apt-get install podman crun runc).";

const nameOf = ({ sessionId, launch }: Place) => `dispatch-${sessionId}-${launch}`;

const ownMark = () => `${process.pid}.${startTicksOf(process.pid)}`;

/** Takes away what runners that are gone have left. */
async function removeLeftovers(program: string) {
  const format = `{{.ID}} {{index .Labels "${RUNNER_LABEL}"}}`;
  const list = await podman(program, [
    "ps",
    "--all",
    "--filter",
    `label=${RUNNER_LABEL}`,
    "--format",
    format,
  ]);
  const left = list.split("\n").flatMap((line) => {
    const [id = "", mark = ""] = line.split(" ");
    const [pid = 0, ticks] = mark.split(".").map(Number);
    return id !== "" && startTicksOf(pid) !== ticks ? [id] : [];
  });
  if (left.length > 0) await removeContainers(program, left);
}

/** The usual reasons, by what podman says. */
function fixFor(failed: string, image: string | undefined): string {
  if (image !== undefined && /image not known|no such image|not found in local/i.test(failed))
    return `Fetch the image first: podman pull ${image}`;
  if (image !== undefined && /executable file not found|no such file|127|default-signal/i.test(failed))
    return "The image needs /bin/sh, and id, grep and env of coreutils 8.31 or newer.";
  if (/filter of system calls/.test(failed))
    return "Install containers-common, or golang-github-containers-common on Debian.";
  if (/hybrid mode/i.test(failed)) return "Install the other runtime too (apt-get install runc).";
  return INSTALL;
}
