import type { ShownFile } from "./followed-file.svelte.ts";

/** What every kind of preview is given. */
export type PreviewProps = {
  readonly workspaceId: string;
  readonly path: string;
  readonly shown: ShownFile;
};
