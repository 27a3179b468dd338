import { dirname, join } from "node:path";
import type { RungProof } from "@dispatch/protocol/isolation";
import { isBelow } from "../workspaces/is-below.ts";
import { coveredFolders } from "./covered-folders.ts";
import { enter } from "./enter.ts";
import { REPOSITORIES } from "./prepare-place.ts";
import type { Rung } from "./rung.ts";
import { tryOut, type Trial } from "./try-out.ts";

/** Drops everything that root has. What follows can get none of it back. */
const DROP = `exec setpriv --reuid="$uid" --regid="$uid" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all -- "$@"`;

/** The terminal becomes the person's, as a login would do it: programs open it by its name. */
const OWN_TERMINAL = `[ ! -t 0 ] || chown "$uid" /proc/self/fd/0`;

/** $1 uid, then the command. */
const PLAIN_STAGE = `set -eu
uid=$1; shift
${OWN_TERMINAL}
${DROP}`;

/**
 * In a mount namespace of its own: $1 uid, $2 and $3 passwd and group, $4 whether to hide other people's processes;
 * a count and the folders to keep, a count and the folders to cover, a count and those to be read only, then the command. A kept folder is opened before
 * anything is covered and bound back through that open file: its own path leads nowhere by then.
 */
const MOUNT_STAGE = `set -eu
umask 022
uid=$1 passwd=$2 group=$3 processes=$4; shift 4
${OWN_TERMINAL}
mount -c --bind "$passwd" /etc/passwd
mount -c --bind "$group" /etc/group
left=$1 fd=3; shift
while [ "$left" -gt 0 ]; do
  eval "exec $fd<\\"\\$1\\"; keep$fd=\\$1"; shift; fd=$((fd + 1)) left=$((left - 1))
done
left=$1; shift
while [ "$left" -gt 0 ]; do
  mount -c -t tmpfs -o mode=0755,size=1m,nr_inodes=1k tmpfs "$1"; shift; left=$((left - 1))
done
while [ "$fd" -gt 3 ]; do
  fd=$((fd - 1)); eval "to=\\$keep$fd"
  mkdir -p -- "$to"
  mount -c --bind "/proc/self/fd/$fd" "$to"
  eval "exec $fd<&-"
done
left=$1; shift
while [ "$left" -gt 0 ]; do
  mount -c --bind "$1" "$1"; mount -c -o remount,bind,ro "$1"; shift; left=$((left - 1))
done
[ "$processes" = all ] || mount -c -t proc -o hidepid=2 proc /proc
${DROP}`;

export type UidStageNeeds = {
  /** Whether the runner may make mount namespaces. */
  readonly canMount: boolean;
  /** Folders that hold what is Dispatch's own, or other people's. */
  readonly hidden: readonly string[];
};

export type Stage = {
  readonly command: readonly string[];
  readonly uid: number;
  readonly passwdPath: string;
  readonly groupPath: string;
  /** Folders that stay reachable at their own paths although something above them is hidden. */
  readonly kept: readonly string[];
  /** Folders below a kept one that can be read and not written. */
  readonly sealed: readonly string[];
  /** The person's folder: beside it lie other people's. */
  readonly folder: string;
  readonly processes: "own" | "all";
};

/** A command that root runs, and that runs `command` as the person. */
export async function uidStage(stage: Stage, { canMount, hidden }: UidStageNeeds): Promise<string[]> {
  const uid = String(stage.uid);
  if (!canMount) return ["/bin/sh", "-c", PLAIN_STAGE, "dispatch", uid, ...stage.command];
  const covered = await coveredFolders([...hidden, dirname(stage.folder)], stage.kept);
  const kept = stage.kept.filter((folder) => covered.some((cover) => isBelow(folder, cover)));
  return [
    "unshare",
    "--mount",
    "--propagation",
    "private",
    "/bin/sh",
    "-c",
    MOUNT_STAGE,
    "dispatch",
    uid,
    stage.passwdPath,
    stage.groupPath,
    stage.processes,
    String(kept.length),
    ...kept,
    String(covered.length),
    ...covered,
    String(stage.sealed.length),
    ...stage.sealed,
    ...stage.command,
  ];
}

/** An unprivileged uid for each person; their folders are theirs, and Dispatch's own are out of sight. */
export function uidRung(needs: UidStageNeeds & { readonly isRoot: boolean; readonly trial: Trial }): Rung {
  const rung: Rung = {
    name: "uid",
    passesSignalsOn: "as they are",
    programsOf: "the machine",
    async wrap(program, { uid, folder, workspacePath, passwdPath, groupPath, shown }) {
      if (uid === undefined) throw new Error("there is no uid to change to");
      const { command, env } = enter(program);
      const beside = [workspacePath, ...shown.map(({ path }) => path)].filter(
        (path) => !isBelow(path, folder),
      );
      const kept = [folder, ...new Set(beside)];
      // Only what works on the clones themselves may write there: fetching and pushing with the person's key.
      const clones = join(folder, REPOSITORIES);
      const sealed = isBelow(workspacePath, clones) ? [] : [clones];
      const [file = "", ...args] = await uidStage(
        { command, uid, passwdPath, groupPath, folder, kept, sealed, processes: "own" },
        needs,
      );
      return { file, args, env, cwd: "/" };
    },
    async probe() {
      const unproved = (why: string, fix: string): RungProof => ({
        rung: "uid",
        proved: false,
        how: "Each person's sessions run as a uid of their own.",
        why,
        fix,
        networks: ["host"],
      });
      if (!needs.isRoot) {
        return unproved(
          "Only root can run programs as other users, and the runner is not root.",
          "Run Dispatch as root, or install bubblewrap, which needs no root.",
        );
      }
      const failed = await tryOut(rung, needs.trial);
      if (failed === undefined) {
        return {
          rung: "uid",
          proved: true,
          how: needs.canMount
            ? "A program ran as a uid of its own, without groups and capabilities, and found Dispatch's own files hidden."
            : "A program ran as a uid of its own, without groups and capabilities. Dispatch's own files are kept by their permissions.",
          networks: ["host"],
        };
      }
      return unproved(
        failed,
        needs.canMount
          ? "It needs setpriv, unshare and mount of util-linux, and env of coreutils 8.31 or newer."
          : "Without CAP_SYS_ADMIN workspaces are bound nowhere: put WORKSPACES_ROOT below folders that everybody may enter (chmod o+x), or give the runner CAP_SYS_ADMIN. It also needs setpriv of util-linux.",
      );
    },
  };
  return rung;
}
