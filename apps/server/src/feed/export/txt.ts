import type { SessionEvent } from "@dispatch/protocol/events";
import { TextFilter } from "./text-filter.ts";

/** The history as a person would have read it line by line: text without sequences, corrected lines corrected. */
export async function* plainText(events: AsyncIterable<SessionEvent>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const filter = new TextFilter();
  for await (const event of events) {
    if (event.channel !== "terminal:output") continue;
    const text = filter.push(decoder.decode(event.payload, { stream: true }));
    if (text !== "") yield text;
  }
  const rest = filter.push(decoder.decode()) + filter.end();
  if (rest !== "") yield rest;
}
