import type { ToolDiff } from "@dispatch/protocol/agent/tools";
import { changesBetween } from "@dispatch/protocol/text-merge";

export type Stretch = { readonly from: number; readonly to: number };

/**
 * Where in a text an agent's edit is, before it is made or after: its diff may be of the whole file or of a part, which is
 * looked for. Undefined where the text is not, or not yet, as the diff says.
 */
export function editPlace(
  text: string,
  { oldText = "", newText }: ToolDiff,
  when: "before" | "after",
): Stretch[] | undefined {
  const part = when === "before" ? oldText : newText;
  const start = text.indexOf(part);
  if (part === "" || start === -1) return undefined;
  let grown = 0;
  return changesBetween(oldText, newText).map(({ from, to, insert }) => {
    const stretch =
      when === "before" ? { from, to } : { from: from + grown, to: from + grown + insert.length };
    grown += insert.length - (to - from);
    return { from: start + stretch.from, to: start + stretch.to };
  });
}
