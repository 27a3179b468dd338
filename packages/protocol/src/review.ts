import { z } from "zod";
import { DiffFile, GitRef, RepositoryPath } from "./git.ts";
import { ReviewCommentId } from "./ids.ts";

/** More lines are a passage to be named by its first ones. */
export const COMMENTED_LINES_LIMIT = 100;

/** Lines of a file: as it is now, or as it was in the base. */
export const LineSpot = z.object({
  path: RepositoryPath.describe("Where the file lies on that side."),
  side: z.enum(["old", "new"]),
  line: z.int().min(1),
  lines: z
    .int()
    .min(1)
    .max(COMMENTED_LINES_LIMIT)
    .optional()
    .describe("How many, from that one on; one if left out."),
});
export type LineSpot = z.infer<typeof LineSpot>;

/** Lines with what stands around them, so that they are found again when they have moved. `content` holds them all. */
export const LinePlace = LineSpot.omit({ lines: true }).extend({
  before: z.array(z.string()),
  content: z.string(),
  after: z.array(z.string()),
});
export type LinePlace = z.infer<typeof LinePlace>;

export const LinePlaced = z.object({
  line: z.int().optional().describe("Where it is now; absent where it is not to be found any more."),
});
export type LinePlaced = z.infer<typeof LinePlaced>;

export const ReviewComment = z.object({
  id: ReviewCommentId,
  path: z.string(),
  side: z.enum(["old", "new"]),
  line: z.int().describe("The line it was written on; of several the first."),
  lines: z.int().min(1).default(1).describe("How many lines it is about."),
  currentLine: z.int().optional().describe("Where that line is now; absent where the comment is outdated."),
  isOutdated: z.boolean(),
  context: z.object({ before: z.array(z.string()), content: z.string(), after: z.array(z.string()) }),
  text: z.string(),
  isResolved: z.boolean(),
  sentAt: z.iso.datetime().optional().describe("When it was last sent on in a message."),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ReviewComment = z.infer<typeof ReviewComment>;

const text = z.string().trim().min(1).max(10_000);
export const CreateReviewComment = LineSpot.extend({ text }).strict();
export type CreateReviewComment = z.infer<typeof CreateReviewComment>;
export const PatchReviewComment = z.strictObject({
  text: text.optional(),
  isResolved: z.boolean().optional(),
});
export type PatchReviewComment = z.infer<typeof PatchReviewComment>;

export const ReviewFile = DiffFile.omit({ hunks: true, isCut: true }).extend({
  mark: z.enum(["none", "reviewed", "stale"]).describe("Stale: it was changed since it was reviewed."),
  comments: z.int().min(0).describe("Comments on it that are not resolved."),
});
export type ReviewFile = z.infer<typeof ReviewFile>;

export const Review = z.object({
  against: z.string().optional(),
  files: z.array(ReviewFile),
  isComplete: z.boolean(),
  reviewed: z.int(),
  stale: z.int(),
  total: z.int(),
});
export type Review = z.infer<typeof Review>;

export const PutReviewMark = z.strictObject({
  path: RepositoryPath,
  hash: z.string().min(1).max(100).describe("That of the file as it was looked at."),
  against: GitRef.optional(),
});
export type PutReviewMark = z.infer<typeof PutReviewMark>;

/** Of a thousand comments the ids alone would be too long for an address. */
const MESSAGE_COMMENTS_LIMIT = 200;
export const MessageComments = z
  .array(ReviewCommentId)
  .min(1)
  .max(MESSAGE_COMMENTS_LIMIT)
  .optional()
  .describe("These alone; all open ones if left out.");

export const ReviewMessage = z.object({
  text: z.string().describe("Every open comment, in Markdown; empty where there is none."),
  comments: z.array(ReviewCommentId),
});
export type ReviewMessage = z.infer<typeof ReviewMessage>;
