import type { SessionId } from "@dispatch/protocol/ids";
import type { SessionHost } from "../session/session-host.ts";
import type { SessionOutcomes } from "../session/session-outcomes.ts";
import type { SessionSteps } from "../session/session-step.ts";
import type { Store } from "../store.ts";
import { Turns } from "../turns.ts";
import type { WorkspaceService } from "../workspace/workspace.service.ts";

type Needs = {
  readonly store: Store;
  readonly steps: SessionSteps;
  readonly outcomes: Pick<SessionOutcomes, "startFailed">;
  readonly workspaces: Pick<WorkspaceService, "forSession">;
  readonly host: SessionHost;
};

/** Brings sleeping agents back: a new process that goes on with the agent's own conversation. */
export class AgentWaking {
  readonly #needs: Needs;
  readonly #turns = new Turns<SessionId>();
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  wake(id: SessionId): Promise<void> {
    return this.#turns.take(id, () => this.#wake(id));
  }

  /** Those that a crash cut off on their way back. */
  async begin(): Promise<void> {
    const { read } = this.#needs.store;
    for (const { id, number, agent } of await read.sessions.listUnended("agent"))
      if (agent?.sleep === "asleep" && !agent.isHeld && (await read.prompts.listOf(number)).length > 0)
        void this.wake(id);
  }

  async #wake(id: SessionId): Promise<void> {
    const { store, steps, host, workspaces, outcomes } = this.#needs;
    const asleep = await store.read.sessions.byId(id);
    if (asleep?.agent?.sleep !== "asleep") return;
    try {
      const workspace = await workspaces.forSession(asleep.ownerId, asleep.workspaceId);
      const placement = await host.place(asleep.ownerId);
      const session = await steps.take(id, (step) => {
        if (step.agent.sleep !== "asleep" || !step.accepts("exit")) return undefined;
        step.learn({ sleep: "awake" });
        step.change({
          launch: step.session.launch + 1,
          runnerId: placement.runnerId,
          isolation: placement.isolation?.rung ?? null,
        });
        return step.session;
      });
      if (!session) return;
      const { shell = null, cwd = null } = await host.start(session, workspace, placement);
      await steps.take(id, (step) => step.change({ shell, cwd }));
      host.admit(id);
    } catch (error) {
      await outcomes.startFailed(id, error instanceof Error ? error.message : String(error));
    }
  }
}
