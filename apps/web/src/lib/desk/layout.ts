/** What a tab shows. Its key is its name in the layout: nothing is shown twice. */
export type Pane =
  | { readonly kind: "session"; readonly id: string }
  | { readonly kind: "files"; readonly workspaceId: string; readonly path?: string }
  | { readonly kind: "review"; readonly workspaceId: string }
  | { readonly kind: "preview"; readonly workspaceId: string; readonly path: string };

/** Tabs of which one is seen. */
export type Group = {
  readonly type: "group";
  readonly id: string;
  readonly tabs: readonly Pane[];
  readonly active: number;
};

export type Direction = "row" | "column";

/** Parts side by side, or one below the other. Sizes are parts of a hundred. */
export type Split = {
  readonly type: "split";
  readonly direction: Direction;
  readonly sizes: readonly number[];
  readonly children: readonly Node[];
};

export type Node = Group | Split;

export type Layout = {
  readonly root: Node | null;
  readonly activeGroup?: string;
  /** The group that alone fills the desk. */
  readonly zoomed?: string;
  readonly sidebar?: { readonly isOpen: boolean };
};

export function keyOf(pane: Pane): string {
  if (pane.kind === "session") return `session:${pane.id}`;
  const key = `${pane.kind}:${pane.workspaceId}`;
  return pane.kind === "preview" ? `${key}:${pane.path}` : key;
}
