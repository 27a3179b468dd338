import type { NetworkAccess, RungProof } from "@dispatch/protocol/isolation";
import { findExecutable } from "../workspaces/executable.ts";
import { enter, TOOL_PATH } from "./enter.ts";
import { sandboxMounts } from "./sandbox-mounts.ts";
import type { Place, Rung } from "./rung.ts";
import { tryOut, type Trial } from "./try-out.ts";
import { uidStage, type UidStageNeeds } from "./uid.rung.ts";

/**
 * bwrap itself only waits. What the keyboard and a hang-up send to everybody at the terminal is for the program: it
 * decides what an interrupt means, and the end of the program is the end of bwrap.
 */
const DEAF = `trap "" HUP INT QUIT TSTP TTIN TTOU; exec "$@"`;

/**
 * A view of the machine made from an allow-list, with process, IPC and host-name spaces of its own. It is always built
 * by an unprivileged user in a user namespace, by root after the step down of the uid rung: so inside there is one set
 * of rules, no capability that means anything outside, and no further user namespace.
 */
export function bubblewrapRung(
  needs: UidStageNeeds & { readonly isRoot: boolean; readonly trial: Trial },
): Rung {
  const bwrap = findExecutable("bwrap", TOOL_PATH);
  const rung: Rung = {
    name: "bubblewrap",
    passesSignalsOn: "as exit codes",
    programsOf: "the machine",
    async wrap(program, place) {
      const entered = enter(program);
      const sandbox = [
        "/bin/sh",
        "-c",
        DEAF,
        "dispatch",
        bwrap ?? "bwrap",
        ...namespaces(place.network),
        ...(await sandboxMounts(place, needs.hidden)),
        "--",
        ...entered.command,
      ];
      const [file = "", ...args] = await asThePerson(sandbox, place);
      return { file, args, env: entered.env, cwd: "/" };
    },
    async probe() {
      const proof = { rung: "bubblewrap", how: HOW, networks: ["host", "none"] } as const;
      const unproved = (why: string, fix: string): RungProof => ({
        ...proof,
        networks: [...proof.networks],
        proved: false,
        why,
        fix,
      });
      if (!bwrap)
        return unproved("bwrap is not installed.", "Install bubblewrap (apt-get install bubblewrap).");
      const failed = await tryOut(rung, needs.trial);
      if (failed !== undefined) return unproved(failed, fixFor(failed));
      return { ...proof, networks: [...proof.networks], proved: true };
    },
  };
  return rung;

  async function asThePerson(command: string[], place: Place) {
    const { uid, passwdPath, groupPath, folder, homePath, workspacePath, shown } = place;
    if (uid === undefined) return command;
    const kept = [...new Set([homePath, workspacePath, ...shown.map(({ path }) => path)])];
    return uidStage(
      { command, uid, passwdPath, groupPath, folder, kept, sealed: [], processes: "all" },
      needs,
    );
  }
}

const HOW =
  "Sessions see the system read-only, their own folders, and nothing else of the machine; no capabilities, no other processes.";

function namespaces(network: NetworkAccess): string[] {
  return [
    "--unshare-user",
    "--disable-userns",
    "--unshare-pid",
    "--unshare-ipc",
    "--unshare-uts",
    "--unshare-cgroup-try",
    ...(network === "none" ? ["--unshare-net"] : []),
    "--die-with-parent",
  ];
}

/** The usual reasons, by what bwrap says. */
function fixFor(failed: string): string {
  if (/disable-userns/.test(failed) && /nknown option/.test(failed))
    return "Install bubblewrap 0.8 or newer.";
  if (/user namespace|uid map|Operation not permitted|Permission denied/i.test(failed)) {
    return (
      "The system does not let bwrap make namespaces. On Ubuntu 24.04 allow it with an AppArmor profile for bwrap, or " +
      "`sysctl kernel.apparmor_restrict_unprivileged_userns=0`; elsewhere check `sysctl user.max_user_namespaces` and " +
      "`kernel.unprivileged_userns_clone`; in a container its seccomp and AppArmor profiles must allow namespaces."
    );
  }
  return "Install bubblewrap 0.8 or newer and coreutils 8.31 or newer.";
}
