import { z } from "zod";

/** Paths are relative to the workspace, with `/` between names; the workspace itself is the empty path. */
export const FilePath = z
  .string()
  .max(4096)
  .regex(/^[^\0]*$/, "must not hold a NUL character");

export const FileEntry = z.object({
  name: z.string(),
  path: FilePath,
  type: z.enum(["file", "folder", "link", "other"]),
  size: z.int().min(0),
  modifiedAt: z.number(),
  etag: z.string().optional(),
});
export type FileEntry = z.infer<typeof FileEntry>;

export const fileErrands = {
  "files.list": {
    params: z.object({ path: FilePath }),
    result: z.object({ entries: z.array(FileEntry), isComplete: z.boolean() }),
  },
} as const;
