import type { ItemOf, TranscriptNode } from "@dispatch/protocol/agent/transcript-item";
import type { SessionEvent } from "@dispatch/protocol/events";
import { answerWords, endedWords, line, modeWords, plain, toolState, turnWords } from "./item-words.ts";
import { settledNodes } from "./settled-nodes.ts";

/** An agent's session as plain text: what was said as it was, what was done on a line with its output indented. */
export async function* transcriptText(events: AsyncIterable<SessionEvent>): AsyncGenerator<string> {
  for await (const node of settledNodes(events)) {
    const text = nodeText(node);
    if (text !== "") yield `${text}\n\n`;
  }
}

function nodeText({ item, children }: TranscriptNode): string {
  switch (item.type) {
    case "message":
      return item.role === "user"
        ? `${line(item.by?.name ?? "user")}:\n${indented(item.text)}`
        : plain(item.text);
    case "thinking":
      return `(thinking)\n${indented(item.text)}`;
    case "tool":
      return toolText(item, children);
    case "approval": {
      const { prompt, plan, questions, answer } = item;
      const asked = (questions ?? []).map(
        ({ question, options }) =>
          `${line(question)} (${options.map(({ label }) => line(label)).join(" / ")})`,
      );
      const told = answer ? answerWords(answer) : "not answered";
      return [`? ${line(prompt)}`, ...(plan === undefined ? [] : [plan]), ...asked, told]
        .map(nextIndented)
        .join("\n");
    }
    case "plan":
      return item.entries
        .map(({ content, status }) => `[${status === "completed" ? "x" : " "}] ${line(content)}`)
        .join("\n");
    case "mode":
      return `(now ${modeWords(item)})`;
    case "notice":
      return `(${line(item.text)})`;
    case "error":
      return `Error: ${line(item.text)}`;
    case "turn":
      return item.messageIds.length === 0 ? "(the agent began by itself)" : "";
    case "turn-end":
      return `--- turn ${turnWords(item)} ---`;
    case "ended":
      return `--- ${endedWords(item)} ---`;
    case "resumed":
      return "--- the session was resumed ---";
  }
}

function toolText(item: ItemOf<"tool">, children: readonly TranscriptNode[]): string {
  const { tool, title, input, output, approval } = item;
  const { command } = input;
  const about = line(title ?? (typeof command === "string" ? command : JSON.stringify(input)));
  const told = approval?.answer ? `, ${answerWords(approval.answer)}` : "";
  const inside = [...children.map(nodeText), ...(output === "" ? [] : [output])].filter(
    (text) => text !== "",
  );
  return [`[${line(tool)}] ${about} (${toolState(item)}${told})`, ...inside.map(indented)].join("\n");
}

const indented = (text: string) => plain(text).replace(/^(?=.)/gm, "    ");
const nextIndented = (text: string, index: number) => (index === 0 ? plain(text) : indented(text));
