import {
  Annotation,
  type ChangeSpec,
  EditorState,
  type Extension,
  type Transaction,
} from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

export type LineEnds = "LF" | "CRLF" | "mixed";

/** How the lines of a file end. */
export function lineEndsOf(text: string): LineEnds {
  const all = text.split("\n").length - 1;
  const crlf = text.split("\r\n").length - 1;
  if (crlf === 0) return "LF";
  return crlf === all ? "CRLF" : "mixed";
}

/**
 * Positions are those of the text as it is, so a line feed alone ends a line, and what stands before one is text. In a
 * file whose lines all end with both characters the first is not shown, and is kept wherever something is typed.
 */
export const keepLineEnds = (ends: LineEnds): Extension => [
  EditorState.lineSeparator.of("\n"),
  ...(ends === "CRLF" ? [hiddenReturns, EditorState.transactionFilter.of(mendReturns)] : []),
];

const RETURN = "\r";

/** What others made of the text is not to be touched. */
export const asItIs = Annotation.define<boolean>();

function mendReturns(transaction: Transaction): Transaction | readonly [Transaction, MendSpec] {
  if (!transaction.docChanged || transaction.annotation(asItIs) === true) return transaction;
  const { newDoc, changes } = transaction;
  const mended: ChangeSpec[] = [];
  let upTo = -1;
  changes.iterChanges((_fromA, _toA, fromB, toB) => {
    // One character beyond each side: a change may have parted the two, or put them side by side.
    const from = Math.max(upTo, fromB - 1, 0);
    const to = Math.min(newDoc.length, toB + 1);
    if (from >= to) return;
    upTo = to;
    const before = from > 0 ? newDoc.sliceString(from - 1, from, "\n") : "";
    const after = newDoc.sliceString(to, to + 1, "\n");
    const text = before + newDoc.sliceString(from, to, "\n") + after;
    for (let at = before.length; at < before.length + to - from; at++) {
      const position = from + at - before.length;
      const isReturn = text[at] === RETURN;
      if (isReturn && text[at + 1] !== "\n") mended.push({ from: position, to: position + 1 });
      if (text[at] === "\n" && text[at - 1] !== RETURN) mended.push({ from: position, insert: RETURN });
    }
  });
  return mended.length === 0 ? transaction : [transaction, { changes: mended, sequential: true }];
}

type MendSpec = { changes: ChangeSpec[]; sequential: true };

const hidden = Decoration.replace({});

const hiddenReturns = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = returnsIn(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = returnsIn(update.view);
    }
  },
  {
    decorations: (plugin) => plugin.decorations,
    provide: (plugin) =>
      EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
  },
);

function returnsIn({ state, visibleRanges }: EditorView): DecorationSet {
  const ranges = [];
  for (const { from, to } of visibleRanges) {
    for (let line = state.doc.lineAt(from); ; line = state.doc.line(line.number + 1)) {
      if (line.text.endsWith(RETURN)) ranges.push(hidden.range(line.to - 1, line.to));
      if (line.to >= to || line.number === state.doc.lines) break;
    }
  }
  return Decoration.set(ranges);
}
