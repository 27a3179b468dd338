import type { Buffer } from "node:buffer";
import { type FileEntry, TRASH_FOLDER } from "@dispatch/protocol/errands/files";
import type { Errand, ErrandHandlers } from "../errand.ts";
import { entryOf, etagOf } from "./entry.ts";
import { about, notAFolder } from "./file-problem.ts";
import { Held } from "./held.ts";
import { type FoundSpot, findThere } from "./spot.ts";

/** What a folder holds, folders first; and what one thing is. */
export const listHandlers: Pick<ErrandHandlers, "files.list" | "files.stat"> = {
  "files.list": async ({ path, after, limit }, errand) => {
    await using spot = await findThere(errand.folder, path, { followLast: true });
    const { found } = spot;
    if (!found.stats.isDirectory()) throw notAFolder(path);
    const names = await about(path, () => found.names());
    const kept = names.filter((name) => !(spot.isTop && name.toString() === TRASH_FOLDER));
    const entries = await entriesOf({ found, path }, kept, errand);
    entries.sort(foldersFirst);
    return { entries: entries.slice(after, after + limit), isComplete: after + limit >= entries.length };
  },

  "files.stat": async ({ path }, { folder }) => {
    await using spot = await findThere(folder, path, { followLast: true });
    return await about(path, () => statOf(spot));
  },
};

/** What lies at a spot, with its etag. */
export async function statOf(spot: FoundSpot): Promise<FileEntry> {
  const entry = await entryOf(spot.folder, spot.found, spot.name, spot.wished);
  if (entry.type !== "file") return entry;
  await using file = await spot.found.read();
  return { ...entry, etag: await etagOf(file) };
}

async function entriesOf(
  { found, path }: { found: Held; path: string },
  names: readonly Buffer[],
  { signal }: Pick<Errand<"files.list">, "signal">,
): Promise<FileEntry[]> {
  const entries: FileEntry[] = [];
  for (const name of names) {
    signal.throwIfAborted();
    // What went in the meantime is not there.
    const held = await Held.open(found.child(name)).catch(() => undefined);
    if (!held) continue;
    await using _ = held;
    entries.push(
      await entryOf(found, held, name, path === "" ? name.toString() : `${path}/${name.toString()}`),
    );
  }
  return entries;
}

const isFolder = ({ type }: FileEntry) => Number(type === "folder");
const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function foldersFirst(a: FileEntry, b: FileEntry): number {
  return isFolder(b) - isFolder(a) || byName.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);
}
