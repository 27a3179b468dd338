import type { Attendants } from "../attendants.ts";
import type { ErrandResult } from "@dispatch/protocol/errands";
import type { SetUpRow, Store, WorkspaceRow } from "../store.ts";
import type { WorkspaceService } from "./workspace.service.ts";

type Needs = {
  readonly store: Store;
  readonly attendants: Attendants;
  readonly workspaces: WorkspaceService;
};

/** Brings what git ignores, such as `.env`, from another workspace of the same repository; tells what came and what did not. */
export class Carrying {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async carry(row: WorkspaceRow, setUp: SetUpRow, patterns: readonly string[], signal: AbortSignal) {
    const from = await this.#source(row, setUp);
    if (!from) return [];
    const { attendants, workspaces } = this.#needs;
    const place = await workspaces.placeOf(row);
    const shown = [...(place.shown ?? []), { path: from.path, isWritable: false }];
    const wish = { from: from.path, patterns: [...patterns] };
    const outcome = await attendants.ask({ ...place, shown }, "set-up.carry", wish, { signal });
    return notesOf(outcome, from.name);
  }

  /** The one that was named, while it is there, else the one of the same repository that was used last. */
  async #source(row: WorkspaceRow, { carryFromId }: SetUpRow): Promise<WorkspaceRow | undefined> {
    if (row.repoId === null || row.kind === "copy") return undefined;
    const { read } = this.#needs.store;
    const all = (await read.workspaces.listOf(row.repoId)).filter(
      (one) =>
        one.id !== row.id && one.ownerId === row.ownerId && one.status === "ready" && one.deletedAt === null,
    );
    if (carryFromId !== null) return all.find(({ id }) => id === carryFromId);
    const uses = await read.sessions.useOf(row.ownerId);
    const lastUse = (one: WorkspaceRow) => Math.max(uses.get(one.id)?.lastAt ?? 0, one.createdAt);
    return all.sort((a, b) => lastUse(b) - lastUse(a))[0];
  }
}

function notesOf({ files, leftOut, leftOutCount }: ErrandResult<"set-up.carry">, from: string): string[] {
  const carried =
    files > 0 ? [`${files} ${files === 1 ? "file" : "files"} carried over from "${from}".`] : [];
  const told = leftOut.map(({ path, why }) => `${path} was left out: ${why}.`);
  const more = leftOutCount - leftOut.length;
  return [...carried, ...told, ...(more > 0 ? [`${more} more were left out.`] : [])];
}
