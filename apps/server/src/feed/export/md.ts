import type { ItemOf, TranscriptNode } from "@dispatch/protocol/agent/transcript-item";
import type { ToolDiff } from "@dispatch/protocol/agent/tools";
import type { SessionEvent } from "@dispatch/protocol/events";
import { diffLines, linesOf } from "@dispatch/protocol/line-diff";
import type { ExportedSession } from "./exporters.ts";
import { answerWords, endedWords, line, modeWords, plain, toolState, turnWords } from "./item-words.ts";
import { settledNodes } from "./settled-nodes.ts";

/** An agent's session as a text with Markdown. */
export async function* markdown(
  events: AsyncIterable<SessionEvent>,
  { id, title, createdAt, provider, model }: ExportedSession,
): AsyncGenerator<string> {
  const of = [provider, model].filter((name) => name !== undefined).map((name) => `, ${escaped(name)}`);
  yield `# ${escaped(title)}\n\n\`${id}\`, ${createdAt}${of.join("")}\n`;
  for await (const node of settledNodes(events)) {
    const text = nodeText(node);
    if (text !== "") yield `\n${text}\n`;
  }
}

function nodeText({ item, children }: TranscriptNode): string {
  switch (item.type) {
    case "message":
      return item.role === "user" ? userText(item) : spoken(item.text, item.state);
    case "thinking":
      return details("Thinking", [spoken(item.text, item.state)]);
    case "tool":
      return toolText(item, children);
    case "approval":
      return approvalText(item);
    case "plan":
      return item.entries
        .map(({ content, status }) => `- [${status === "completed" ? "x" : " "}] ${escaped(content)}`)
        .join("\n");
    case "mode":
      return `_Now ${escaped(modeWords(item))}._`;
    case "notice":
      return `> ${escaped(item.text)}`;
    case "error":
      return `> **Error:** ${escaped(item.text)}`;
    case "turn":
      return item.messageIds.length === 0 ? "_The agent began by itself._" : "";
    case "turn-end":
      return `_Turn ${turnWords(item)}._\n\n---`;
    case "ended":
      return `_${escaped(endedWords(item))}._`;
    case "resumed":
      return "_The session was resumed._";
  }
}

function userText({ text, by, isSteering, attachments }: ItemOf<"message">): string {
  const files = (attachments ?? []).map(({ mimeType, name }) => `\n\n_${escaped(name ?? mimeType)}_`);
  const heading = `## ${escaped(by?.name ?? "User")}${isSteering ? " (while it worked)" : ""}`;
  return `${heading}\n\n${plain(text).replace(/^/gm, "> ")}${files.join("")}`;
}

const spoken = (text: string, state: "streaming" | "complete" | "cut") =>
  `${closed(plain(text))}${state === "cut" ? "\n\n_Cut off here._" : ""}`;

function toolText(item: ItemOf<"tool">, children: readonly TranscriptNode[]): string {
  const { tool, title, input, diff, output, isCut, approval } = item;
  const { command } = input;
  const shown =
    typeof command === "string" ? fenced(command, "sh") : fenced(JSON.stringify(input, null, 2), "json");
  const about = line(title ?? (typeof command === "string" ? command : ""));
  return details(`<b>${html(tool)}</b>${about === "" ? "" : ` ${html(about)}`} (${toolState(item)})`, [
    diff ? diff.map(diffText).join("\n\n") : shown,
    ...(approval?.answer ? [`_It was ${escaped(answerWords(approval.answer))}._`] : []),
    ...children.map(nodeText),
    ...(output === "" ? [] : [fenced(output, "text")]),
    ...(isCut ? ["_The output was longer._"] : []),
  ]);
}

function diffText({ path, oldText, newText }: ToolDiff): string {
  const [before, after] = [linesOf(oldText ?? ""), linesOf(newText)];
  const marked = (lines: readonly string[], mark: string) =>
    lines.map((text) => `${mark}${text.replace(/\n$/, "")}`);
  const hunks = diffLines(before, after).flatMap(({ from, to, otherFrom, otherTo }) => [
    `@@ -${from + 1},${to - from} +${otherFrom + 1},${otherTo - otherFrom} @@`,
    ...marked(before.slice(from, to), "-"),
    ...marked(after.slice(otherFrom, otherTo), "+"),
  ]);
  return `${code(path)}\n\n${fenced(hunks.join("\n"), "diff")}`;
}

function approvalText({ prompt, plan, questions, answer }: ItemOf<"approval">): string {
  const asked = (questions ?? []).flatMap(({ question, options }) => [
    escaped(question),
    options.map(({ label }) => `- ${escaped(label)}`).join("\n"),
  ]);
  const told = answer ? `_${escaped(answerWords(answer))}._` : "_Not answered._";
  return [
    `**${escaped(prompt)}**`,
    ...(plan === undefined ? [] : [closed(plain(plan))]),
    ...asked,
    told,
  ].join("\n\n");
}

const details = (summary: string, parts: readonly string[]) =>
  `<details>\n<summary>${summary}</summary>\n\n${parts.filter((part) => part !== "").join("\n\n")}\n\n</details>`;

/** A fence that nothing inside can end. */
function fenced(text: string, language: string): string {
  const inside = plain(text);
  const longest = Math.max(2, ...[...inside.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${inside}\n${fence}`;
}

function code(text: string): string {
  const inside = line(text);
  const ticks = "`".repeat(Math.max(0, ...[...inside.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return `${ticks}${inside.includes("`") ? ` ${inside} ` : inside}${ticks}`;
}

/** A fence that was never closed must not take in the rest of the page. */
function closed(text: string): string {
  let open = "";
  for (const [, fence = "", rest = ""] of text.matchAll(/^ {0,3}(`{3,}|~{3,})(.*)$/gm)) {
    if (open === "") open = fence;
    else if (fence[0] === open[0] && fence.length >= open.length && rest.trim() === "") open = "";
  }
  return open === "" ? text : `${text}\n${open}`;
}

const html = (text: string) =>
  line(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
/** Text that is none of our Markdown. */
const escaped = (text: string) => html(text).replace(/[\\`*_[\]#|]/g, "\\$&");
