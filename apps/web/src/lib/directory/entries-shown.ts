import type { FileEntry } from "@dispatch/protocol/errands/files";
import { isFolder, isOwnFolder } from "#lib/files/tree-rows.ts";

export type Wanted = "folder" | "file";

/** Whether it is gone into, or can be what is looked for. A link may lead to either. */
export const mayOpen = ({ type, hasOddName, path }: FileEntry, wants: Wanted, closed: string | undefined) =>
  !hasOddName &&
  path !== closed &&
  (type === "folder" || type === "link" || (wants === "file" && type === "file"));

type View = { readonly filter: string; readonly showsHidden: boolean };

/** What is seen of a folder: of what has the letters in its name, that which begins with them comes first. */
export function entriesShown(entries: readonly FileEntry[], { filter, showsHidden }: View): FileEntry[] {
  const letters = filter.toLowerCase();
  const shown = entries.filter(
    (entry) =>
      !isOwnFolder(entry) &&
      // Whoever types the point means what is hidden.
      (showsHidden || letters.startsWith(".") || !entry.name.startsWith(".")) &&
      entry.name.toLowerCase().includes(letters),
  );
  if (letters === "") return shown;
  const rank = (entry: FileEntry) =>
    Number(!isFolder(entry)) * 2 + Number(!entry.name.toLowerCase().startsWith(letters));
  return shown.sort((a, b) => rank(a) - rank(b));
}
