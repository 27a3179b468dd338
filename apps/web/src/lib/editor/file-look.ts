import { EDITOR_FILE_LIMIT_BYTES } from "@dispatch/protocol/editor";
import type { FilesApi } from "#lib/api/files-api.ts";
import { isPicture } from "#lib/review/picture.ts";

/** What can be shown of a file besides its text. */
export type Look = "text" | "image" | "large" | "binary";

/** So much of a file is read to see whether it is text. */
const HEAD_BYTES = 8 * 1024;
/** So much is shown of one that is too large to be edited. */
export const SHOWN_BYTES = 256 * 1024;
/** A larger picture is not worth the room it takes in a window. */
const IMAGE_LIMIT_BYTES = 32 * 1024 * 1024;

/** Pictures that are text as well. */
const drawing = /\.svg$/i;
const markdown = /\.(md|markdown)$/i;

export const isDrawing = (path: string) => drawing.test(path);
export const isMarkdown = (path: string) => markdown.test(path);

/** How a file is to be shown, from its name, its size and its first bytes. */
export async function lookAt(
  api: Pick<FilesApi, "entry" | "head">,
  workspaceId: string,
  path: string,
): Promise<Look> {
  const { size } = await api.entry(workspaceId, path);
  if (isPicture(path) && size <= IMAGE_LIMIT_BYTES) return "image";
  // Nothing can be read of an empty file, and there is nothing to see.
  const head = size === 0 ? new Uint8Array() : await api.head(workspaceId, path, HEAD_BYTES);
  if (head.includes(0)) return "binary";
  return size > EDITOR_FILE_LIMIT_BYTES ? "large" : "text";
}
