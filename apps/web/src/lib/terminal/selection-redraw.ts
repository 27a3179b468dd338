import type { Terminal } from "@xterm/xterm";

/** What is used here of the inside of xterm.js 6.0. */
type Selection = { readonly hasSelection: boolean; refresh(isByMouse?: boolean): void };

/**
 * xterm.js draws all rows once more for the selection in each frame in which lines scrolled, also where nothing is selected. Here only
 * if something is, or was when it drew for it last. Call after `open`.
 */
export function drawSelectionOnlyIfAny(terminal: Terminal): void {
  const selection = (terminal as unknown as { _core?: { _selectionService?: Selection } })._core
    ?._selectionService;
  if (!selection) return;
  const own = Object.getPrototypeOf(selection) as Selection;
  let isDrawn = false;
  selection.refresh = (isByMouse) => {
    const { hasSelection } = selection;
    if (!hasSelection && !isDrawn) return;
    isDrawn = hasSelection;
    own.refresh.call(selection, isByMouse);
  };
}
