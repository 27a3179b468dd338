import { z } from "zod";

/** What one may want to go back to in a recording. */
export const MarkType = z.enum([
  "prompt",
  "command",
  "message",
  "answer",
  "tool",
  "approval",
  "answered",
  "turn-end",
  "error",
  "started",
  "resumed",
  "ended",
  "exit",
  "resize",
  "title",
  "bell",
]);
export type MarkType = z.infer<typeof MarkType>;

/** A label longer than this is cut. */
export const MARK_LABEL_LIMIT = 120;

export const Mark = z.object({
  seq: z.int().min(1),
  at: z.number(),
  type: MarkType,
  label: z
    .string()
    .max(MARK_LABEL_LIMIT)
    .optional()
    .describe("What it is about, as the log says it: a title, a command, a size, an outcome."),
  isError: z.boolean().optional(),
});
export type Mark = z.infer<typeof Mark>;

/** A part of a session's timeline. Shells say where prompts and commands are by OSC 133, if they do; nothing is guessed. */
export const TimelinePage = z.object({
  times: z
    .array(z.tuple([z.int().min(1), z.number()]))
    .describe(
      "Number and time of events, in order: at least one for each second in which something happened, and both ends of every pause.",
    ),
  marks: z.array(Mark),
  lastSeq: z.int().min(0).describe("The last event of the session."),
  nextCursor: z.string().nullable().describe("The `after` of the next part."),
});
export type TimelinePage = z.infer<typeof TimelinePage>;
