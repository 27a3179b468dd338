/** How a file is shown as it is meant to be seen. */
export type PreviewKind = "markdown" | "picture" | "page" | "audio" | "video" | "table" | "json";

type Row = {
  readonly kind: PreviewKind;
  /** What it is to a browser: said by us, never by what the file holds. */
  readonly type: string;
};

const text = "text/plain";
const rows: Readonly<Record<string, Row>> = {
  md: { kind: "markdown", type: text },
  markdown: { kind: "markdown", type: text },
  mdx: { kind: "markdown", type: text },
  png: { kind: "picture", type: "image/png" },
  jpg: { kind: "picture", type: "image/jpeg" },
  jpeg: { kind: "picture", type: "image/jpeg" },
  gif: { kind: "picture", type: "image/gif" },
  webp: { kind: "picture", type: "image/webp" },
  avif: { kind: "picture", type: "image/avif" },
  bmp: { kind: "picture", type: "image/bmp" },
  ico: { kind: "picture", type: "image/x-icon" },
  svg: { kind: "picture", type: "image/svg+xml" },
  html: { kind: "page", type: text },
  htm: { kind: "page", type: text },
  mp3: { kind: "audio", type: "audio/mpeg" },
  m4a: { kind: "audio", type: "audio/mp4" },
  ogg: { kind: "audio", type: "audio/ogg" },
  opus: { kind: "audio", type: "audio/ogg" },
  wav: { kind: "audio", type: "audio/wav" },
  flac: { kind: "audio", type: "audio/flac" },
  mp4: { kind: "video", type: "video/mp4" },
  m4v: { kind: "video", type: "video/mp4" },
  webm: { kind: "video", type: "video/webm" },
  csv: { kind: "table", type: text },
  tsv: { kind: "table", type: text },
  json: { kind: "json", type: text },
  geojson: { kind: "json", type: text },
  webmanifest: { kind: "json", type: text },
};

const rowOf = (path: string): Row | undefined => {
  const [, ending = ""] = /[^/]\.([a-z0-9]+)$/i.exec(path) ?? [];
  return Object.hasOwn(rows, ending.toLowerCase()) ? rows[ending.toLowerCase()] : undefined;
};

/** What kind of preview a file has by its name; undefined where it has none. */
export const previewKind = (path: string): PreviewKind | undefined => rowOf(path)?.kind;

export const browserType = (path: string): string => rowOf(path)?.type ?? text;

export const isDrawing = (path: string): boolean => browserType(path) === "image/svg+xml";

const MEGABYTE = 1_000_000;
/** What is larger is not worth a page that stands still. What is played is fetched as far as it is played. */
const limits: Readonly<Record<PreviewKind, number>> = {
  markdown: MEGABYTE,
  picture: 32 * MEGABYTE,
  page: 4 * MEGABYTE,
  audio: Number.POSITIVE_INFINITY,
  video: Number.POSITIVE_INFINITY,
  table: 16 * MEGABYTE,
  json: MEGABYTE,
};
/** A drawing is text that the browser works through each time. */
const DRAWING_LIMIT = 2 * MEGABYTE;

export const limitBytes = (path: string, kind: PreviewKind): number =>
  isDrawing(path) ? DRAWING_LIMIT : limits[kind];
