import type { Wire } from "../../testing/recording.ts";
import type { AcpProgram } from "../acp-agent.ts";

/** An agent that says what it said when it was recorded. */
export function recordedProgram({ hear, onSaid }: Wire): AcpProgram {
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  return {
    send: (line) => hear(JSON.parse(line)),
    read: (take) => {
      onSaid((word) => take(Buffer.from(`${typeof word === "string" ? word : JSON.stringify(word)}\n`)));
      return ended;
    },
    now: () => 0,
    endStartedSince: () => Promise.resolve(),
    close: async () => end("with code 0"),
  };
}
