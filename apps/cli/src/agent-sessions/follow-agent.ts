import type { Client } from "@dispatch/client";
import type { TurnOutcome } from "@dispatch/protocol/agent/events";
import { Transcript } from "@dispatch/protocol/agent/transcript";
import type { SessionEvent } from "@dispatch/protocol/events";
import type { SessionOutcome } from "@dispatch/protocol/session-status";
import type { Context } from "../context.ts";
import { type ExitCode, exitCode } from "../failure.ts";
import { write } from "../output/write.ts";
import { eventJson } from "../sessions/print-events.ts";
import { Attending } from "./attending.ts";
import { TranscriptPrinter } from "./transcript-printer.ts";

export type Until = (event: SessionEvent) => boolean;

type Needs = Pick<Context, "stdin" | "stdout" | "stderr" | "signal" | "json" | "settings" | "onInterrupt"> & {
  readonly client: Client;
  readonly id: string;
  readonly after: number;
  /** What the transcript is already, where some of it was read. */
  readonly transcript?: Transcript;
  readonly printer?: TranscriptPrinter;
  /** Whether what was followed for is over with this event. The end of the session always is. */
  readonly until: Until;
  /** Messages of one's own, which need not be told. */
  readonly isOwn?: (text: string) => boolean;
  readonly holdInput?: () => () => void;
  /** Aborts when the person leaves. */
  readonly left?: AbortSignal;
};

export type FollowEnd =
  | { readonly type: "turn"; readonly outcome: TurnOutcome | undefined }
  | { readonly type: "ended"; readonly outcome: SessionOutcome | undefined }
  | { readonly type: "left"; readonly byInterrupt: boolean };

/**
 * Follows an agent: prints what it says and does, asks what it asks, whatever becomes of the connection. Ctrl-C interrupts its turn;
 * pressed again it leaves, and the agent goes on.
 */
export async function followAgent(needs: Needs): Promise<FollowEnd> {
  const { client, id, stdin, stdout, stderr, json, signal } = needs;
  const transcript = needs.transcript ?? new Transcript();
  const printer = needs.printer ?? new TranscriptPrinter(stdout);
  const leaving = new AbortController();
  let pressed = false;
  let outcome: TurnOutcome | undefined;
  const press = () => {
    if (pressed) return leaving.abort();
    pressed = true;
    stderr.write("\n[interrupting; Ctrl-C again leaves, and the session goes on]\n");
    client.POST("/api/sessions/{id}/interrupt", { params: { path: { id } } }).catch(() => undefined);
  };
  const stopListening = needs.onInterrupt(press);
  const attending = new Attending({
    ...needs,
    isInteractive: stdin.isTTY === true && stdout.isTTY === true && !json,
    onInterrupt: press,
  });
  const stop = AbortSignal.any([signal, leaving.signal, ...(needs.left ? [needs.left] : [])]);
  try {
    for await (const event of client.events(id, { after: needs.after, signal: stop })) {
      const item = transcript.apply(event);
      if (json) await write(stdout, `${JSON.stringify(eventJson(id, event))}\n`);
      else if (item) {
        const isOwn = item.type === "message" && item.role === "user" && needs.isOwn?.(item.text) === true;
        if (!isOwn) printer.show(item);
      }
      if (item && !json) attending.see(item);
      if (event.channel === "agent:turn") pressed = false;
      if (event.channel === "session:completed") ({ outcome } = event.payload);
      if (event.channel === "session:status" && event.payload.status === "ended")
        return { type: "ended", outcome: event.payload.outcome };
      if (needs.until(event)) return { type: "turn", outcome };
    }
    signal.throwIfAborted();
    return { type: "left", byInterrupt: leaving.signal.aborted };
  } finally {
    stopListening();
    attending.leave();
    printer.rest();
  }
}

/** What a script can tell of it: only what was completed is. */
export function exitCodeOfEnd(end: FollowEnd): ExitCode {
  if (end.type === "left") return end.byInterrupt ? exitCode.interrupted : exitCode.done;
  return end.outcome === "completed" ? exitCode.done : exitCode.endedOtherwise;
}

/** Over once the message was answered: its turn has ended, or the agent rests. */
export function untilAnswered(messageId?: string): Until {
  let waitsFor = messageId;
  let isGiven = false;
  let hasEnded = false;
  return (event) => {
    if (event.channel === "agent:message" && event.payload.role === "user") {
      waitsFor ??= event.payload.messageId;
      if (event.payload.messageId === waitsFor) isGiven = true;
    }
    if (event.channel === "session:completed" && isGiven) {
      hasEnded = true;
      if (waitsFor !== undefined && event.payload.messageIds?.includes(waitsFor)) return true;
    }
    return hasEnded && event.channel === "session:status" && event.payload.status === "idle";
  };
}
