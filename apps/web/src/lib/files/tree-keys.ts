import { isFolder, parentRow, rowBeginning, type TreeRow } from "./tree-rows.ts";

export type TreeMove =
  | { readonly do: "go"; readonly index: number }
  | {
      readonly do: "expand" | "collapse" | "open" | "preview" | "rename" | "delete" | "menu";
      readonly index: number;
    };

type Key = { readonly key: string; readonly shiftKey: boolean };

/** What a key means in a tree, as those who use trees by keyboard know it. Undefined: it is none of its own. */
export function treeMove(
  rows: readonly TreeRow[],
  index: number,
  { key, shiftKey }: Key,
  pageRows: number,
): TreeMove | undefined {
  const row = rows[index];
  const go = (to: number): TreeMove => ({
    do: "go",
    index: Math.max(0, Math.min(rows.length - 1, to)),
  });
  const entry = row?.type === "entry" ? row.entry : undefined;
  const isFolderRow = entry !== undefined && isFolder(entry);
  const isOpen = row?.type === "entry" && row.isOpen;
  switch (key) {
    case "ArrowDown":
      return go(index + 1);
    case "ArrowUp":
      return go(index - 1);
    case "PageDown":
      return go(index + pageRows);
    case "PageUp":
      return go(index - pageRows);
    case "Home":
      return go(0);
    case "End":
      return go(rows.length - 1);
    case "ArrowRight":
      if (!isFolderRow) return undefined;
      return isOpen ? go(index + 1) : { do: "expand", index };
    case "ArrowLeft":
      if (isOpen) return { do: "collapse", index };
      return go(parentRow(rows, index));
    case "Enter":
      return entry && { do: shiftKey ? "preview" : "open", index };
    case " ":
      return entry && { do: "open", index };
    case "F2":
      return entry && { do: "rename", index };
    case "Delete":
      return entry && { do: "delete", index };
    case "ContextMenu":
      return entry && { do: "menu", index };
    case "F10":
      return entry && shiftKey ? { do: "menu", index } : undefined;
    default:
      return undefined;
  }
}

/** A letter after so long begins another word. */
const FORGOTTEN_MS = 800;

/** Letters that are typed one after the other go to the name that begins with them. */
export class TypeAhead {
  #letters = "";
  #at = 0;

  find(rows: readonly TreeRow[], index: number, letter: string, now: number): number | undefined {
    this.#letters = now - this.#at > FORGOTTEN_MS ? letter : this.#letters + letter;
    this.#at = now;
    return rowBeginning(rows, index, this.#letters);
  }
}
