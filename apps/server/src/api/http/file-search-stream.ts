import { PassThrough } from "node:stream";
import type { FastifyReply } from "fastify";
import type { FileMatch } from "@dispatch/protocol/errands/files";
import { problemBody } from "@dispatch/protocol/problems";
import { asProblem } from "./problem.ts";

export const NDJSON = "application/x-ndjson";

type Search = (onMatch: (match: FileMatch) => void) => Promise<{ isComplete: boolean }>;

/**
 * What is found, a line each as it is found, and a last line with `isComplete` or the problem that ended it. A problem
 * before anything was found is answered as such.
 */
export async function searchStream(reply: FastifyReply, search: Search): Promise<FastifyReply> {
  const lines = new PassThrough();
  const begun = Promise.withResolvers<void>();
  const line = (value: object) => {
    if (!lines.destroyed) lines.write(`${JSON.stringify(value)}\n`);
    begun.resolve();
  };
  let count = 0;
  search((match) => {
    count += 1;
    line(match);
  }).then(
    (result) => {
      line(result);
      lines.end();
    },
    (error: unknown) => {
      if (count === 0) return begun.reject(error);
      line({ problem: problemBody(asProblem(error)) });
      lines.end();
    },
  );
  await begun.promise;
  // Each line is JSON already; the schema of the answer describes the other form.
  return reply.type(NDJSON).serializer(String).send(lines);
}
