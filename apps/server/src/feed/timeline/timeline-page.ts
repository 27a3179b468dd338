import type { TimelinePage } from "@dispatch/protocol/timeline";
import type { EventLog, SessionNumber } from "../../domain/log/event-log.ts";
import { sessionMarks } from "./session-marks.ts";
import { TerminalMarks } from "./terminal-marks.ts";

/** What one part looks through: some 20 ms of work, in pieces between which others get their turn. */
const PART_BYTES = 4 * 1024 * 1024;
const PART_EVENTS = 4_000;
const PART_MARKS = 400;
const PIECE = { events: 256, bytes: 512 * 1024 };
/** A part ends where no sequence is open; one that stays open for longer than this is cut. */
const OPEN_LIMIT_EVENTS = 16;

/** Times nearer to each other than this are one. */
const TIME_EVERY_MS = 1_000;

/** Where things happened in a session, read off its log. */
export async function timelinePage(
  log: EventLog,
  session: SessionNumber,
  after: number,
): Promise<TimelinePage> {
  const { seq: lastSeq } = log.head(session);
  const times: [number, number][] = [];
  const marks: TimelinePage["marks"] = [];
  const terminal = new TerminalMarks();
  let last: readonly [seq: number, at: number] = [after, 0];
  let events = 0;
  let bytes = 0;
  let openEvents = 0;
  let timeAt = -Infinity;

  const isFull = () => bytes >= PART_BYTES || events >= PART_EVENTS || marks.length >= PART_MARKS;

  reading: while (last[0] < lastSeq) {
    const piece = await log.readEvents(session, last[0], PIECE);
    if (piece.length === 0) break;
    for (const event of piece) {
      if (isFull() && (terminal.isAtRest || ++openEvents > OPEN_LIMIT_EVENTS)) break reading;
      marks.push(...sessionMarks(event), ...terminal.of(event));
      if (event.at - last[1] >= TIME_EVERY_MS && events > 0 && times.at(-1)?.[0] !== last[0])
        times.push([...last]);
      if (event.at - timeAt >= TIME_EVERY_MS) {
        times.push([event.seq, event.at]);
        timeAt = event.at;
      }
      events += 1;
      bytes += event.channel === "terminal:output" ? event.payload.length : 256;
      last = [event.seq, event.at];
    }
  }
  if (events > 0 && times.at(-1)?.[0] !== last[0]) times.push([...last]);
  return { times, marks, lastSeq, nextCursor: last[0] < lastSeq ? String(last[0]) : null };
}
