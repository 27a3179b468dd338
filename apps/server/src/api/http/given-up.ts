import type { FastifyReply } from "fastify";
import { Problem } from "@dispatch/protocol/problems";

/** Aborts when whoever asked is gone, so that nothing is done for nobody. */
export function givenUp(reply: FastifyReply): AbortSignal {
  const end = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) end.abort(new Problem("request-given-up", {}));
  });
  return end.signal;
}
