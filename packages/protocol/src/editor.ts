import { z } from "zod";
import { FilePath } from "./errands/files.ts";
import { UserId } from "./ids.ts";

/** So large may a file be that is opened; larger ones are read and written as files. */
export const EDITOR_FILE_LIMIT_BYTES = 1024 * 1024;
/** So many files may be open in one session: each is kept twice in memory. */
export const EDITOR_OPEN_LIMIT = 32;
/** What one `edit` may insert. It fits into one message however it is written as JSON. */
export const EDITOR_INSERT_LIMIT = 32 * 1024;
export const EDITOR_CHANGES_LIMIT = 1000;

export const EditorPath = FilePath.min(1).regex(/[^/]$/, "must be a file's path");

/** Replaces what lies from `from` up to `to`, in UTF-16 code units of the text as it was before the whole list. */
export const EditorChange = z.object({
  from: z.int().min(0),
  to: z.int().min(0),
  insert: z.string(),
});
export type EditorChange = z.infer<typeof EditorChange>;

const Version = z.int().min(0);
const Etag = z.string().max(200);
const Changes = z.array(EditorChange);

/** Which command an event came of: one that is sent again with its key is not done again. */
const key = z.string().optional();

/** Who did it. What was found on the disk was written by a program, an agent, or somebody elsewhere. */
const By = z.union([z.literal("disk"), z.object({ userId: UserId.optional(), name: z.string() })]);
export type EditorAuthor = z.infer<typeof By>;

/** What is written to an editor session's input, as JSON. */
export const EditorCommand = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("open"),
    path: EditorPath,
    isNew: z.boolean().optional().describe("Where there is no such file, begin one."),
  }),
  z.strictObject({
    type: z.literal("edit"),
    path: EditorPath,
    version: Version.describe(
      "The version that the changes were made to; refused unless it is the present one.",
    ),
    changes: Changes.min(1).max(EDITOR_CHANGES_LIMIT),
    clientId: z.string().min(1).max(64),
  }),
  z.strictObject({
    type: z.literal("save"),
    path: EditorPath,
    force: z
      .boolean()
      .optional()
      .describe(
        "Do not merge: what somebody else wrote is put beside the file, and this text takes its place.",
      ),
  }),
  z.strictObject({
    type: z.literal("close"),
    path: EditorPath,
    discard: z.boolean().optional().describe("Also when it has changes that are not saved."),
  }),
  z.strictObject({
    type: z.literal("resolve"),
    path: EditorPath,
    take: z.enum(["mine", "theirs"]),
  }),
]);
export type EditorCommand = z.infer<typeof EditorCommand>;

export const editorPayloads = {
  "editor:opened": z.object({
    path: EditorPath,
    text: z.string(),
    etag: Etag.nullable().describe("Null for a file that is not on the disk yet."),
    version: Version,
    key,
  }),
  "editor:changed": z.object({
    path: EditorPath,
    version: Version.describe("After the changes."),
    changes: Changes,
    by: By,
    clientId: z.string().optional(),
    /** What lies on the disk now, told by how it differs from what lay there before. */
    disk: z.object({ etag: Etag, changes: Changes }).optional(),
    key,
  }),
  "editor:saved": z.object({
    path: EditorPath,
    etag: Etag,
    version: Version,
    by: By,
    keptTheirs: z.string().optional().describe("Where the other text was put."),
    key,
  }),
  "editor:error": z.object({
    path: EditorPath,
    code: z
      .string()
      .describe(
        "`conflict`: both changed the same lines. `gone`: deleted on the disk. Else the code of a problem.",
      ),
    error: z.string(),
    theirs: z.object({ text: z.string(), etag: Etag }).optional(),
  }),
  "editor:closed": z.object({ path: EditorPath, version: Version, key }),
} as const;

/** An open file as everybody sees it. */
export const EditorDocument = z.object({
  path: EditorPath,
  text: z.string(),
  base: z
    .string()
    .optional()
    .describe("What the disk held when it was read or written last, where that is another text."),
  version: Version,
  etag: Etag.nullable().describe("Of what the disk held when it was then; null: nothing."),
  isDirty: z.boolean().describe("There is something to save."),
  conflict: z
    .object({ text: z.string(), etag: Etag })
    .optional()
    .describe("What the disk holds instead and cannot be merged."),
});
export type EditorDocument = z.infer<typeof EditorDocument>;

export const EditorDocuments = z.object({
  seq: z.int().min(0).describe("They are as of this event: follow on from it."),
  items: z.array(EditorDocument),
});
export type EditorDocuments = z.infer<typeof EditorDocuments>;
