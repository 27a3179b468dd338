import type { FileEntry } from "@dispatch/protocol/errands/files";
import { joined } from "./path-names.ts";

export type Folder = {
  readonly entries: readonly FileEntry[];
  /** `partial`: more is on its way. */
  readonly state: "loading" | "partial" | "ready" | "failed";
  readonly detail?: string;
};
/** A name that is being typed: of something new in a folder, or in the place of an old one. */
export type Naming = {
  readonly folder: string;
  readonly kind: "file" | "folder" | "rename";
  readonly path?: string;
};

export type TreeRow =
  | {
      readonly type: "entry";
      readonly entry: FileEntry;
      readonly level: number;
      readonly isOpen: boolean;
      /** Its number among those that lie beside it, and how many these are. */
      readonly place: number;
      readonly beside: number;
      readonly isNaming: boolean;
    }
  | {
      readonly type: "new";
      readonly kind: "file" | "folder";
      readonly folder: string;
      readonly level: number;
    }
  | {
      readonly type: "note";
      readonly folder: string;
      readonly level: number;
      readonly note: "loading" | "empty" | "failed";
      readonly detail?: string;
    };

export type TreeView = {
  readonly folders: ReadonlyMap<string, Folder>;
  readonly expanded: ReadonlySet<string>;
  readonly showsHidden: boolean;
  readonly naming: Naming | undefined;
};

/** Git's own folder is not for hands. */
export const isOwnFolder = ({ name }: FileEntry) => name === ".git";

export const isFolder = ({ type }: FileEntry) => type === "folder";

/** The tree as one list of rows, in the order in which they stand below each other. */
export function treeRows(view: TreeView): TreeRow[] {
  const rows: TreeRow[] = [];
  addFolder(view, "", 1, rows);
  return rows;
}

function addFolder(view: TreeView, path: string, level: number, rows: TreeRow[]) {
  const { folders, expanded, naming } = view;
  const folder = folders.get(path);
  if (naming?.folder === path && naming.kind !== "rename")
    rows.push({ type: "new", kind: naming.kind, folder: path, level });
  const entries = shownEntries(folder?.entries ?? [], view.showsHidden);
  entries.forEach((entry, index) => {
    const isOpen = isFolder(entry) && expanded.has(entry.path);
    rows.push({
      type: "entry",
      entry,
      level,
      isOpen,
      place: index + 1,
      beside: entries.length,
      isNaming: naming?.kind === "rename" && naming.path === entry.path,
    });
    if (isOpen) addFolder(view, joined(path, entry.name), level + 1, rows);
  });
  if (folder?.state === "failed")
    rows.push({ type: "note", folder: path, level, note: "failed", detail: folder.detail ?? "" });
  else if (folder?.state !== "ready") rows.push({ type: "note", folder: path, level, note: "loading" });
  else if (entries.length === 0 && path !== "" && naming?.folder !== path)
    rows.push({ type: "note", folder: path, level, note: "empty" });
}

const shownEntries = (entries: readonly FileEntry[], showsHidden: boolean) =>
  entries.filter((entry) => !isOwnFolder(entry) && (showsHidden || !entry.name.startsWith(".")));

/** Where the keyboard goes from a row: to the row above the level, or to what begins with what is typed. */
export function parentRow(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let at = index - 1; at >= 0; at--) if ((rows[at]?.level ?? 1) < level) return at;
  return index;
}

/** The next row whose name begins with these letters, from the one after `index` on and around. */
export function rowBeginning(rows: readonly TreeRow[], index: number, letters: string): number | undefined {
  const wanted = letters.toLowerCase();
  // More letters of one word may still mean the row that is there.
  const first = letters.length > 1 ? index : index + 1;
  for (let step = 0; step < rows.length; step++) {
    const at = (first + step) % rows.length;
    const row = rows[at];
    if (row?.type === "entry" && row.entry.name.toLowerCase().startsWith(wanted)) return at;
  }
  return undefined;
}
