import { z } from "zod";
import { IsolationReport } from "./isolation.ts";

export const Health = z.object({ status: z.literal("ok"), version: z.string(), build: z.string() });
export type Health = z.infer<typeof Health>;

/** Whether one thing that the server needs is there. */
export const Check = z.object({ name: z.string(), ok: z.boolean(), detail: z.string().optional() });
export type Check = z.infer<typeof Check>;

export const Ready = z.object({ ready: z.boolean(), checks: z.array(Check) });
export type Ready = z.infer<typeof Ready>;

/** A runner that is connected. */
export const Runner = z.object({
  id: z.string(),
  pid: z.int(),
  build: z.string(),
  hostname: z.string(),
  startedAt: z.string(),
  draining: z.boolean().describe("It takes no new sessions and leaves when its last one has ended."),
  sessions: z.int(),
  isolation: IsolationReport.optional().describe("What it has proved; missing until its probes are done."),
});
export type Runner = z.infer<typeof Runner>;

/** What replacing the encryption key did. */
export const RotatedSecrets = z.object({
  secrets: z.int().describe("How many are sealed under the new key."),
});
export type RotatedSecrets = z.infer<typeof RotatedSecrets>;
