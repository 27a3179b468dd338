import { z } from "zod";
import { ProblemBody } from "@dispatch/protocol/problems";

/** Pages of a list. `nextCursor` is null on the last page. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Answers every route may give besides its own. */
export const problemResponses = { "4xx": ProblemBody, "5xx": ProblemBody } as const;

export const Empty = z.null().describe("No content.");
