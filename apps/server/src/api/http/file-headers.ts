import { extname } from "node:path";
import type { ByteRange } from "@dispatch/protocol/errands/files";
import { Problem } from "@dispatch/protocol/problems";

/** What browsers may be told of a file. What a page could be made of is plain text to them. */
const TYPES: Readonly<Record<string, string>> = {
  ".avif": "image/avif",
  ".bmp": "image/bmp",
  ".flac": "audio/flac",
  ".gif": "image/gif",
  ".gz": "application/gzip",
  ".ico": "image/x-icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".m4a": "audio/mp4",
  ".m4v": "video/mp4",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
  ".ogg": "audio/ogg",
  ".opus": "audio/ogg",
  ".otf": "font/otf",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".tar": "application/x-tar",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
  ".wav": "audio/wav",
  ".webm": "video/webm",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".zip": "application/zip",
};
const TEXT =
  /\.(txt|md|log|csv|tsv|html?|xhtml|xml|css|[cm]?[jt]sx?|svelte|vue|ya?ml|toml|ini|conf|sh|bash|zsh|py|rb|rs|go|java|kt|c|h|cc|cpp|hpp|cs|php|pl|lua|sql|diff|patch|lock)$/i;

export const contentTypeOf = (name: string) =>
  TEXT.test(name)
    ? "text/plain; charset=utf-8"
    : (TYPES[extname(name).toLowerCase()] ?? "application/octet-stream");

/** A file is for keeping: whatever it holds, it is no page of ours, runs nothing and fetches nothing. */
export const fileHeaders = (name: string) => ({
  "content-disposition": disposition(name),
  "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "cache-control": "private, no-cache",
});

/** RFC 6266: the name as it is, and something like it for those who cannot read that. */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/** One range of bytes; several, and what is none, are answered with the whole file, as RFC 9110 allows. */
export function rangeOf(header: string | undefined): ByteRange | undefined {
  const [, start = "", end = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (start !== "") return { start: Number(start), ...(end === "" ? {} : { end: Number(end) }) };
  return end === "" || Number(end) === 0 ? undefined : { last: Number(end) };
}

/** The etags of an `If-Match` or `If-None-Match`. Weak ones are kept: they match none of ours. */
export function etagsOf(name: string, header: string | undefined): string[] | undefined {
  if (header === undefined) return undefined;
  if (header.trim() === "*") return ["*"];
  const tags = header.split(",").map((tag) => tag.trim());
  if (tags.length <= 50 && tags.every((tag) => /^(W\/)?"[\x21\x23-\x7e]{0,150}"$/.test(tag))) return tags;
  throw new Problem("invalid-request", {
    errors: [{ path: name, message: 'must be * or etags in quotes, as in "c-abc"' }],
  });
}
