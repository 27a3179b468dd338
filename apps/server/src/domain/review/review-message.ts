import type { ReviewComment } from "@dispatch/protocol/review";

/** Comments in Markdown, by file and line, each with the lines that it is about. */
export function messageOf(comments: readonly ReviewComment[]): string {
  if (comments.length === 0) return "";
  const byPath = Map.groupBy(comments, ({ path }) => path);
  const files = [...byPath].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const parts = files.map(([path, own]) => {
    const inOrder = own.toSorted((one, other) => lineOf(one) - lineOf(other));
    return [`## ${code(path)}`, ...inOrder.map(commentText)].join("\n\n");
  });
  return `${["Review comments on your changes:", ...parts].join("\n\n")}\n`;
}

const lineOf = ({ currentLine, line }: ReviewComment) => currentLine ?? line;

function commentText(comment: ReviewComment): string {
  const first = lineOf(comment);
  const which = comment.lines === 1 ? `Line ${first}` : `Lines ${first}–${first + comment.lines - 1}`;
  const where = `**${which}**${comment.side === "old" ? ", as it was before," : ""}`;
  const state = comment.isOutdated
    ? ` (${comment.lines === 1 ? "this line was" : "these lines were"} changed or removed since)`
    : "";
  return `${where}${state}\n\n${fenced(comment.context.content)}\n\n${comment.text}`;
}

/** In more backquotes than the text itself has in a row, so that nothing in it ends the quotation. */
function code(text: string): string {
  const marks = "`".repeat(longestRun(text) + 1);
  const room = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${marks}${room}${text.replaceAll("\n", "\\n")}${room}${marks}`;
}

function fenced(text: string): string {
  const marks = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${marks}\n${text}\n${marks}`;
}

const longestRun = (text: string) => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
