import type { ImageType } from "#lib/api/dispatch-api.ts";

/** As the server takes them: other kinds, more of them or larger ones are refused there. */
const types = ["image/png", "image/jpeg", "image/gif", "image/webp"] as const;
export const IMAGE_TYPES = types.join(",");
const COUNT_LIMIT = 8;
const LIMIT_CHARACTERS = 4 * 1024 * 1024;

export type DraftImage = { readonly mimeType: ImageType; readonly name: string; readonly data: string };

export const isImageType = (type: string): type is ImageType => (types as readonly string[]).includes(type);

export function areTooMany(images: readonly DraftImage[]): boolean {
  return (
    images.length > COUNT_LIMIT || images.reduce((sum, { data }) => sum + data.length, 0) > LIMIT_CHARACTERS
  );
}

export async function readImage(file: File, mimeType: ImageType): Promise<DraftImage> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { mimeType, name: file.name === "" ? "image" : file.name, data: btoa(binary) };
}
