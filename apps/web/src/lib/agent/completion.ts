import type { AgentCommand } from "@dispatch/protocol/agent/events";

/** What is being typed that can be completed: a command at the very beginning, or a file anywhere. */
export type Completion = { readonly kind: "command" | "file"; readonly word: string; readonly start: number };

export function completionAt(text: string, caret: number): Completion | undefined {
  const before = text.slice(0, caret);
  const command = /^\/(\S*)$/.exec(before);
  if (command) return { kind: "command", word: command[1] ?? "", start: 0 };
  const file = /(?:^|\s)@([^\s@]*)$/.exec(before);
  if (!file) return undefined;
  const word = file[1] ?? "";
  return { kind: "file", word, start: caret - word.length - 1 };
}

/** The text with the word replaced, and where the caret then is. */
export function completed(
  text: string,
  caret: number,
  { start, kind }: Completion,
  chosen: string,
): { readonly text: string; readonly caret: number } {
  const put = `${kind === "command" ? "/" : "@"}${chosen} `;
  const rest = text.slice(caret).replace(/^\s/, "");
  return { text: text.slice(0, start) + put + rest, caret: start + put.length };
}

/** Those that begin so come before those that contain it. */
export function matchingCommands(commands: readonly AgentCommand[], word: string): readonly AgentCommand[] {
  const wanted = word.toLowerCase();
  const place = ({ name }: AgentCommand) => name.toLowerCase().indexOf(wanted);
  return commands
    .filter((command) => place(command) >= 0)
    .sort((one, other) => Math.min(place(one), 1) - Math.min(place(other), 1));
}
