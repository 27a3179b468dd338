import { oneLine } from "../output/table.ts";

/** What is to be done where a rebase has stopped; nothing where it has not. */
export function conflictText(conflicted: readonly string[], workspace: string): string {
  if (conflicted.length === 0) return "";
  const files = conflicted.map((path) => `\n  ${oneLine(path)}`).join("");
  const name = oneLine(workspace);
  return `\nin conflict:${files}\nPut them right and stage them, then \`dispatch git rebase ${name} --continue\`; or \`--abort\`.`;
}
