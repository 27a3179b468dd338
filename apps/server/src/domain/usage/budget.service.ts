import type {
  Budget,
  BudgetReport,
  BudgetState,
  PutBudgets,
  PutSessionBudget,
} from "@dispatch/protocol/usage";
import type { SessionId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { PersonCaller } from "../access/caller.ts";
import type { Policy } from "../access/policy.ts";
import type { SessionSteps } from "../session/session-step.ts";
import type { SessionRow, Store } from "../store.ts";
import { amountText } from "./budget-words.ts";
import { BUDGETS_SETTING, type Standing, serverBudgets, standingsOf } from "./budgets.ts";
import type { HeldTurns } from "./held-turns.ts";

type Needs = {
  readonly store: Store;
  readonly policy: Policy;
  readonly steps: SessionSteps;
  readonly held: Pick<HeldTurns, "release">;
  readonly now: () => number;
};

/** What may be used: by everybody, by a person, in a session. */
export class BudgetService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async report({ userId: ownerId }: PersonCaller): Promise<BudgetReport> {
    const { store, now } = this.#needs;
    const { own } = await store.read.budgets.of(ownerId);
    const standings = await standingsOf(store.read, { ownerId }, now());
    return { server: await serverBudgets(store.read), own, states: standings.map(toState) };
  }

  async put(caller: PersonCaller, { level, budgets }: PutBudgets): Promise<BudgetReport> {
    const { store, held } = this.#needs;
    if (level === "server" && caller.role === "member")
      throw new Problem("forbidden", {}, "Only administrators may set the budgets of this server.");
    await store.write(async (writing) => {
      if (level === "server") return writing.settings.put(BUDGETS_SETTING, budgets);
      refuseLooser(budgets, await serverBudgets(writing));
      const { raised } = await writing.budgets.of(caller.userId);
      await writing.budgets.save(caller.userId, { own: budgets, raised });
    });
    await held.release(level === "server" ? undefined : caller.userId);
    return this.report(caller);
  }

  async putSession(caller: PersonCaller, id: SessionId, { budgets }: PutSessionBudget): Promise<SessionRow> {
    const { policy, store, steps, held } = this.#needs;
    const session = await policy.session(caller, "budget.session", id);
    if (session.kind !== "agent")
      throw new Problem("session-kind-refused", { kind: session.kind }, "Only agents have budgets.");
    const set = budgets.map((budget) => ({ ...budget, window: "session" as const }));
    refuseLooser(set, await serverBudgets(store.read));
    await steps.take(id, (step) => step.learn({ budgets: set }));
    await held.release(session.ownerId);
    return (await store.read.sessions.byId(id)) ?? session;
  }
}

/** A person's own are there to be stricter: one that could never be reached would promise what it does not hold. */
function refuseLooser(budgets: readonly Budget[], server: readonly Budget[]): void {
  for (const [index, { window, measure, limit }] of budgets.entries()) {
    const above = server.find((other) => other.window === window && other.measure === measure);
    if (!above || limit <= above.limit) continue;
    const message = `must not be above the server's: ${amountText[measure](above.limit)}`;
    throw new Problem(
      "invalid-request",
      { errors: [{ path: `budgets.${index}.limit`, message }] },
      `limit ${message}`,
    );
  }
}

function toState({ since: _, holds, used, resetsAt, ...budget }: Standing): BudgetState {
  return {
    ...budget,
    ...(holds !== budget.limit && { raisedTo: holds }),
    ...(used !== undefined && { used }),
    ...(resetsAt !== undefined && { resetsAt: new Date(resetsAt).toISOString() }),
  };
}
