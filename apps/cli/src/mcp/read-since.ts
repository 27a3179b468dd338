import type { Client } from "@dispatch/client";
import type { TranscriptItem } from "@dispatch/protocol/agent/transcript-item";
import { readTranscript } from "../agent-sessions/agent-session-api.ts";

/** Of one text, so much is told: whoever needs all of it reads the resource. */
const TEXT_LIMIT_CHARACTERS = 8_000;
const PAGE_ITEMS = 100;

/** What is new in a transcript behind a cursor: items that began or changed since, the oldest first. */
export async function readSince(
  client: Client,
  id: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ items: object[]; cursor: number; hasOlder: boolean; queued: object[] }> {
  const newest = await readTranscript(client, id, { limit: PAGE_ITEMS });
  const isNew = ({ lastSeq }: TranscriptItem) => lastSeq > after;
  let items = newest.items.filter(isNew);
  let { nextCursor } = newest;
  while (nextCursor !== null && Number(nextCursor) > after && items.length < limit) {
    const page = await readTranscript(client, id, { before: Number(nextCursor), limit: PAGE_ITEMS });
    items = [...page.items.filter(isNew), ...items];
    ({ nextCursor } = page);
  }
  return {
    items: items.slice(-limit).map(shortened),
    cursor: newest.lastSeq,
    hasOlder: items.length > limit,
    queued: newest.queued,
  };
}

function shortened({ lastSeq: _, at, ...item }: TranscriptItem): object {
  const told = Object.entries(item).map(([name, value]) => [name, cut(value)] as const);
  return { at: new Date(at).toISOString(), ...Object.fromEntries(told) };
}

function cut(value: unknown): unknown {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text === undefined || text.length <= TEXT_LIMIT_CHARACTERS) return value;
  return `${text.slice(0, TEXT_LIMIT_CHARACTERS)} … (${text.length - TEXT_LIMIT_CHARACTERS} characters more)`;
}
