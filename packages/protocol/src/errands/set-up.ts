import { z } from "zod";
import { SetUpFile } from "../set-up.ts";

export const setUpErrands = {
  /** In a workspace: what its set-up file says. */
  "set-up.read": {
    params: z.object({}),
    result: z.object({ file: SetUpFile.optional() }),
  },
  /** In a workspace: writes its set-up file. */
  "set-up.write": {
    params: z.object({ file: SetUpFile }),
    result: z.object({}),
  },
  /** In a workspace: a set-up that would suit what lies in it. */
  "set-up.suggest": {
    params: z.object({}),
    result: z.object({ detected: z.array(z.string()), suggestion: SetUpFile.optional() }),
  },
  /** In a workspace: copies files that git ignores from another one. None that is there is touched. */
  "set-up.carry": {
    params: z.object({ from: z.string(), patterns: z.array(z.string()) }),
    result: z.object({
      files: z.int().min(0),
      bytes: z.int().min(0),
      /** Some of those that were left out, and why. */
      leftOut: z.array(z.object({ path: z.string(), why: z.string() })),
      leftOutCount: z.int().min(0),
    }),
  },
  /** Waits until something answers over HTTP at a port of the workspace. */
  "set-up.ask-port": {
    params: z.object({ port: z.int().min(1).max(65_535), path: z.string(), seconds: z.int().min(1) }),
    result: z.object({ isAnswered: z.boolean(), last: z.string() }),
  },
} as const;
