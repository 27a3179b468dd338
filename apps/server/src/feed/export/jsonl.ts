import type { SessionEvent } from "@dispatch/protocol/events";
import type { Session } from "@dispatch/protocol/session";
import { toEventJson } from "./event-json.ts";

/** One event per line, complete: what the history can be rebuilt from. */
export async function* jsonLines(
  events: AsyncIterable<SessionEvent>,
  { id }: Pick<Session, "id">,
): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(toEventJson(id, event))}\n`;
}
