import { ChangeSet, Text } from "@codemirror/state";
import { EDITOR_CHANGES_LIMIT, EDITOR_INSERT_LIMIT, type EditorChange } from "@dispatch/protocol/editor";

/** Only a line feed ends a line: what stands before one is text, and positions are those of the string. */
const LINE_END = "\n";

export const textOf = (text: string): Text => Text.of(text.split(LINE_END));

export const changeSet = (changes: readonly EditorChange[], length: number): ChangeSet =>
  ChangeSet.of(changes, length, LINE_END);

export function changesOf(set: ChangeSet): EditorChange[] {
  const changes: EditorChange[] = [];
  set.iterChanges((from, to, _fromAfter, _toAfter, inserted) =>
    changes.push({ from, to, insert: inserted.sliceString(0, inserted.length, LINE_END) }),
  );
  return changes;
}

/** Whether it can be sent as one edit. */
export function fits(set: ChangeSet): boolean {
  let count = 0;
  let inserted = 0;
  set.iterChanges((_from, _to, _fromAfter, _toAfter, text) => {
    count += 1;
    inserted += text.length;
  });
  return count <= EDITOR_CHANGES_LIMIT && inserted <= EDITOR_INSERT_LIMIT;
}

/**
 * The same as lists that can each be sent as one edit. They come from the end of the text to its beginning, so that the
 * positions of those that follow stay true; what is too long to be inserted at once follows in parts.
 */
export function* pieces(changes: readonly EditorChange[]): Generator<readonly EditorChange[]> {
  const inserted = changes.reduce((sum, { insert }) => sum + insert.length, 0);
  if (inserted <= EDITOR_INSERT_LIMIT && changes.length <= EDITOR_CHANGES_LIMIT) {
    yield changes;
    return;
  }
  for (const { from, to, insert } of changes.toReversed()) {
    let [at, until] = [from, to];
    for (let start = 0; start === 0 || start < insert.length;) {
      const end = cut(insert, start + EDITOR_INSERT_LIMIT);
      yield [{ from: at, to: until, insert: insert.slice(start, end) }];
      at += end - start;
      until = at;
      if (end === start) break;
      start = end;
    }
  }
}

/** Not in the middle of a character. */
function cut(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000 ? at - 1 : at;
}
