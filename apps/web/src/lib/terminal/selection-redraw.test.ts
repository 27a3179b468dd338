import type { Terminal } from "@xterm/xterm";
import { expect, test } from "vitest";
import { drawSelectionOnlyIfAny } from "./selection-redraw.ts";

class Selection {
  hasSelection = false;
  readonly drawn: (boolean | undefined)[] = [];
  refresh(isByMouse?: boolean) {
    this.drawn.push(isByMouse);
  }
}

test("the selection is drawn while there is one, and once more when it has gone", () => {
  const selection = new Selection();
  drawSelectionOnlyIfAny({ _core: { _selectionService: selection } } as unknown as Terminal);
  selection.refresh();
  expect(selection.drawn).toEqual([]);
  selection.hasSelection = true;
  selection.refresh(true);
  selection.refresh();
  expect(selection.drawn).toEqual([true, undefined]);
  selection.hasSelection = false;
  for (let line = 0; line < 5; line++) selection.refresh();
  expect(selection.drawn).toEqual([true, undefined, undefined]);
});

test("a terminal whose inside is another keeps its ways", () => {
  drawSelectionOnlyIfAny({ _core: {} } as unknown as Terminal);
  drawSelectionOnlyIfAny({} as unknown as Terminal);
});
