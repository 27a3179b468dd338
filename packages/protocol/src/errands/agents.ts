import { z } from "zod";

/** What a program that signs somebody in shows before it is done. */
export const SignInNote = z.object({ url: z.string() });

export const agentErrands = {
  /**
   * Runs a program that signs a person in at its vendor's: in a terminal of its own that nobody looks at. It tells the page to
   * visit; the code that is shown there arrives as the errand's bytes, with a line's end. The token is the result and nothing else.
   */
  "agent.sign-in": {
    params: z.object({
      command: z.array(z.string()).min(1),
      env: z.record(z.string(), z.string()),
      /** Until the page is known, until the code has come, and until the token is there. */
      limitsMs: z.object({
        url: z.int().min(1),
        code: z.int().min(1),
        token: z.int().min(1),
      }),
    }),
    result: z.object({ token: z.string() }),
    note: SignInNote,
  },
} as const;
