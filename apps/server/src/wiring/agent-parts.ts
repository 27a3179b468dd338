import type { SessionId } from "@dispatch/protocol/ids";
import { AgentOutcomes } from "../domain/agents/agent-outcomes.ts";
import { AgentSleep } from "../domain/agents/agent-sleep.ts";
import { Deliveries } from "../domain/agents/deliveries.ts";
import { ApprovalChanges } from "../domain/approvals/approval-view.ts";
import { ApprovalExpiry } from "../domain/approvals/approval-expiry.ts";
import { Asking } from "../domain/approvals/asking.ts";
import { Rejudging } from "../domain/approvals/rejudging.ts";
import { RuleJudge } from "../domain/approvals/rule-judge.ts";
import { RuleService } from "../domain/approvals/rule.service.ts";
import type { Logger } from "../domain/logger.ts";
import type { AgentLaunches } from "../domain/providers/agent-launches.ts";
import type { Hosting } from "../domain/session/hosting.ts";
import type { SessionChanges } from "../domain/session/session-changes.ts";
import { SessionSteps } from "../domain/session/session-step.ts";
import type { SessionView } from "../domain/session/session-view.ts";
import type { ServerSettings } from "../domain/settings/server-settings.ts";
import { BudgetGate } from "../domain/usage/budget-gate.ts";
import { HeldTurns } from "../domain/usage/held-turns.ts";
import { TurnBook } from "../domain/usage/turn-book.ts";
import { TurnCut } from "../domain/usage/turn-cut.ts";
import type { Store } from "../domain/store.ts";

type Needs = {
  readonly settings: ServerSettings;
  readonly store: Store;
  readonly logger: Logger;
  readonly hosting: Hosting;
  readonly view: SessionView;
  readonly changes: SessionChanges;
  readonly launches: AgentLaunches;
  readonly wake: (id: SessionId) => void;
  readonly snapshot: ConstructorParameters<typeof Deliveries>[0]["snapshot"];
  readonly now: () => number;
  readonly stack: AsyncDisposableStack;
};

/** What agents say, what waits for people, and what is told to agents. */
export function agentParts(needs: Needs) {
  const { settings, store, logger, hosting, view, changes, launches, wake, snapshot, now, stack } = needs;
  const steps = new SessionSteps({ store, view, changes, now });
  const judge = new RuleJudge();
  const deliveries = new Deliveries({ store, hosting, logger, snapshot });
  const approvalChanges = new ApprovalChanges();
  const expiry: ApprovalExpiry = stack.use(
    new ApprovalExpiry({ store, steps, asking: () => asking, deliveries, logger, now }),
  );
  const asking = new Asking({
    changes: approvalChanges,
    now,
    expiresAfterMs: () => settings.milliseconds("approvalTimeout"),
    opened: (row) => expiry.opened(row),
  });
  const sleep = stack.use(
    new AgentSleep({
      store,
      steps,
      hosting,
      logger,
      afterMs: () => settings.milliseconds("agentSleep"),
    }),
  );
  settings.changes.subscribe((changed) => {
    if (!changed.has("agentSleep")) return;
    sleep.begin().catch((error: unknown) => logger.error({ err: error }, "agents at rest are not looked at"));
  });
  const book = new TurnBook({ launches, now });
  const gate: BudgetGate = new BudgetGate({ asking, book, now, held: () => held.held() });
  const held = stack.use(new HeldTurns({ store, steps, gate, deliveries, wake, logger, now }));
  const cut = stack.use(new TurnCut({ store, steps, gate, hosting, logger }));
  const agentOutcomes = new AgentOutcomes({
    steps,
    asking,
    judge,
    launches,
    deliveries,
    book,
    gate,
    cut,
    rests: (id) => sleep.rests(id),
    wake,
  });
  const rejudging = new Rejudging({ store, steps, asking, judge, deliveries, logger });
  const rules = new RuleService({ store, rejudging, now });
  return {
    steps,
    deliveries,
    approvalChanges,
    expiry,
    asking,
    sleep,
    agentOutcomes,
    rejudging,
    rules,
    gate,
    held,
    cut,
  };
}
