import { z } from "zod";

/** Who did it: somebody with an account, a program with a key of theirs, a guest by a link, or nobody who was known. */
export const AuditActor = z.object({
  kind: z.enum(["person", "key", "guest", "machine", "nobody"]),
  id: z.string().optional().describe("The person's or share's id."),
  name: z.string().optional(),
  credential: z.string().optional().describe("The login, key or link that was shown."),
});
export type AuditActor = z.infer<typeof AuditActor>;

/** One line of the audit log. It says who did what to what from where, and never holds content. */
export const AuditEntry = z.object({
  number: z.int().min(1),
  at: z.iso.datetime(),
  act: z.string().describe("The action as the policy names it, such as session.create."),
  outcome: z.string().describe("`done`, or the code of the problem it was refused with."),
  actor: AuditActor,
  address: z.string(),
  device: z.string(),
  object: z.string().optional().describe("The id of what it was done to."),
  details: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
    .optional(),
  previous: z.string().describe("The hash of the entry before: this is what makes the log a chain."),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What an export holds in each line: the entry, and the SHA-256 of its JSON as it stands there. */
export const AuditLine = z.object({ entry: AuditEntry, hash: z.string() });
export type AuditLine = z.infer<typeof AuditLine>;

export const AuditVerdict = z.object({
  intact: z.boolean(),
  entries: z.int(),
  firstBroken: z.int().optional().describe("The number of the first entry that is not as it was written."),
  detail: z.string(),
});
export type AuditVerdict = z.infer<typeof AuditVerdict>;

/** What the first entry follows. */
export const AUDIT_START = "0".repeat(64);
