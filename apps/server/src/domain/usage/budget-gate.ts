import type { SpentBudget } from "@dispatch/protocol/usage";
import type { TurnGate } from "../agents/turn-steps.ts";
import type { Asking } from "../approvals/asking.ts";
import type { SessionStep } from "../session/session-step.ts";
import { askingText, spentText } from "./budget-words.ts";
import { type Standing, isSpent, standingsOf } from "./budgets.ts";
import type { TurnBook } from "./turn-book.ts";

type Needs = {
  readonly asking: Asking;
  readonly book: Pick<TurnBook, "underWay">;
  readonly now: () => number;
  /** Something is held from here on. */
  readonly held: () => void;
};

/** Keeps turns from beginning while a budget is spent, and asks whether it should be raised. */
export class BudgetGate implements TurnGate {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async holds(step: SessionStep): Promise<boolean> {
    const spent = (await this.#standings(step)).find(isSpent);
    if (!spent) {
      await this.letGo(step);
      return false;
    }
    const open = await step.writing.approvals.openOf(step.session.number);
    if (!open.some(({ type }) => type === "budget")) {
      const budget = askedOf(spent);
      await this.#needs.asking.open(step, { type: "budget", prompt: askingText(budget), detail: { budget } });
    }
    step.learn({ isHeld: true });
    step.afterwards(() => this.#needs.held());
    return true;
  }

  /** Nothing is held any more: there is nothing to ask either. */
  async letGo(step: SessionStep): Promise<void> {
    if (!step.agent.isHeld) return;
    step.learn({ isHeld: false });
    await this.#needs.asking.closeAll(
      step,
      { state: "gone", decision: "allow", by: "ended", message: "It need not wait any more." },
      ({ type }) => type === "budget",
    );
  }

  /** Why no turn may begin now, in a sentence. */
  async spent(step: SessionStep): Promise<string | undefined> {
    const spent = (await this.#standings(step)).find(isSpent);
    return spent && sentenceOf(spent);
  }

  /** Why the turn under way must not go on, and when it must not at the latest by the time it takes. */
  async within(step: SessionStep): Promise<{ readonly why?: string; readonly untilMs?: number }> {
    const hard = (await this.#standings(step)).filter(({ stopsWithinTurn }) => stopsWithinTurn);
    if (hard.length === 0) return {};
    const { agent, session, writing } = step;
    const underWay = await this.#needs.book.underWay(step);
    const { ownerId, id } = session;
    const counted = await standingsOf(
      writing,
      { ownerId, session: { id, agent } },
      this.#needs.now(),
      underWay,
    );
    const spent = counted.find((standing) => standing.stopsWithinTurn && isSpent(standing));
    if (spent) return { why: sentenceOf(spent) };
    const left = counted.flatMap(({ stopsWithinTurn, measure, holds, used = 0 }) =>
      stopsWithinTurn && measure === "minutes" ? [(holds - used) * 60_000] : [],
    );
    return left.length > 0 ? { untilMs: Math.min(...left) } : {};
  }

  #standings({ writing, session, agent }: SessionStep): Promise<Standing[]> {
    const { ownerId, id } = session;
    return standingsOf(writing, { ownerId, session: { id, agent } }, this.#needs.now());
  }
}

/** Raised by its own amount, as often as it takes. */
export function askedOf({ level, window, measure, limit, holds, used = 0 }: Standing): SpentBudget {
  const times = Math.floor((used - holds) / limit) + 1;
  return { level, window, measure, limit: holds, used, raiseTo: holds + times * limit };
}

const sentenceOf = ({ level, window, measure, holds, used = 0 }: Standing) =>
  spentText({ level, window, measure, limit: holds, used });
