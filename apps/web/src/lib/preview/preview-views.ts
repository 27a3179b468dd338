import type { Component } from "svelte";
import type { PreviewKind } from "./preview-kinds.ts";
import type { PreviewProps } from "./preview-props.ts";

type Load = () => Promise<{ readonly default: Component<PreviewProps> }>;

/** What shows each kind of file, loaded when there is one. */
export const previewViews: Readonly<Record<PreviewKind, Load>> = {
  markdown: () => import("./MarkdownPreview.svelte"),
  picture: () => import("./PicturePreview.svelte"),
  page: () => import("./PagePreview.svelte"),
  audio: () => import("./MediaPreview.svelte"),
  video: () => import("./MediaPreview.svelte"),
  table: () => import("./TablePreview.svelte"),
  json: () => import("./JsonPreview.svelte"),
};
