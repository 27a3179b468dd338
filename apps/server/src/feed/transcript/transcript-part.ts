import { beginsAnew, Transcript } from "@dispatch/protocol/agent/transcript";
import { isSettled, type QueuedText, type TranscriptState } from "@dispatch/protocol/agent/transcript-item";
import type { SessionEvent } from "@dispatch/protocol/events";
import type { EventLog, SessionNumber } from "../../domain/log/event-log.ts";

const CHUNK_EVENTS = 512;
/** A turn that is longer is cut somewhere: reading it takes a blink still, and its answer can be sent. */
const REACH_EVENTS = 20_000;
const REACH_BYTES = 8 * 1024 * 1024;
/** What ends behind the part ends soon behind it, or was left in the background for long. */
const LOOK_AHEAD_EVENTS = 2_048;

type Wish = {
  /** The part ends before this event; at the end of the log without it. */
  readonly before?: number | undefined;
  /** At least so many items, where there are so many. */
  readonly items: number;
  /** What is known to wait, read before the log is: what the log tells of it since then counts. */
  readonly queued: readonly QueuedText[];
};
type Part = TranscriptState & { readonly begins: number };

/** A part of a transcript from the end backwards: whole turns, read without what came before them. */
export async function transcriptPart(log: EventLog, session: SessionNumber, wish: Wish): Promise<Part> {
  const { seq: head } = log.head(session);
  const end = Math.min(wish.before ?? head + 1, head + 1);
  const events = await readBack(log, session, end, wish.items);
  const begins = events[0]?.seq ?? end;
  const transcript = Transcript.of({ items: [], queued: [...wish.queued], lastSeq: begins - 1 });
  for (const event of events) transcript.apply(event);
  await settle(log, session, transcript, { from: end, head });
  return { ...transcript.state, lastSeq: end - 1, begins };
}

async function readBack(
  log: EventLog,
  session: SessionNumber,
  end: number,
  wanted: number,
): Promise<SessionEvent[]> {
  let read: SessionEvent[] = [];
  let bytes = 0;
  let count = 0;
  for (let from = end; from > 1;) {
    const to = from;
    from = Math.max(1, from - CHUNK_EVENTS);
    const chunk = await readRange(log, session, from, to);
    for (let at = chunk.length - 1; at >= 0; at -= 1) {
      const event = chunk[at] as SessionEvent;
      count += beginsItem(event) ? 1 : 0;
      bytes += JSON.stringify(event.payload).length;
      const isEnough = count >= wanted && beginsAnew(event);
      const isTooMuch = end - event.seq >= REACH_EVENTS || bytes > REACH_BYTES;
      if (isEnough || isTooMuch) return [...chunk.slice(at), ...read];
    }
    read = [...chunk, ...read];
  }
  return read;
}

/** What was open at the end of the part, and no longer is: the part must not show it as it was then. */
async function settle(
  log: EventLog,
  session: SessionNumber,
  transcript: Transcript,
  { from, head }: { readonly from: number; readonly head: number },
): Promise<void> {
  const limit = Math.min(head + 1, from + LOOK_AHEAD_EVENTS);
  for (let at = from; at < limit && !transcript.items.every(isSettled); at += CHUNK_EVENTS)
    for (const event of await readRange(log, session, at, Math.min(limit, at + CHUNK_EVENTS)))
      transcript.settle(event);
}

/** Events `from` up to `to`, which is left out. */
async function readRange(
  log: EventLog,
  session: SessionNumber,
  from: number,
  to: number,
): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for (let after = from - 1; after < to - 1; after = events.at(-1)?.seq ?? to) {
    const limits = { events: to - 1 - after, bytes: REACH_BYTES };
    events.push(...(await log.readEvents(session, after, limits)));
  }
  return events;
}

const beginning = new Set<SessionEvent["channel"]>([
  "agent:message",
  "agent:tool_use",
  "agent:turn",
  "agent:notice",
  "session:completed",
  "session:error",
]);
const beginsItem = ({ channel }: SessionEvent) => beginning.has(channel);
