import type { Client } from "@dispatch/client";
import { Transcript } from "@dispatch/protocol/agent/transcript";
import type { EventJson, SessionEvent } from "@dispatch/protocol/events";
import type { Session } from "@dispatch/protocol/session";
import type { Context } from "../context.ts";
import { TranscriptPrinter } from "../agent-sessions/transcript-printer.ts";
import { editorLine } from "../editing/editor-line.ts";
import { write } from "../output/write.ts";

type Needs = Pick<Context, "stdout" | "json" | "signal"> & {
  readonly client: Client;
  readonly session: Session;
  readonly after: number;
  /** Go on until the session ends; otherwise until what exists now was printed. */
  readonly follow: boolean;
};

/** Output bytes as they were, a line for each event of an editor and an agent's transcript, or with --json each event on a line. */
export async function printEvents({
  client,
  session,
  after,
  follow,
  stdout,
  json,
  signal,
}: Needs): Promise<void> {
  const transcript = new Transcript();
  const printer = new TranscriptPrinter(stdout);
  const isOver = session.status === "ended" || !follow;
  if (isOver && after >= session.lastSeq) return;
  for await (const event of client.events(session.id, { after, signal })) {
    if (json) await write(stdout, `${JSON.stringify(eventJson(session.id, event))}\n`);
    else if (event.channel === "terminal:output") await write(stdout, event.payload);
    else if (event.channel.startsWith("editor:")) await write(stdout, `${editorLine(event)}\n`);
    else if (session.capabilities.messages) {
      const item = transcript.apply(event);
      // Behind a cursor what began before it is not there to be changed.
      if (item) printer.show(item);
    }
    if (isOver ? event.seq >= session.lastSeq : isEnd(event)) break;
  }
  printer.rest();
  signal.throwIfAborted();
}

const isEnd = (event: SessionEvent) => event.channel === "session:status" && event.payload.status === "ended";

export function eventJson(runId: string, event: SessionEvent): EventJson {
  if (event.channel !== "terminal:output") return { runId, ...event };
  return { runId, ...event, encoding: "base64", payload: Buffer.from(event.payload).toString("base64") };
}
