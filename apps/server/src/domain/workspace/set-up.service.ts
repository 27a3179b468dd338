import type { UserId, WorkspaceId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import { type SetUpDescription, type SetUpFile, linesOf } from "@dispatch/protocol/set-up";
import type { Workspace } from "@dispatch/protocol/workspace";
import type { AttendedPlace, Attendants } from "../attendants.ts";
import type { Store, WorkspaceRow } from "../store.ts";
import { type ScriptedSessions, howItEnded } from "./scripted-sessions.ts";
import type { SetUp } from "./set-up.ts";
import { changeSetUp, setUpOf } from "./set-up-state.ts";
import type { WorkspaceNewsroom } from "./workspace-newsroom.ts";
import type { WorkspaceService } from "./workspace.service.ts";

/** Who deletes a workspace waits for its tear-down so long. */
const TEAR_DOWN_LIMIT_MS = 120_000;

type Needs = {
  readonly store: Store;
  readonly attendants: Attendants;
  readonly workspaces: WorkspaceService;
  readonly newsroom: WorkspaceNewsroom;
  readonly scripts: ScriptedSessions;
  readonly setUp: SetUp;
};

/** What people do with the set-up of a workspace that is ready. Of one that is being made it is a part of the making. */
export class SetUpService implements AsyncDisposable {
  readonly #needs: Needs;
  readonly #running = new Map<WorkspaceId, Promise<void>>();
  readonly #end = new AbortController();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async describe(ownerId: UserId, id: WorkspaceId): Promise<SetUpDescription> {
    const { row, place } = await this.#needs.workspaces.attended(ownerId, id);
    return this.#describe(row, place);
  }

  async write(ownerId: UserId, id: WorkspaceId, file: SetUpFile): Promise<SetUpDescription> {
    const { row, place } = await this.#needs.workspaces.attended(ownerId, id);
    await this.#needs.attendants.ask(place, "set-up.write", { file });
    return this.#describe(row, place);
  }

  /** Runs it, once more or for the first time, in a workspace that is ready: it stays ready, whatever comes of it. */
  async run(ownerId: UserId, id: WorkspaceId): Promise<Workspace> {
    const { workspaces, attendants, store, newsroom } = this.#needs;
    const { row, place } = await workspaces.attended(ownerId, id);
    const { file } = await attendants.ask(place, "set-up.read", {});
    if (!file)
      throw new Problem(
        "workspace-refused",
        { workspaceId: id },
        "There is no .dispatch.json in this workspace that says how it is set up. Write one first.",
      );
    if (this.#running.has(id))
      throw new Problem("workspace-refused", { workspaceId: id }, "Its set-up is running already.");
    const begun = Promise.withResolvers<void>();
    this.#running.set(id, begun.promise);
    try {
      await changeSetUp(store, id, {
        state: "waiting",
        isTreeMade: true,
        sessionId: null,
        failure: null,
        notes: [],
        file,
      });
    } catch (error) {
      this.#running.delete(id);
      throw error;
    } finally {
      begun.resolve();
    }
    this.#begin(row);
    return newsroom.viewOf(row);
  }

  /** Those that the last server was at. */
  async resume(): Promise<void> {
    const { store } = this.#needs;
    for (const row of await store.read.workspaces.listAll()) {
      if (row.status !== "ready" || row.deletedAt !== null) continue;
      const { state, isTreeMade } = await setUpOf(store, row.id);
      if (isTreeMade && (state === "waiting" || state === "running")) this.#begin(row);
    }
  }

  /** What is to be run before a workspace goes. It was never set up: then there is nothing to take down. */
  async tearDown(row: WorkspaceRow): Promise<void> {
    const { store, attendants, workspaces, scripts } = this.#needs;
    const known = await setUpOf(store, row.id);
    if (row.deletedAt !== null || !known.isTreeMade || known.file === null) return;
    if (known.state === "waiting" || known.state === "left-out") return;
    const refused = (detail: string) =>
      new Problem(
        "tear-down-failed",
        { workspaceId: row.id },
        `${detail} Mend it, or delete it all the same.`,
      );
    const place = await workspaces.placeOf(row);
    const { file } = await attendants.ask(place, "set-up.read", {}).catch((error: unknown) => {
      throw refused(`What is to be run before it is deleted cannot be read: ${(error as Error).message}`);
    });
    const lines = linesOf(file?.teardown);
    if (lines.length === 0) return;
    const { id } = await scripts.start(row, { title: "Tear-down", lines, env: file?.env ?? {} });
    const late = AbortSignal.timeout(TEAR_DOWN_LIMIT_MS);
    const ended = await scripts.ended(id, late).catch(() => "late" as const);
    if (ended === "late") await scripts.stop(id);
    if (ended === "late")
      throw refused(`Its tear-down took longer than ${TEAR_DOWN_LIMIT_MS / 1000} seconds.`);
    if (ended?.outcome !== "completed") throw refused(`Its tear-down ${howItEnded(ended)}.`);
  }

  async [Symbol.asyncDispose]() {
    this.#end.abort();
    await Promise.all(this.#running.values());
  }

  #begin(row: WorkspaceRow): void {
    const { setUp, store, newsroom } = this.#needs;
    const done = setUp
      .run(row, this.#end.signal)
      .catch(() => undefined) // it is written down what it failed with
      .then(async () => {
        this.#running.delete(row.id);
        const current = await store.read.workspaces.byId(row.id, row.ownerId);
        if (current) await newsroom.changed(current);
      });
    this.#running.set(row.id, done);
  }

  async #describe(row: WorkspaceRow, place: AttendedPlace): Promise<SetUpDescription> {
    const { attendants } = this.#needs;
    const read = await attendants.ask(place, "set-up.read", {}).catch((error: unknown): { fault: string } => {
      if (!(error instanceof Problem) || error.code !== "set-up-invalid") throw error;
      return { fault: error.message };
    });
    if (!("fault" in read)) await this.#remember(row, read.file ?? null);
    const { detected, suggestion } = await attendants.ask(place, "set-up.suggest", {});
    const isFound = "fault" in read || read.file !== undefined;
    return { found: isFound, ...read, detected, ...(!isFound && suggestion && { suggestion }) };
  }

  /** What the file offers is shown with the workspace. */
  async #remember(row: WorkspaceRow, file: SetUpFile | null): Promise<void> {
    const { store, newsroom } = this.#needs;
    const known = await setUpOf(store, row.id);
    if (JSON.stringify(known.file) === JSON.stringify(file)) return;
    const isUntouched = !known.isTreeMade;
    await changeSetUp(store, row.id, {
      file,
      ...(isUntouched && { isTreeMade: true, state: "left-out" as const }),
    });
    await newsroom.changed(row);
  }
}
