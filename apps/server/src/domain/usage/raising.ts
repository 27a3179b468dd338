import type { AnswerApproval } from "@dispatch/protocol/agent/approval";
import type { Person } from "@dispatch/protocol/agent/events";
import { Problem } from "@dispatch/protocol/problems";
import type { Caller } from "../access/caller.ts";
import type { Policy } from "../access/policy.ts";
import type { ApprovalRow } from "../agents/agent-store.ts";
import type { SessionStep } from "../session/session-step.ts";
import { askedOf } from "./budget-gate.ts";
import { amountText } from "./budget-words.ts";
import { isOf, standingsOf } from "./budgets.ts";
import type { HeldTurns } from "./held-turns.ts";
import type { Raise } from "./usage-store.ts";

type Needs = {
  readonly policy: Pick<Policy, "accessOf" | "admit">;
  readonly held: Pick<HeldTurns, "letGo">;
  readonly now: () => number;
};

type Answer = Pick<AnswerApproval, "decision" | "input">;

/** What an answer to a spent budget does: it is raised and what waited is given, or what waited is taken back. */
export class Raising {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Before the approval is closed; refuses what this caller or this answer cannot do. */
  async answered(
    step: SessionStep,
    row: ApprovalRow,
    caller: Caller,
    { decision, input }: Answer,
  ): Promise<void> {
    if (decision === "deny") return;
    const { budget } = row.detail;
    if (!budget) return;
    this.#admit(caller, step, budget.level);
    const { session, agent, writing } = step;
    const { ownerId, id } = session;
    const standings = await standingsOf(writing, { ownerId, session: { id, agent } }, this.#needs.now());
    const standing = standings.find(
      ({ level, window, measure }) =>
        level === budget.level && window === budget.window && measure === budget.measure,
    );
    // It was taken away or begins anew: there is nothing to raise.
    if (!standing || standing.used === undefined || standing.used < standing.holds) return;
    // More may have been used since it was asked.
    const offered = budget.raiseTo > standing.used ? budget.raiseTo : askedOf(standing).raiseTo;
    const to = wishedLimit(row, input) ?? offered;
    if (to <= standing.used)
      throw new Problem(
        "answer-refused",
        { approvalId: row.id },
        `${amountText[budget.measure](standing.used)} are used already. Raise it to more than that.`,
      );
    const { level, window, measure, since, limit: from } = standing;
    const raise: Raise = { level, window, measure, since, from, to };
    if (window === "session") {
      const others = (agent.raised ?? []).filter((other) => !isOf(other, standing));
      step.learn({ raised: [...others, raise] });
      return;
    }
    const { own, raised } = await writing.budgets.of(ownerId);
    // Those of other days are over, or will never count again.
    const others = raised.filter(
      (other) => !isOf(other, standing) && standings.some((each) => isOf(other, each)),
    );
    await writing.budgets.save(ownerId, { own, raised: [...others, raise] });
  }

  /** After the approval is closed. */
  async closed(step: SessionStep, { decision }: Answer, by: Person): Promise<void> {
    if (decision === "allow") return this.#needs.held.letGo(step);
    const { prompts } = step.writing;
    for (const { messageId, state } of await prompts.listOf(step.session.number)) {
      if (state !== "queued") continue;
      await prompts.delete(messageId);
      step.append({ channel: "agent:unqueued", payload: { messageId, by } });
    }
    step.learn({ queued: 0, isHeld: false });
  }

  #admit(
    caller: Caller,
    { session }: SessionStep,
    level: NonNullable<ApprovalRow["detail"]["budget"]>["level"],
  ) {
    const { policy } = this.#needs;
    if (caller.kind !== "person" || policy.accessOf(caller, session) !== "own")
      throw new Problem("forbidden", {}, "Only the owner of a session can raise what it may use.");
    policy.admit(caller, "budget.change");
    if (level === "server" && caller.role === "member")
      throw new Problem(
        "forbidden",
        {},
        "This budget is the server's. Ask an administrator to raise it, or wait until it begins anew.",
      );
  }
}

function wishedLimit({ id, detail }: ApprovalRow, input: Answer["input"]): number | undefined {
  if (!input) return undefined;
  const limit = detail.budget?.measure === "cost" ? (input["limitUsd"] ?? input["limit"]) : input["limit"];
  if (typeof limit === "number" && Number.isFinite(limit) && limit > 0) return limit;
  throw new Problem(
    "answer-refused",
    { approvalId: id },
    "Say what to raise it to as a number: `limitUsd` for costs, else `limit`.",
  );
}
