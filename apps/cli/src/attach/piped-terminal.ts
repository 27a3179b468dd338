import { problemOf, RequestProblem } from "@dispatch/client/problem";
import type { ExitCode } from "../failure.ts";
import { write } from "../output/write.ts";
import { eventJson } from "../sessions/print-events.ts";
import type { AttachNeeds } from "./attach.ts";
import { TypingRight } from "./looking-on.ts";
import { describeEnding, EndingWatch } from "./ending.ts";

/** The session between two pipes: stdin is typed, output is written from now on until the session ends. */
export async function attachPiped({
  client,
  session,
  stdin,
  stdout,
  stderr,
  json,
  signal,
}: AttachNeeds): Promise<ExitCode> {
  using live = client.live();
  const watch = new EndingWatch({ live, session, signal });
  const attachment = live.attach(session.id, {
    afterSeq: session.lastSeq,
    onEvent: async (event) => {
      if (json) await write(stdout, `${JSON.stringify(eventJson(session.id, event))}\n`);
      else if (event.channel === "terminal:output") await write(stdout, event.payload);
      watch.seeEvent(event);
    },
    onAttached: (attached) => queueMicrotask(() => watch.seeSession(attached.session)),
    onProblem: (problem) => watch.refuse(new RequestProblem(problem)),
  });
  watch.watch(attachment);
  const right = new TypingRight({ live, session });
  if (!right.isGiven) stderr.write(`[${right.refusal}]\n`);
  const type = async (data: Uint8Array) => {
    if (right.isGiven) await attachment.input(data);
  };
  const typing = typeAll(stdin, type).catch((error: Error) => {
    // The session's own end is told by its last event.
    if (problemOf(error)?.code !== "session-refused") watch.refuse(error);
  });
  try {
    const ending = await watch.reached;
    const { line, code } = await describeEnding(client, session, ending);
    stderr.write(`${line}\n`);
    return code;
  } finally {
    live.close();
    stdin.destroy();
    await typing;
  }
}

async function typeAll(
  source: AsyncIterable<Uint8Array>,
  type: (data: Uint8Array) => Promise<void>,
): Promise<void> {
  // One piece after the other: a process that does not read holds the pipe, not this program's memory.
  for await (const piece of source) await type(piece);
}
