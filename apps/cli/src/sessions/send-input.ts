import type { Client } from "@dispatch/client";
import { RequestProblem } from "@dispatch/client/problem";
import type { Session } from "@dispatch/protocol/session";

type Source = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/**
 * Types everything the source gives, once each, across reconnects. Answers how many bytes were handed to
 * the process.
 */
export async function sendInput(needs: {
  client: Client;
  session: Session;
  source: Source;
  enter: boolean;
}): Promise<number> {
  using live = needs.client.live();
  let bytes = 0;
  const refused = new Promise<never>((_, reject) =>
    live.on("state", (state) => {
      if (state === "refused" && live.problem) reject(new RequestProblem(live.problem));
    }),
  );
  const attachment = live.attach(needs.session.id, {
    afterSeq: needs.session.lastSeq,
    onEvent: () => undefined,
  });
  const type = async (data: string | Uint8Array) => {
    bytes += Buffer.byteLength(data);
    await Promise.race([attachment.input(data), refused]);
  };
  for await (const piece of needs.source) await type(piece);
  if (needs.enter) await type("\r");
  return bytes;
}
