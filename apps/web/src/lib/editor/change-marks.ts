import { type ChangeSet, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

type Stretch = { readonly from: number; readonly to: number };

/** Shows stretches as just changed; they are those of the text after the change. */
const added = StateEffect.define<readonly Stretch[]>({
  map: (stretches, changes) =>
    stretches.map(({ from, to }) => ({ from: changes.mapPos(from), to: changes.mapPos(to) })),
});
export const clearMarks = StateEffect.define();

export const markChanges = (changes: ChangeSet) => {
  const stretches: Stretch[] = [];
  changes.iterChangedRanges((_fromA, _toA, from, to) => stretches.push({ from, to }));
  return added.of(stretches);
};
export const markStretches = (stretches: readonly Stretch[]) => added.of(stretches);

const text = Decoration.mark({ class: "cm-fresh" });
/** Where something was taken away there is nothing to colour but its line. */
const line = Decoration.line({ class: "cm-fresh-line" });

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, { changes, effects, state }) {
    let now = before.map(changes);
    for (const effect of effects) {
      if (effect.is(clearMarks)) now = Decoration.none;
      if (!effect.is(added)) continue;
      const add = effect.value.flatMap(({ from, to }) => {
        const start = state.doc.lineAt(from).from;
        return from < to ? [line.range(start), text.range(from, to)] : [line.range(start)];
      });
      now = now.update({ add, sort: true });
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const look = EditorView.theme({
  ".cm-fresh": { animation: "cm-fresh 5s ease-out forwards", borderRadius: "2px" },
  ".cm-fresh-line": { boxShadow: "inset 3px 0 0 var(--good-dot)" },
  "@keyframes cm-fresh": {
    from: { backgroundColor: "color-mix(in oklch, var(--good-dot) 45%, transparent)" },
    to: { backgroundColor: "color-mix(in oklch, var(--good-dot) 12%, transparent)" },
  },
});

/** What others have just changed stands out, until it is cleared. */
export const changeMarks: Extension = [marks, look];
