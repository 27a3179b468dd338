import { z } from "zod";

/** A repository at a git host, and how far the host is known. */
export const Remote = z.object({
  url: z.string(),
  /** Lines of a known-hosts file: the keys that this host may show. */
  knownHosts: z.array(z.string()),
  /** Whether a host without a known key is taken at its word. */
  acceptsNewHosts: z.boolean(),
});
export type Remote = z.infer<typeof Remote>;

/** How far git has come. */
export const GitProgress = z.object({
  step: z.string().describe("What git is doing, such as `Receiving objects`."),
  percent: z.int().min(0).max(100).optional(),
  detail: z.string().optional().describe("Objects and bytes, in git's own words."),
});
export type GitProgress = z.infer<typeof GitProgress>;
