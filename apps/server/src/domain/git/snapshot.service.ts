import { type SnapshotId, newId } from "@dispatch/protocol/ids";
import { derivedId } from "../derived-id.ts";
import { type Owned, type Whose, type WorkspaceGit, signalOf } from "./workspace-git.ts";

/** Of each workspace as many are kept; the oldest go. */
const SNAPSHOTS_LIMIT = 100;

/** The files of a workspace as they were, to come back to. */
export class SnapshotService {
  readonly #git: WorkspaceGit;
  constructor(needs: { readonly git: WorkspaceGit }) {
    this.#git = needs.git;
  }

  async list(whose: Whose) {
    return (await this.#git.look(whose, "git.snapshots", () => ({}))).items;
  }

  /** What differs between a snapshot and the files as they are now, or another snapshot. */
  async diff(whose: Whose, { id, to, hasHunks }: { id: SnapshotId; to?: SnapshotId; hasHunks: boolean }) {
    const all = await this.list(whose);
    const commitOf = (wanted: SnapshotId) =>
      all.find((snapshot) => snapshot.id === wanted)?.commit ?? `refs/dispatch/snapshots/${wanted}`;
    return this.#git.look(whose, "git.diff", () => ({
      against: commitOf(id),
      ...(to !== undefined && { to: commitOf(to) }),
      hasHunks,
    }));
  }

  take(whose: Owned, reason: string, key: string | undefined) {
    const wish = { id: idOf(whose, "take", key), reason, keep: SNAPSHOTS_LIMIT };
    return this.#git.act(whose, (attended) => this.#git.ask(attended, "git.snapshot", wish, signalOf(whose)));
  }

  /** Brings the files of a snapshot back; how they are now is a snapshot first. */
  restore(whose: Whose, id: SnapshotId, key: string | undefined) {
    const wish = { id, beforeId: idOf(whose, "restore", key), keep: SNAPSHOTS_LIMIT };
    return this.#git.act(whose, (attended) => this.#git.ask(attended, "git.revert", wish, signalOf(whose)));
  }

  discard(whose: Whose, paths: string[], key: string | undefined) {
    const wish = { paths, snapshotId: idOf(whose, "discard", key) };
    return this.#git.act(whose, (attended) => this.#git.ask(attended, "git.discard", wish, signalOf(whose)));
  }

  delete(whose: Whose, id: SnapshotId) {
    return this.#git.act(whose, (attended) =>
      this.#git.ask(attended, "git.snapshot-delete", { id }, signalOf(whose)),
    );
  }
}

/** What is asked for again with the same key gets the same snapshot. */
function idOf({ caller, id }: Owned, what: string, key: string | undefined): SnapshotId {
  return key === undefined ? newId("snp") : derivedId("snp", what, caller.userId, id, key);
}
