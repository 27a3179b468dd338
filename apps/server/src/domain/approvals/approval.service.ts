import type { AnswerApproval, AnsweredApproval, Approval } from "@dispatch/protocol/agent/approval";
import type { ApprovalId, SessionId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { Caller, PersonCaller } from "../access/caller.ts";
import type { Policy } from "../access/policy.ts";
import { type ApprovalRow, isAsk } from "../agents/agent-store.ts";
import type { Deliveries } from "../agents/deliveries.ts";
import type { SessionSteps } from "../session/session-step.ts";
import type { SessionService } from "../session/session.service.ts";
import type { SessionRow, Store } from "../store.ts";
import type { HeldTurns } from "../usage/held-turns.ts";
import type { Raising } from "../usage/raising.ts";
import { approvalOf } from "./approval-view.ts";
import type { Asking } from "./asking.ts";
import type { Rejudging } from "./rejudging.ts";
import { remember } from "./remembering.ts";

type Needs = {
  readonly store: Store;
  readonly policy: Policy;
  readonly steps: SessionSteps;
  readonly asking: Asking;
  readonly rejudging: Pick<Rejudging, "run">;
  readonly raising: Pick<Raising, "answered" | "closed">;
  readonly held: Pick<HeldTurns, "release">;
  readonly deliveries: Pick<Deliveries, "soon">;
  readonly sessions: Pick<SessionService, "resume">;
  readonly now: () => number;
};

/** Everything that waits for a person, and how it is answered: once, whoever was first. */
export class ApprovalService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** What is open comes by rank, and the oldest first; the rest newest first. */
  async list(
    caller: PersonCaller,
    query: {
      readonly state?: Approval["state"] | undefined;
      readonly sessionId?: SessionId | undefined;
      readonly before?: number | undefined;
      readonly limit: number;
    },
  ): Promise<Approval[]> {
    const rows = await this.#needs.store.read.approvals.list({ ownerId: caller.userId, ...query });
    const approvals = rows.map(approvalOf);
    if (query.state !== "open") return approvals;
    return approvals.sort(
      (one, other) => one.rank - other.rank || (one.createdAt < other.createdAt ? -1 : 1),
    );
  }

  async get(caller: Caller, id: ApprovalId): Promise<Approval> {
    return approvalOf((await this.#found(caller, id, "approval.read")).row);
  }

  async answer(caller: Caller, id: ApprovalId, answer: AnswerApproval): Promise<AnsweredApproval> {
    const { steps, asking, rejudging, raising, held, deliveries, sessions, now } = this.#needs;
    const { session } = await this.#found(caller, id, "approval.answer");
    const { decision, message, input, answers, scope = "once" } = answer;
    if (scope !== "once") this.#admitRule(caller, session, scope);
    const by =
      caller.kind === "person" ? { userId: caller.userId, name: caller.name } : { name: caller.name };
    const closed = await steps.take(session.id, async (step) => {
      const row = await step.writing.approvals.byId(id);
      if (!row) throw notFound(id);
      if (row.state !== "open") throw answered(row);
      refuseMisfit(row, answer);
      const ruleMade =
        scope === "once" ? undefined : await remember(step, { row, decision, scope, at: now() });
      if (row.type === "budget") await raising.answered(step, row, caller, answer);
      step.afterwards(() => deliveries.soon(session.id));
      const after = await asking.close(step, row, {
        state: "answered",
        decision,
        by,
        message,
        answer: input || answers ? { ...(input && { input }), ...(answers && { answers }) } : null,
      });
      if (row.type === "budget") await raising.closed(step, answer, by);
      return { after, ruleMade };
    });
    if (!closed) throw notFound(id);
    const { after, ruleMade } = closed;
    if (ruleMade) await rejudging.run(session.ownerId);
    // What was raised for one session may have held others.
    if (after.type === "budget" && decision === "allow") await held.release(session.ownerId);
    if (!isAsk(after.type) && decision === "allow" && caller.kind === "person" && session.status === "ended")
      await sessions.resume(caller, session.id);
    return { ...approvalOf(after), ...(ruleMade && { ruleMade }) };
  }

  /** Where the session was named too: it is one of that session, or there is none. */
  async answerIn(
    caller: Caller,
    sessionId: SessionId,
    id: ApprovalId,
    answer: AnswerApproval,
  ): Promise<AnsweredApproval> {
    await this.#needs.policy.session(caller, "approval.answer", sessionId);
    const row = await this.#needs.store.read.approvals.byId(id);
    if (row?.sessionId !== sessionId) throw notFound(id);
    return this.answer(caller, id, answer);
  }

  /** A rule outlasts what it was made for, and one of the person outlasts the session: that takes what making rules takes. */
  #admitRule(caller: Caller, session: SessionRow, scope: "session" | "always"): void {
    const { policy } = this.#needs;
    if (policy.accessOf(caller, session) !== "own")
      throw new Problem("forbidden", {}, "Only the owner of a session can make a rule of an answer.");
    if (scope === "always") policy.admit(caller, "rule.create");
  }

  async #found(
    caller: Caller,
    id: ApprovalId,
    action: "approval.read" | "approval.answer",
  ): Promise<{ row: ApprovalRow; session: SessionRow }> {
    const row = await this.#needs.store.read.approvals.byId(id);
    if (!row) throw notFound(id);
    try {
      return { row, session: await this.#needs.policy.session(caller, action, row.sessionId) };
    } catch (error) {
      // To those who may not see its session, there is none.
      if (error instanceof Problem && error.code === "session-not-found") throw notFound(id);
      throw error;
    }
  }
}

const notFound = (approvalId: ApprovalId) => new Problem("approval-not-found", { approvalId });

function answered({ id, state, decision }: ApprovalRow) {
  const was = state === "answered" ? `was answered already: ${decision}` : stateWords[state];
  return new Problem(
    "approval-answered",
    { approvalId: id, state, ...(decision && { decision }) },
    `This ${was}.`,
  );
}

const stateWords: Record<ApprovalRow["state"], string> = {
  open: "is open",
  answered: "was answered already",
  expired: "was not answered in time, and so denied",
  gone: "is not asked any more",
};

function refuseMisfit(
  { id, type, detail }: ApprovalRow,
  { decision, input, answers, scope }: AnswerApproval,
) {
  const refuse = (why: string): never => {
    throw new Problem("answer-refused", { approvalId: id }, why);
  };
  if (input && scope && scope !== "once") refuse("Only what was asked can be remembered, not another input.");
  if (input && type !== "permission" && type !== "budget")
    refuse("Only a permission can be given with other input.");
  if (scope && scope !== "once" && type !== "permission") refuse("Only permissions can be remembered.");
  if (answers && type !== "question") refuse("Answers are for questions.");
  if (type !== "question" || decision === "deny") return;
  const asked = detail.questions ?? [];
  const missing = asked.find(({ question }) => answers?.[question] === undefined);
  if (missing) refuse(`Give an answer to "${missing.question}", or deny.`);
  const unknown = Object.keys(answers ?? {}).find((name) => !asked.some(({ question }) => question === name));
  if (unknown !== undefined) refuse(`"${unknown}" was not asked.`);
}
