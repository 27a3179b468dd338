import { z } from "zod";

export const DEFAULT_COLS = 80;
export const DEFAULT_ROWS = 24;

/** Bounds of a terminal's grid: below 2 programs loop, above 1000 a screen costs megabytes. */
export const TerminalCols = z.int().min(2).max(1000);
export const TerminalRows = z.int().min(1).max(1000);

/** One message of typed or pasted input. Larger pastes are sent in several messages. */
export const INPUT_LIMIT_BYTES = 1024 * 1024;

const noNul = (text: string) => !text.includes("\0");
const text = (limit: number) => z.string().max(limit).refine(noNul, "must not contain a NUL character");

const environmentName = z
  .string()
  .max(256)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be a variable name: letters, digits and _");

/** What a person may choose about a terminal; anything left out has a default on the runner. */
export const TerminalOptions = z.object({
  shell: text(4096)
    .min(1)
    .optional()
    .describe("Program to run: an absolute path or a name on PATH. Default: the login shell."),
  args: z
    .array(text(65_536))
    .max(256)
    .optional()
    .describe("Arguments. Default: what makes the shell an interactive login shell."),
  cwd: text(4096)
    .min(1)
    .optional()
    .describe(
      "Folder to start in: absolute, or relative to the workspace and then inside it. Default: the workspace.",
    ),
  env: z
    .record(environmentName, text(131_072))
    .optional()
    .describe("Variables added to the child's clean environment."),
  cols: TerminalCols.optional(),
  rows: TerminalRows.optional(),
});
export type TerminalOptions = z.infer<typeof TerminalOptions>;

export const TerminalSize = z.object({ cols: TerminalCols, rows: TerminalRows });
export type TerminalSize = z.infer<typeof TerminalSize>;
