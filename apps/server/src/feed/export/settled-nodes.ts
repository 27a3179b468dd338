import { beginsAnew, Transcript } from "@dispatch/protocol/agent/transcript";
import { isSettled, nest, type TranscriptNode } from "@dispatch/protocol/agent/transcript-item";
import type { SessionEvent } from "@dispatch/protocol/events";

/** So many items are held back for one that is still open, such as a command left in the background. */
const HELD_LIMIT = 1_000;

/** The items of a transcript in their order, as soon as nothing changes them any more: a long thread is never held whole. */
export async function* settledNodes(events: AsyncIterable<SessionEvent>): AsyncGenerator<TranscriptNode> {
  let transcript = new Transcript();
  for await (const event of events) {
    if (beginsAnew(event)) {
      const { items, queued, lastSeq } = transcript.state;
      const open = items.findIndex((item) => !isSettled(item));
      const done = open < 0 || items.length - open > HELD_LIMIT ? items.length : open;
      yield* nest(items.slice(0, done));
      transcript = Transcript.of({ items: items.slice(done), queued, lastSeq });
    }
    transcript.apply(event);
  }
  yield* nest(transcript.items);
}
