import type { FileEntry } from "@dispatch/protocol/errands/files";
import type { FilesApi } from "#lib/api/files-api.ts";
import { FollowedFile } from "./followed-file.svelte.ts";
import { browserType, isDrawing, limitBytes, previewKind, type PreviewKind } from "./preview-kinds.ts";

type Needs = {
  readonly api: Pick<FilesApi, "entry" | "blob" | "downloadUrl">;
  readonly workspaceId: string;
  readonly path: string;
};

/** Follows what a preview of this kind is drawn of. */
export const followedContent = (place: Needs, kind: PreviewKind) =>
  new FollowedFile({
    ...place,
    limitBytes: limitBytes(place.path, kind),
    read: (entry, signal) => fileContent(place, entry, signal),
    drop: dropContent,
  });

/** Text, or an address that only this page knows. */
async function fileContent(
  { api, workspaceId, path }: Needs,
  { etag = "" }: FileEntry,
  signal: AbortSignal,
): Promise<string> {
  const kind = previewKind(path);
  // What is played is fetched as far as it is played; another version has another address.
  if (kind === "audio" || kind === "video")
    return `${api.downloadUrl(workspaceId, path)}&version=${encodeURIComponent(etag)}`;
  const blob = await api.blob(workspaceId, path, signal);
  if (kind !== "picture") return blob.text();
  // A drawing has an address that is no part of this origin, wherever somebody opens it.
  if (isDrawing(path)) return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await blob.text())}`;
  return URL.createObjectURL(new Blob([blob], { type: browserType(path) }));
}

function dropContent(content: string) {
  if (content.startsWith("blob:")) URL.revokeObjectURL(content);
}
