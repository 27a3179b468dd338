import type { AgentUsage } from "@dispatch/protocol/agent/events";
import type { AgentLaunches } from "../providers/agent-launches.ts";
import type { SessionStep } from "../session/session-step.ts";
import { dayOf } from "./calendar.ts";
import type { UnderWay } from "./budgets.ts";
import type { UsageTurn } from "./usage-store.ts";

type Needs = { readonly launches: Pick<AgentLaunches, "defaultProvider">; readonly now: () => number };

/** Writes down what turns use, in the steps that tell of it: it stays when the session goes. */
export class TurnBook {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async began(step: SessionStep): Promise<void> {
    const afterSeq = await step.writing.usages.lastSeq(step.session.number);
    step.learn({ turn: { beganAt: this.#needs.now(), afterSeq, waitedMs: 0 } });
  }

  async used(step: SessionStep, usage: AgentUsage & { readonly model?: string | undefined }): Promise<void> {
    await step.writing.usages.add(this.#turnOf(step, usage.model), usage);
  }

  /** However it ended. */
  async ended(step: SessionStep): Promise<void> {
    if (!step.agent.turn) return;
    await step.writing.usages.endTurn(this.#turnOf(step), await this.underWay(step));
    const { turn: _, ...facts } = step.agent;
    step.change({ agent: facts });
  }

  /** What the turn under way has done so far, besides its tokens, which agents tell at its end. */
  async underWay({ agent, session, writing }: SessionStep): Promise<UnderWay> {
    const { turn } = agent;
    if (!turn) return { toolCalls: 0, workedMs: 0 };
    const at = this.#needs.now();
    const waits = turn.waitingSince === undefined ? 0 : at - turn.waitingSince;
    return {
      toolCalls: await writing.usages.toolCallsAfter(session.number, turn.afterSeq),
      workedMs: Math.max(0, at - turn.beganAt - turn.waitedMs - waits),
    };
  }

  #turnOf({ session, agent }: SessionStep, model = session.options.model ?? ""): UsageTurn {
    return {
      sessionId: session.id,
      turn: agent.turns,
      model,
      ownerId: session.ownerId,
      provider: session.options.provider ?? this.#needs.launches.defaultProvider,
      day: dayOf(this.#needs.now()),
    };
  }
}
