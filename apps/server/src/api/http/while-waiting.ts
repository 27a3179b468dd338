import type { FastifyReply } from "fastify";

/** Aborted when whoever asked went away before the answer. */
export function whileWaiting(reply: FastifyReply): AbortSignal {
  const end = new AbortController();
  reply.raw.once("close", () => reply.raw.writableFinished || end.abort());
  return end.signal;
}
