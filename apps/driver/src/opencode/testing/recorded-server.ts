import type { Wire } from "../../testing/recording.ts";
import { Refusal, type Server } from "../server.ts";

/** A word of the server: an answer to a request, by its number, or an event. */
export type Word =
  | { readonly request: number; readonly result: unknown }
  | { readonly request: number; readonly refused: { readonly status: number; readonly message: string } }
  | { readonly follows: true }
  | { readonly event: unknown };

/** A server that says what it said when it was recorded. */
export function recordedServer({ hear, onSaid }: Wire): Server {
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  const open = new Map<number, (word: Word) => void>();
  let requests = 0;
  let take: (event: unknown) => void = () => undefined;
  let caughtUp: () => Promise<void> = () => Promise.resolve();
  onSaid((said) => {
    const word = said as Word;
    if ("follows" in word) void caughtUp();
    else if ("event" in word) take(word.event);
    else open.get(word.request)?.(word);
  });
  return {
    ask: async (method, path, shape, body) => {
      const request = ++requests;
      const { promise, resolve } = Promise.withResolvers<Word>();
      open.set(request, resolve);
      hear({ request, method, path, ...(body === undefined ? {} : { body }) });
      const word = await promise;
      if ("refused" in word) throw new Refusal(word.refused.status, word.refused.message);
      return shape.parse("result" in word ? word.result : undefined);
    },
    follow: async (taken, whenFollowed) => {
      take = taken;
      caughtUp = whenFollowed;
      await ended;
    },
    ended,
    close: async () => end("with code 0"),
  };
}
