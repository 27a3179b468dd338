import { access } from "node:fs/promises";
import { Refusal } from "../refusal.ts";
import type { ContainerFiles } from "./container-files.ts";
import { isBelow } from "../workspaces/is-below.ts";
import type { Place } from "./rung.ts";
import { besideUsr, ETC, hiddenInSystem, SCRATCH, SYSTEM } from "./system-view.ts";

/** Podman's arguments for what every container shows: the person's folders, their name, and scratch folders. */
export function ownMounts({ homePath, workspacePath, passwdPath, groupPath, shown }: Place): string[] {
  return [
    ...bind(passwdPath, "/etc/passwd", "ro"),
    ...bind(groupPath, "/etc/group", "ro"),
    // Without `notmpcopyup` podman fills them with what the machine has at that place.
    ...SCRATCH.flatMap((path) => ["--mount", `type=tmpfs,dst=${path},notmpcopyup,tmpfs-mode=1777`]),
    ...bind(homePath, homePath, "rw"),
    ...(isBelow(workspacePath, homePath) ? [] : bind(workspacePath, workspacePath, "rw")),
    ...shown.flatMap(({ path, isWritable }) => bind(path, path, isWritable ? "rw" : "ro")),
  ];
}

/** Podman's arguments for the machine's own system in an otherwise empty root, read-only. */
export async function systemMounts(
  place: Place,
  hidden: readonly string[],
  { emptyPath }: ContainerFiles,
): Promise<string[]> {
  const beside = (await besideUsr()).filter(({ linkTo }) => linkTo === undefined).map(({ path }) => path);
  const shown = await Promise.all(
    [...SYSTEM, ...beside, ...ETC].map(async (path) => ((await isThere(path)) ? bind(path, path, "ro") : [])),
  );
  const covered = (await hiddenInSystem(place, hidden)).map((path) => `${emptyPath}:${plain(path)}:O`);
  return [...shown.flat(), ...covered.flatMap((volume) => ["--volume", volume])];
}

function bind(from: string, to: string, how: "ro" | "rw"): string[] {
  return ["--mount", `type=bind,src=${plain(from)},dst=${plain(to)}${how === "ro" ? ",readonly=true" : ""}`];
}

/** Podman takes paths as part of lists. */
function plain(path: string): string {
  if (!/[,:="\n]/.test(path)) return path;
  throw new Refusal(
    "start-failed",
    `${path} has a comma, colon, quotation mark or equals sign in it, which a container's folders may not have.`,
  );
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
