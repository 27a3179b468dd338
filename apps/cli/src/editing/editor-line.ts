import type { EditorAuthor, EditorChange } from "@dispatch/protocol/editor";
import type { SessionEvent } from "@dispatch/protocol/events";
import { oneLine } from "../output/table.ts";

/** What was done in an editor session, in words: "12:00:00  ann changed notes.txt (+12 -3)". */
export function editorLine(event: SessionEvent): string {
  return `${new Date(event.at).toISOString().slice(11, 19)}  ${oneLine(deed(event))}`;
}

function deed(event: SessionEvent): string {
  switch (event.channel) {
    case "editor:opened":
      return `${event.payload.path} opened (${event.payload.text.length} characters)`;
    case "editor:changed":
      return `${nameOf(event.payload.by)} changed ${event.payload.path} (${extent(event.payload.changes)})`;
    case "editor:saved": {
      const { by, path, keptTheirs } = event.payload;
      if (by === "disk") return `${path} is on the disk as it is here`;
      return `${nameOf(by)} saved ${path}${keptTheirs === undefined ? "" : `, and kept ${keptTheirs}`}`;
    }
    case "editor:error":
      return `${event.payload.path}: ${event.payload.error}`;
    case "editor:closed":
      return `${event.payload.path} closed`;
    default:
      return event.channel;
  }
}

const nameOf = (by: EditorAuthor) => (by === "disk" ? "a program" : by.name);

/** Characters put in and taken out. */
function extent(changes: readonly EditorChange[]): string {
  const added = changes.reduce((sum, { insert }) => sum + insert.length, 0);
  const removed = changes.reduce((sum, { from, to }) => sum + to - from, 0);
  return `+${added} -${removed}`;
}
