import type { ReviewFile } from "@dispatch/protocol/review";

export type FolderRow = {
  readonly kind: "folder";
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly isOpen: boolean;
};
export type FileRow = {
  readonly kind: "file";
  readonly file: ReviewFile;
  readonly name: string;
  readonly folder: string;
  readonly depth: number;
};
export type ListRow = FolderRow | FileRow;

type Wish = { readonly filter: string; readonly isTree: boolean; readonly closed: ReadonlySet<string> };

/** The files as they are listed: below their folders, or each with its whole path. */
export function fileRows(files: readonly ReviewFile[], { filter, isTree, closed }: Wish): ListRow[] {
  const wanted = filter.trim().toLowerCase();
  const found = files.filter(({ path, oldPath = "" }) =>
    `${path}\n${oldPath}`.toLowerCase().includes(wanted),
  );
  if (!isTree) return found.map((file) => ({ kind: "file", file, depth: 0, ...nameOf(file.path) }));
  return treeRows(rootOf(found), 0, closed);
}

type Folder = { readonly path: string; readonly folders: Map<string, Folder>; readonly files: ReviewFile[] };

function rootOf(files: readonly ReviewFile[]): Folder {
  const root: Folder = { path: "", folders: new Map(), files: [] };
  for (const file of files) {
    let at = root;
    for (const name of file.path.split("/").slice(0, -1)) {
      const next = at.folders.get(name) ?? {
        path: at.path === "" ? name : `${at.path}/${name}`,
        folders: new Map(),
        files: [],
      };
      at.folders.set(name, next);
      at = next;
    }
    at.files.push(file);
  }
  return root;
}

function treeRows(folder: Folder, depth: number, closed: ReadonlySet<string>): ListRow[] {
  const inOrder = [...folder.folders].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const below = inOrder.flatMap(([first, child]): ListRow[] => {
    // Folders with nothing but one folder in them share a row.
    let [name, last] = [first, child];
    while (last.files.length === 0 && last.folders.size === 1)
      for (const [further, only] of last.folders) [name, last] = [`${name}/${further}`, only];
    const isOpen = !closed.has(last.path);
    const row: FolderRow = { kind: "folder", path: last.path, name, depth, isOpen };
    return isOpen ? [row, ...treeRows(last, depth + 1, closed)] : [row];
  });
  const files = folder.files.map((file): FileRow => ({ kind: "file", file, depth, ...nameOf(file.path) }));
  return [...below, ...files];
}

function nameOf(path: string) {
  const at = path.lastIndexOf("/");
  return { name: path.slice(at + 1), folder: path.slice(0, Math.max(0, at)) };
}
