import type { SessionEvent } from "@dispatch/protocol/events";
import { DEFAULT_COLS, DEFAULT_ROWS, type TerminalSize } from "@dispatch/protocol/terminal";
import type { ExportedSession } from "./exporters.ts";

/** What programs in a session are told that they write to. */
const TERM = "xterm-256color";

/** The recording as asciicast v2: a header, then output and resizes with the seconds since the first event. */
export async function* castLines(
  events: AsyncIterable<SessionEvent>,
  session: ExportedSession,
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let headerNeeded = true;
  let startMs: number | undefined;
  let lastMs = 0;
  const line = (type: "o" | "r", data: string) => `${JSON.stringify([lastMs / 1000, type, data])}\n`;

  for await (const event of events) {
    startMs ??= event.at;
    // The clock of a machine may be set back; a recording only goes on.
    lastMs = Math.max(lastMs, event.at - startMs);
    if (event.channel === "terminal:resize") {
      if (headerNeeded) yield header(session, startMs, event.payload);
      else yield line("r", `${event.payload.cols}x${event.payload.rows}`);
      headerNeeded = false;
    } else if (event.channel === "terminal:output") {
      if (headerNeeded) yield header(session, startMs, undefined);
      headerNeeded = false;
      const text = decoder.decode(event.payload, { stream: true });
      if (text !== "") yield line("o", text);
    }
  }
  if (headerNeeded) yield header(session, startMs ?? Date.parse(session.createdAt), undefined);
  const rest = decoder.decode();
  if (rest !== "") yield line("o", rest);
}

function header(
  { cols, rows, title, shell }: ExportedSession,
  startMs: number,
  first: TerminalSize | undefined,
): string {
  return `${JSON.stringify({
    version: 2,
    width: first?.cols ?? cols ?? DEFAULT_COLS,
    height: first?.rows ?? rows ?? DEFAULT_ROWS,
    timestamp: Math.floor(startMs / 1000),
    title,
    env: { TERM, ...(shell === undefined ? {} : { SHELL: shell }) },
  })}\n`;
}
