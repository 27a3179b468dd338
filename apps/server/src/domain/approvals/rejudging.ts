import type { UserId } from "@dispatch/protocol/ids";
import type { ApprovalRow } from "../agents/agent-store.ts";
import type { Deliveries } from "../agents/deliveries.ts";
import type { Logger } from "../logger.ts";
import type { SessionSteps } from "../session/session-step.ts";
import type { Store } from "../store.ts";
import type { Asking } from "./asking.ts";
import type { Judge } from "./judging.ts";

type Needs = {
  readonly store: Store;
  readonly steps: SessionSteps;
  readonly asking: Asking;
  readonly judge: Judge;
  readonly deliveries: Pick<Deliveries, "soon">;
  readonly logger: Logger;
};

/** Rules count for what is open too: once they have changed, what they answer now waits no longer. */
export class Rejudging {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Of one person, or of everybody. What cannot be judged stays open, for a person. */
  async run(ownerId?: UserId): Promise<void> {
    const { store, logger } = this.#needs;
    for (const row of await store.read.approvals.openPermissions(ownerId))
      await this.#rejudge(row).catch((error: unknown) =>
        logger.error({ err: error, approvalId: row.id }, "what is open could not be judged again"),
      );
  }

  async #rejudge({ id, sessionId }: ApprovalRow): Promise<void> {
    const { steps, asking, judge, deliveries } = this.#needs;
    await steps.take(sessionId, async (step) => {
      const row = await step.writing.approvals.byId(id);
      const call = row?.detail.call;
      if (row?.state !== "open" || !call) return;
      const { effect, rule, sentence } = await judge.judge(step.writing, step.session, call);
      if (effect !== "allow" && effect !== "deny") return;
      await asking.close(step, row, {
        state: "answered",
        decision: effect,
        by: "rule",
        ...(rule && { rule }),
        ...(effect === "deny" && { message: sentence }),
      });
      step.afterwards(() => deliveries.soon(sessionId));
    });
  }
}
