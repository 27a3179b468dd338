import type { Component } from "svelte";
import type { Pane } from "./layout.ts";

export type WorkspacePaneProps = {
  readonly workspaceId: string;
  readonly path?: string | undefined;
  readonly isActive: boolean;
};
type Load = () => Promise<{ readonly default: Component<WorkspacePaneProps> }>;

/** What shows each kind of pane that is not a session, loaded when there is one. */
export const paneViews: Readonly<Record<Exclude<Pane["kind"], "session">, Load>> = {
  review: () => import("#lib/review/ReviewPane.svelte"),
  files: () => import("#lib/files/FilesPane.svelte"),
  preview: () => import("#lib/preview/PreviewPane.svelte"),
};
