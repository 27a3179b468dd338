import { z } from "zod";
import { ProblemBody } from "@dispatch/protocol/problems";

/** Pages of a list. `nextCursor` is null on the last page. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Answers every route may give besides its own. */
const problem = {
  description: "A problem, with a code to switch on and a sentence that says what to do.",
  content: { "application/problem+json": { schema: ProblemBody } },
} as const;
export const problemResponses = { "4xx": problem, "5xx": problem } as const;

export const Empty = z.null().describe("No content.");
