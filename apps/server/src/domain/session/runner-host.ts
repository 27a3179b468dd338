import type { RunnerId, SessionId, UserId } from "@dispatch/protocol/ids";
import { DEFAULT_COLS, DEFAULT_ROWS, type TerminalSize } from "@dispatch/protocol/terminal";
import type { Caller } from "../access/caller.ts";
import type { SessionRow, WorkspaceRow } from "../store.ts";
import type { WorkspaceVariables } from "../workspace/workspace-variables.ts";
import type { WorkspaceService } from "../workspace/workspace.service.ts";
import type { Hosting } from "./hosting.ts";
import type { IsolationPolicy } from "./isolation-policy.ts";
import type { Placement, SessionHost, Started } from "./session-host.ts";
import type { Typists } from "./typists.ts";

type Needs = {
  readonly hosting: Hosting;
  readonly isolation: IsolationPolicy;
  readonly workspaces: Pick<WorkspaceService, "shownIn">;
  readonly variables: Pick<WorkspaceVariables, "of">;
  readonly typists: Typists;
};

/** The live side of sessions that are processes: on a runner, isolated as the policy says. */
export class RunnerHost implements SessionHost {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async place(ownerId: UserId): Promise<Placement> {
    const runnerId = await this.#needs.hosting.place();
    return { runnerId, isolation: await this.#needs.isolation.choose(ownerId, runnerId) };
  }

  async start(session: SessionRow, workspace: WorkspaceRow, { isolation }: Placement): Promise<Started> {
    if (!isolation) throw new Error("a process was to start without isolation");
    const { id: sessionId, number, ownerId, launch, options } = session;
    const { path: _, ...wished } = options;
    return this.#needs.hosting.startSession(session.runnerId as RunnerId, {
      sessionId,
      number,
      ownerId,
      launch,
      kind: "terminal",
      workspacePath: workspace.path,
      shown: await this.#needs.workspaces.shownIn(workspace),
      variables: await this.#needs.variables.of(workspace),
      isolation,
      options: { ...wished, cols: options.cols ?? DEFAULT_COLS, rows: options.rows ?? DEFAULT_ROWS },
    });
  }

  admit(id: SessionId): void {
    this.#needs.hosting.admit(id);
  }

  stop(id: SessionId): Promise<void> {
    return this.#needs.hosting.stop(id);
  }

  discard(id: SessionId): Promise<void> {
    return this.#needs.hosting.discard(id);
  }

  interrupt({ id }: SessionRow): Promise<void> {
    return this.#needs.hosting.interrupt(id);
  }

  resize({ id }: SessionRow, size: TerminalSize): Promise<void> {
    return this.#needs.hosting.resize(id, size);
  }

  async input(id: SessionId, data: Uint8Array, key: string, by: Caller): Promise<void> {
    await this.#needs.typists.types(by, id);
    await this.#needs.hosting.input(id, data, key);
  }

  ownerOf(id: SessionId): UserId | undefined {
    return this.#needs.hosting.ownerOf(id);
  }

  hold(id: SessionId) {
    return this.#needs.hosting.hold(id);
  }
}
