import type { EditorChange } from "./editor.ts";

/** Why changes cannot be made to a text of this length; undefined where they can. */
export function changesTrouble(length: number, changes: readonly EditorChange[]): string | undefined {
  let end = 0;
  for (const { from, to } of changes) {
    if (from > to) return `a change goes from ${from} back to ${to}`;
    if (from < end) return `the change at ${from} overlaps the one before it; give them in order`;
    if (to > length) return `a change ends at ${to}, and the text at ${length}`;
    end = to;
  }
  return undefined;
}

/** The text with all changes made; their positions are those of the text before. */
export function changed(text: string, changes: readonly EditorChange[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, insert } of changes) {
    parts.push(text.slice(at, from), insert);
    at = to;
  }
  parts.push(text.slice(at));
  return parts.join("");
}
