export type TerminalCommand = "find" | "copy" | "paste" | "larger" | "smaller" | "normal-size";

type Key = Pick<KeyboardEvent, "type" | "key" | "code" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey">;

/** The few keys that are the page's own. All others, Ctrl+C above all, belong to the program. */
export function commandOf(event: Key, isMac: boolean): TerminalCommand | undefined {
  if (event.type !== "keydown" || event.altKey) return undefined;
  if (isMac && event.metaKey && !event.ctrlKey && !event.shiftKey) {
    if (event.code === "KeyF") return "find";
    return sizeCommand(event);
  }
  if (!event.ctrlKey || event.metaKey) return undefined;
  if (event.shiftKey) {
    if (event.code === "KeyF") return "find";
    if (event.code === "KeyC") return "copy";
    if (event.code === "KeyV") return "paste";
  }
  return sizeCommand(event);
}

function sizeCommand({ key, shiftKey }: Key): TerminalCommand | undefined {
  if (key === "=" || key === "+") return "larger";
  // Ctrl+Shift+- is Ctrl+_, which is undo in shells and editors.
  if (key === "-" && !shiftKey) return "smaller";
  if (key === "0" && !shiftKey) return "normal-size";
  return undefined;
}
