import type { ToolDiff } from "@dispatch/protocol/agent/tools";
import type { FilesApi } from "#lib/api/files-api.ts";
import { filesPath } from "#lib/paths.ts";
import { placesOf } from "#lib/terminal/path-words.ts";

/** An edit in a larger file is found by its path alone. */
const LOOKED_THROUGH_BYTES = 2 * 1024 * 1024;

export type FilesPath = ReturnType<typeof filesPath>;
type Needs = {
  readonly api: Pick<FilesApi, "entry" | "blob">;
  readonly workspace: { readonly id: string; readonly path: string };
  readonly cwd: string | undefined;
};

/** The files that an agent speaks of, as places of the files pane. */
export class AgentFiles {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Where a file is read; nothing for one outside of the workspace. */
  href = (path: string, line?: number): FilesPath | undefined => {
    const place = this.#placeOf(path);
    return place === undefined ? undefined : filesPath(this.#needs.workspace.id, place, line);
  };

  /** The line that an edit is at now: what an agent tells of an edit may be a part of the file, without its place. */
  lineOf = async ({ path, ...change }: ToolDiff): Promise<number | undefined> => {
    const place = this.#placeOf(path);
    if (place === undefined) return undefined;
    const { api, workspace } = this.#needs;
    const entry = await api.entry(workspace.id, place);
    if (entry.type !== "file" || entry.size > LOOKED_THROUGH_BYTES) return undefined;
    const [blob, { editPlace }] = await Promise.all([
      api.blob(workspace.id, place, new AbortController().signal),
      import("#lib/editor/edit-place.ts"),
    ]);
    const text = await blob.text();
    const [first] = editPlace(text, { path, ...change }, "after") ?? [];
    return first && text.slice(0, first.from).split("\n").length;
  };

  #placeOf(path: string): string | undefined {
    const { workspace, cwd } = this.#needs;
    return placesOf(path, { workspace: workspace.path, cwd })[0];
  }
}
