import { get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { ErrandParams, ErrandResult } from "@dispatch/protocol/errands";

const BETWEEN_MS = 250;
const ONE_ANSWER_MS = 10_000;
/** Servers listen on either, as their language has it. */
const ADDRESSES = ["127.0.0.1", "::1"];

/** Asks until something answers with a page and no error, or the time is over. */
export async function askPort(
  { port, path, seconds }: ErrandParams<"set-up.ask-port">,
  signal: AbortSignal,
): Promise<ErrandResult<"set-up.ask-port">> {
  const endsAt = performance.now() + seconds * 1000;
  let last = "";
  do {
    for (const address of ADDRESSES) {
      signal.throwIfAborted();
      const answer = await statusAt({ address, port, path }, signal);
      if (typeof answer === "number" && answer >= 200 && answer < 400)
        return { isAnswered: true, last: String(answer) };
      // An answer tells more than that nobody listens at the other address.
      if (typeof answer === "number" || last === "" || address === ADDRESSES[0])
        last = typeof answer === "number" ? `it answered with ${answer}` : answer;
      if (typeof answer === "number") break;
    }
    await pause(BETWEEN_MS, undefined, { signal });
  } while (performance.now() < endsAt);
  return { isAnswered: false, last };
}

function statusAt(
  { address, port, path }: { address: string; port: number; path: string },
  signal: AbortSignal,
): Promise<number | string> {
  return new Promise((resolve) => {
    const request = get(
      { host: address, port, path, timeout: ONE_ANSWER_MS, signal, headers: { host: `localhost:${port}` } },
      (response) => {
        response.destroy();
        resolve(response.statusCode ?? 0);
      },
    );
    request.on("timeout", () => request.destroy(new Error("no answer came")));
    request.on("error", (error) => resolve(error.message));
  });
}
