import { Problem } from "@dispatch/protocol/problems";
import type { ErrandHandlers } from "../errand.ts";
import { about, exists } from "./file-problem.ts";
import { Held } from "./held.ts";
import { renameToFree, seen } from "./move.ts";
import { alone } from "./one-at-a-time.ts";
import { removeTree } from "./remove-tree.ts";
import { findSpot, findThere, namesOf, notTop } from "./spot.ts";
import { CONTENT, listTrash, noteOf, openTrash, putAway } from "./trash.ts";
import { judge, makeFolders } from "./write.ts";

type Names = "files.delete" | "files.deleted" | "files.restore" | "files.clear";

/** Deletes files and folders, and gives them back. */
export const trashHandlers: Pick<ErrandHandlers, Names> = {
  "files.delete": async ({ path, onlyOver, forGood }, { folder }) => {
    await using spot = await findThere(folder, path, { followLast: false });
    notTop(spot);
    return await alone(spot.folder, spot.name, async () => {
      await (await about(path, () => judge(spot, { onlyOver })))?.[Symbol.asyncDispose]();
      await spot.check();
      if (!forGood) return { deleted: await putAway(folder, spot) };
      await about(path, () => removeTree(spot.folder, spot.name));
      return { deleted: null };
    });
  },

  "files.deleted": async (_params, { folder }) => {
    await using trash = await openTrash(folder);
    return { items: trash ? await listTrash(trash) : [] };
  },

  "files.restore": async ({ id, to }, { folder }) => {
    await using trash = await openTrash(folder);
    const note = trash && (await noteOf(trash, id));
    if (!note) throw gone(id);
    const path = to ?? note.path;
    await makeFolders(folder, namesOf(path).slice(0, -1));
    await using spot = await findSpot(folder, path, { followLast: false });
    if (spot.found) throw exists(path);
    await using bin = await Held.open(trash.child(id));
    await using found = await Held.open(bin.child(CONTENT));
    await about(path, () => renameToFree({ folder: bin, name: CONTENT, found }, spot));
    await removeTree(trash, id);
    return await seen(folder, path);
  },

  "files.clear": async ({ id }, { folder }) => {
    await using trash = await openTrash(folder);
    if (id !== undefined && !(trash && (await noteOf(trash, id)))) throw gone(id);
    if (!trash) return {};
    for (const name of id === undefined ? await trash.names() : [id])
      if (name.toString() !== ".gitignore") await removeTree(trash, name);
    return {};
  },
};

const gone = (id: string) =>
  new Problem(
    "deleted-file-not-found",
    { deletedId: id },
    "It was restored, or cleared. List the deleted files of the workspace again.",
  );
