import { isBelow } from "../workspaces/is-below.ts";
import type { Place } from "./rung.ts";
import { besideUsr, ETC, hiddenInSystem, SCRATCH, SYSTEM, type BesideUsr } from "./system-view.ts";

/** bwrap's arguments for the whole view: later ones lie upon earlier ones. */
export async function sandboxMounts(place: Place, hidden: readonly string[]): Promise<string[]> {
  const { uid, homePath, workspacePath } = place;
  // Root's stage has put the person's lists in their places already, and its own folder is out of reach by now.
  const passwd = uid === undefined ? place.passwdPath : "/etc/passwd";
  const group = uid === undefined ? place.groupPath : "/etc/group";
  return [
    ...SYSTEM.flatMap((path) => ["--ro-bind-try", path, path]),
    ...(await besideUsr()).flatMap(shown),
    "--dir",
    "/etc",
    ...ETC.flatMap((path) => ["--ro-bind-try", path, path]),
    "--ro-bind",
    passwd,
    "/etc/passwd",
    "--ro-bind",
    group,
    "/etc/group",
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    ...SCRATCH.flatMap((path) => ["--perms", "1777", "--tmpfs", path]),
    ...(await hiddenInSystem(place, hidden)).flatMap((path) => ["--tmpfs", path]),
    "--bind",
    homePath,
    homePath,
    ...(isBelow(workspacePath, homePath) ? [] : ["--bind", workspacePath, workspacePath]),
    ...place.shown.flatMap(({ path, isWritable }) => [isWritable ? "--bind" : "--ro-bind", path, path]),
    "--chmod",
    "0755",
    "/etc",
    "--remount-ro",
    "/",
  ];
}

const shown = ({ path, linkTo }: BesideUsr) =>
  linkTo === undefined ? ["--ro-bind", path, path] : ["--symlink", linkTo, path];
