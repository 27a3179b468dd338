import type { ItemOf, TranscriptItem } from "@dispatch/protocol/agent/transcript-item";
import type { OutputStream } from "../context.ts";
import { oneLine } from "../output/table.ts";
import { answerText, printable, toolOutcome, toolTitle, turnText } from "./item-text.ts";

/** Prints a transcript as it grows: what is said piece by piece, what is done on lines of its own. */
export class TranscriptPrinter {
  readonly #stdout: OutputStream;
  /** What was printed of the items that may still change. */
  readonly #printed = new Map<number, string>();
  /** Whose text the line that is not ended is of. */
  #speaking: number | undefined;

  constructor(stdout: OutputStream) {
    this.#stdout = stdout;
  }

  show(item: TranscriptItem): void {
    if (item.type === "message" && item.role === "agent") this.#speak(item);
    else if (item.type === "thinking") this.#think(item);
    else {
      const text = textOf(item);
      if (text === undefined || this.#printed.get(item.seq) === text) return;
      const before = this.#printed.get(item.seq);
      this.#printed.set(item.seq, text);
      this.#line(
        item,
        before !== undefined && text.startsWith(before) ? text.slice(before.length).replace(/^\n/, "") : text,
      );
    }
  }

  /** Ends the line that is not ended. */
  rest(): void {
    if (this.#speaking !== undefined) this.#stdout.write("\n");
    this.#speaking = undefined;
  }

  /** Thinking is for who looks on, and no part of an answer that is piped on. */
  #think(item: ItemOf<"thinking">): void {
    if (this.#stdout.isTTY) this.#speak(item);
  }

  #speak(item: ItemOf<"message" | "thinking">): void {
    const text = printable(item.text);
    const before = this.#printed.get(item.seq) ?? "";
    // A whole message that is not what its pieces were is said again.
    const rest = text.startsWith(before) ? text.slice(before.length) : text;
    this.#printed.set(item.seq, text);
    if (rest !== "") {
      if (this.#speaking !== item.seq || rest === text) this.rest();
      const said = indentOf(item) === "" ? rest : rest.replaceAll("\n", `\n${indentOf(item)}`);
      const begun = this.#speaking === item.seq ? said : `${indentOf(item)}${said}`;
      this.#stdout.write(item.type === "thinking" ? dim(begun) : begun);
      this.#speaking = item.seq;
    }
    if (item.state !== "streaming" && this.#speaking === item.seq) this.rest();
  }

  #line(item: TranscriptItem, text: string): void {
    this.rest();
    const indented = text.replace(/^/gm, indentOf(item));
    const isAside = item.type === "turn-end" || item.type === "notice" || item.type === "mode";
    this.#stdout.write(`${isAside && this.#stdout.isTTY ? dim(indented) : indented}\n`);
  }
}

const dim = (text: string) => `\u001b[2m${text}\u001b[22m`;
const indentOf = ({ parent }: TranscriptItem) => (parent === undefined ? "" : "    ");

/** What is printed of an item as it is now; it only grows. */
function textOf(item: TranscriptItem): string | undefined {
  switch (item.type) {
    case "message":
      return `${oneLine(item.by?.name ?? "user")}> ${printable(item.text)}`;
    case "tool":
      return toolText(item);
    case "approval": {
      const asked = `? ${oneLine(item.prompt)}`;
      return item.answer ? `${asked}\n  ${answerText(item.answer)}` : asked;
    }
    case "plan":
      return item.entries.map(({ content, status }) => `[${marks[status]}] ${oneLine(content)}`).join("\n");
    case "mode":
      return `(now ${[item.model, item.mode]
        .filter((name) => name !== undefined)
        .map(oneLine)
        .join(", ")})`;
    case "notice":
      return `(${oneLine(item.text)})`;
    case "error":
      return `Error: ${oneLine(item.text)}`;
    case "turn-end":
      return `[turn ${turnText(item)}]`;
    case "ended":
      return `[ended${item.outcome ? ` (${item.outcome})` : ""}${item.reason === undefined ? "" : `: ${oneLine(item.reason)}`}]`;
    case "resumed":
      return "[resumed]";
    default:
      return undefined;
  }
}

const marks = { completed: "x", in_progress: ">", pending: " " } as const;

function toolText(item: ItemOf<"tool">): string {
  const { state, approval } = item;
  const lines = [`* ${toolTitle(item)}`];
  if (approval?.prompt !== undefined) lines.push(`  ? ${oneLine(approval.prompt)}`);
  if (approval?.answer) lines.push(`  ${answerText(approval.answer)}`);
  // A denied tool still gives its result: what was denied is said already.
  if (state !== "running" && state !== "waiting" && state !== "denied")
    lines.push(...toolOutcome(item).map((line) => `  ${line}`));
  return lines.join("\n");
}
