import { z } from "zod";
import { SessionId, UserId } from "./ids.ts";
import { SessionKind } from "./session.ts";
import { settingShapes } from "./settings.ts";

/** What one look shows and one clean-up takes: as much as a person can look through. */
export const CLEANUP_LIMIT = 1000;

export const DataSum = z.object({
  sessions: z.int().min(0),
  endedSessions: z.int().min(0),
  events: z.int().min(0),
  bytes: z.int().min(0).describe("What the events of these sessions hold."),
});
export type DataSum = z.infer<typeof DataSum>;

/** From the youngest on; what lives has no age yet. */
export const DataAge = z
  .enum(["live", "week", "month", "year", "older"])
  .describe("How long ago sessions ended: not yet, within 7, 30 or 365 days, or longer ago.");
export type DataAge = z.infer<typeof DataAge>;

export const DataReport = DataSum.extend({
  retentionDays: settingShapes.retentionDays,
  kinds: z.array(DataSum.extend({ kind: SessionKind })).describe("Of each kind there is, the largest first."),
  ages: z.array(DataSum.extend({ age: DataAge })).describe("Of each age there is, the youngest first."),
  people: z
    .array(DataSum.extend({ userId: UserId, name: z.string() }))
    .optional()
    .describe("Whoever has sessions; of everybody for administrators who ask for it."),
  database: z
    .object({
      fileBytes: z.int().min(0),
      freeBytes: z.int().min(0).describe("Of the file, what nothing lies in: it is used again."),
      isShrinking: z
        .boolean()
        .describe("What becomes free is given back; the file of an older version keeps its size."),
    })
    .optional(),
});
export type DataReport = z.infer<typeof DataReport>;

export const CleanupItem = z.object({
  id: SessionId,
  kind: SessionKind,
  title: z.string().optional().describe("Of your own sessions alone."),
  owner: z.object({ userId: UserId, name: z.string() }),
  endedAt: z.iso.datetime(),
  events: z.int().min(0),
  bytes: z.int().min(0),
});
export type CleanupItem = z.infer<typeof CleanupItem>;

/** What would go, the oldest first. Nothing is done yet. */
export const CleanupPreview = z.object({
  endedBefore: z.iso.datetime(),
  items: z.array(CleanupItem),
  events: z.int().min(0),
  bytes: z.int().min(0),
  isMore: z.boolean().describe(`There are more than these ${CLEANUP_LIMIT}; clean up and look again.`),
});
export type CleanupPreview = z.infer<typeof CleanupPreview>;

const everyone = z.boolean().optional().describe("For administrators: the sessions of everybody.");

/** What a preview showed: nothing else goes, whatever has ended since. */
export const CleanUp = z.strictObject({
  endedBefore: z.iso.datetime(),
  sessionIds: z.array(SessionId).min(1).max(CLEANUP_LIMIT),
  everyone,
});
export type CleanUp = z.infer<typeof CleanUp>;

export const KeptReason = z
  .enum(["live", "pinned", "later", "gone"])
  .describe("It runs again; its owner has pinned it; it ended later; it is not there.");
export type KeptReason = z.infer<typeof KeptReason>;
export const CleanedUp = z.object({
  removed: z.array(SessionId),
  events: z.int().min(0),
  bytes: z.int().min(0),
  kept: z.array(z.object({ id: SessionId, reason: KeptReason })),
});
export type CleanedUp = z.infer<typeof CleanedUp>;
