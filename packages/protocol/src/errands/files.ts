import { z } from "zod";

/** What is put away when a file is deleted lies in this folder of the workspace. No path leads into it. */
export const TRASH_FOLDER = ".dispatch-trash";
/** How long deleted files can be had back. */
export const TRASH_KEPT_MS = 14 * 24 * 3600 * 1000;

/** Paths are relative to the workspace, with `/` between names; the workspace itself is the empty path. */
export const FilePath = z
  .string()
  .max(4096)
  .regex(/^[^\0]*$/, "must not hold a NUL character");

const Etag = z.string().max(200);

export const FileEntry = z.object({
  name: z.string(),
  path: FilePath,
  type: z.enum(["file", "folder", "link", "other"]).describe("`other`: a pipe, a socket or a device."),
  size: z.int().min(0),
  modifiedAt: z.number().describe("Milliseconds since 1970."),
  isExecutable: z.boolean().optional(),
  target: z.string().optional().describe("Of a link: what it says."),
  etag: Etag.optional().describe("Changes with what the file holds; lists leave it out."),
  hasOddName: z
    .literal(true)
    .optional()
    .describe("Its name is not UTF-8 and shown as well as may be; it is reached with its folder only."),
});
export type FileEntry = z.infer<typeof FileEntry>;

export const ByteRange = z.union([
  z.object({ start: z.int().min(0), end: z.int().min(0).optional().describe("Of the last byte.") }),
  z.object({ last: z.int().min(1).describe("So many bytes at the end.") }),
]);
export type ByteRange = z.infer<typeof ByteRange>;

export const DeletedFile = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  path: FilePath.describe("Where it was."),
  type: FileEntry.shape.type,
  size: z.int().min(0),
  deletedAt: z.number(),
});
export type DeletedFile = z.infer<typeof DeletedFile>;

export const FileMatch = z.object({
  path: FilePath,
  type: FileEntry.shape.type.optional(),
  line: z.int().min(1).optional(),
  column: z.int().min(1).optional().describe("In characters of the text."),
  text: z.string().optional().describe("The line, or the part of a long one around what was found."),
});
export type FileMatch = z.infer<typeof FileMatch>;

export const FileChange = z.object({
  path: FilePath,
  type: z
    .enum(["changed", "deleted", "overflow", "unwatched"])
    .describe(
      "`changed`: made or changed. `overflow`: too much changed at once, read everything anew. `unwatched`: nothing will be told of this folder, as there are too many.",
    ),
});
export type FileChange = z.infer<typeof FileChange>;

const done = z.object({});

export const fileErrands = {
  "files.list": {
    params: z.object({
      path: FilePath,
      after: z.int().min(0).default(0),
      limit: z.int().min(1).max(5000).default(1000),
    }),
    result: z.object({ entries: z.array(FileEntry), isComplete: z.boolean() }),
  },
  "files.stat": { params: z.object({ path: FilePath }), result: FileEntry },
  /** Tells what it is about to give, then gives the bytes. */
  "files.read": {
    params: z.object({
      path: FilePath,
      range: ByteRange.optional(),
      rangeOnlyOf: Etag.optional(),
      unless: z.array(Etag).optional(),
    }),
    note: z.object({ entry: FileEntry, start: z.int(), length: z.int(), isUnchanged: z.boolean() }),
    result: done,
  },
  "files.write": {
    params: z.object({
      path: FilePath,
      onlyOver: z.array(Etag).optional().describe("What is there must have one of these; `*`: anything."),
      onlyNew: z.boolean().default(false),
      makeParents: z.boolean().default(false),
    }),
    result: z.object({ entry: FileEntry, isNew: z.boolean() }),
  },
  "files.make-folder": {
    params: z.object({ path: FilePath, makeParents: z.boolean().default(false) }),
    result: FileEntry,
  },
  "files.move": {
    params: z.object({ from: FilePath, to: FilePath, overwrite: z.boolean().default(false) }),
    result: FileEntry,
  },
  "files.copy": {
    params: z.object({ from: FilePath, to: FilePath, overwrite: z.boolean().default(false) }),
    result: FileEntry,
  },
  "files.delete": {
    params: z.object({
      path: FilePath,
      onlyOver: z.array(Etag).optional(),
      forGood: z.boolean().default(false),
    }),
    result: z.object({ deleted: DeletedFile.nullable() }),
  },
  "files.deleted": { params: z.object({}), result: z.object({ items: z.array(DeletedFile) }) },
  "files.restore": {
    params: z.object({ id: DeletedFile.shape.id, to: FilePath.optional() }),
    result: FileEntry,
  },
  /** Clears one deleted file for good, or all. */
  "files.clear": { params: z.object({ id: DeletedFile.shape.id.optional() }), result: done },
  "files.archive": {
    params: z.object({ path: FilePath, format: z.enum(["tar", "zip"]) }),
    note: z.object({ name: z.string() }),
    result: done,
  },
  "files.search": {
    params: z.object({
      path: FilePath.default(""),
      query: z.string().min(1).max(1000),
      in: z.enum(["names", "contents"]).default("names"),
      isRegex: z.boolean().default(false),
      matchCase: z.boolean().default(false),
      limit: z.int().min(1).max(5000).default(200),
    }),
    note: FileMatch,
    result: z.object({ isComplete: z.boolean() }),
  },
  /** Ends when it is told to. */
  "files.watch": {
    params: z.object({ path: FilePath.default("") }),
    note: z.union([FileChange, z.object({ type: z.literal("watching") })]),
    result: done,
  },
} as const;
