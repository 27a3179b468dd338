import type { SessionId, UserId } from "@dispatch/protocol/ids";
import type { SessionKind } from "@dispatch/protocol/session";
import type { SessionRow, WorkspaceRow } from "../store.ts";
import type { WorkspaceVariables } from "../workspace/workspace-variables.ts";
import type { WorkspaceService } from "../workspace/workspace.service.ts";
import type { Hosting } from "./hosting.ts";
import type { IsolationPolicy } from "./isolation-policy.ts";
import type { Placement } from "./session-host.ts";

export type ProcessHostNeeds = {
  readonly hosting: Hosting;
  readonly isolation: IsolationPolicy;
  readonly workspaces: Pick<WorkspaceService, "shownIn">;
  readonly variables: Pick<WorkspaceVariables, "of">;
};

/** What the live sides of all sessions share that are processes: on a runner, isolated as the policy says. */
export abstract class ProcessHost {
  readonly #needs: ProcessHostNeeds;
  readonly #kind: SessionKind;
  constructor(kind: SessionKind, needs: ProcessHostNeeds) {
    this.#kind = kind;
    this.#needs = needs;
  }

  async place(ownerId: UserId): Promise<Placement> {
    const runnerId = await this.#needs.hosting.place();
    return { runnerId, isolation: await this.#needs.isolation.choose(ownerId, runnerId) };
  }

  /** What a start says of every kind. */
  protected async common(session: SessionRow, workspace: WorkspaceRow, { isolation }: Placement) {
    if (!isolation) throw new Error("a process was to start without isolation");
    const { id: sessionId, number, ownerId, launch } = session;
    return {
      sessionId,
      number,
      ownerId,
      launch,
      workspacePath: workspace.path,
      shown: await this.#needs.workspaces.shownIn(workspace),
      variables: await this.#needs.variables.of(workspace),
      isolation,
    };
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

  ownerOf(id: SessionId): UserId | undefined {
    return this.#needs.hosting.ownerOf(id, this.#kind);
  }

  hold(id: SessionId) {
    return this.#needs.hosting.hold(id);
  }
}
