import type { Approval, AttentionType, Decider, Decision } from "@dispatch/protocol/agent/approval";
import { newId } from "@dispatch/protocol/ids";
import { type ApprovalDetail, type ApprovalRow, isAsk } from "../agents/agent-store.ts";
import type { SessionStep } from "../session/session-step.ts";
import { type ApprovalChanges, approvalOf } from "./approval-view.ts";

type Needs = {
  readonly changes: ApprovalChanges;
  readonly now: () => number;
  /** So long may a question stay open that is asked now; then it is denied. */
  readonly expiresAfterMs: () => number | undefined;
  /** Something is open that ends at some time. */
  readonly opened: (approval: ApprovalRow) => void;
};

type Wish = {
  readonly type: AttentionType;
  readonly prompt: string;
  readonly detail?: ApprovalDetail;
  readonly askId?: string;
};
export type Closing = {
  readonly state: Exclude<Approval["state"], "open">;
  readonly decision: Decision;
  readonly by: Decider;
  readonly message?: string | undefined;
  readonly answer?: ApprovalRow["answer"];
  /** The rule that decided, where one did. */
  readonly rule?: ApprovalDetail["rule"];
};

/** Approvals as steps of their session: each change of one is committed with the events that tell of it. */
export class Asking {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Waits for a person from here on. */
  async open(step: SessionStep, { type, prompt, detail = {}, askId }: Wish): Promise<ApprovalRow> {
    const { session } = step;
    const expiresAfterMs = this.#needs.expiresAfterMs();
    const at = this.#needs.now();
    const row: ApprovalRow = {
      ...blank(step),
      type,
      state: "open",
      askId: askId ?? null,
      prompt,
      detail,
      createdAt: at,
      // What nobody waits for need not end.
      expiresAt: askId === undefined || expiresAfterMs === undefined ? null : at + expiresAfterMs,
    };
    await step.writing.approvals.insert(row);
    const { call, questions, plan } = detail;
    step.append({
      channel: "session:waiting_for_input",
      payload: {
        approvalId: row.id,
        type,
        prompt,
        ...(call && { tool: call.tool, toolUseId: call.toolUseId, input: call.input }),
        ...(questions && { questions: [...questions] }),
        ...(plan !== undefined && { plan }),
        ...(isAsk(type) && type !== "question" && { options: ["allow", "deny"] }),
        ...(row.expiresAt !== null && { expiresAt: row.expiresAt }),
      },
    });
    if (isAsk(type)) {
      const { turn, waiting } = step.agent;
      step.learn({ waiting: waiting + 1, ...(turn && { turn: { waitingSince: at, ...turn } }) });
      if (session.status === "running") step.become("ask");
    }
    step.afterwards(() => {
      this.#needs.opened(row);
      this.#tell(row);
    });
    return row;
  }

  /** A rule answers at once: it never waits, and is there to be read. */
  async answeredByRule(
    step: SessionStep,
    wish: Required<Pick<Wish, "prompt" | "detail" | "askId">> & { type: AttentionType },
    decision: Decision,
    message: string | undefined,
  ): Promise<void> {
    const at = this.#needs.now();
    const row: ApprovalRow = {
      ...blank(step),
      ...wish,
      state: "answered",
      createdAt: at,
      expiresAt: null,
      answeredAt: at,
      decision,
      by: "rule",
      message: message ?? null,
    };
    await step.writing.approvals.insert(row);
    this.#append(step, row);
  }

  /** Nobody waits for it any more. The row must be open in this transaction. */
  async close(step: SessionStep, row: ApprovalRow, closing: Closing): Promise<ApprovalRow> {
    const { message, answer = null, rule, ...rest } = closing;
    const change = {
      ...rest,
      answer,
      message: message ?? null,
      answeredAt: this.#needs.now(),
      ...(rule && { detail: { ...row.detail, rule } }),
    };
    await step.writing.approvals.update(row.id, change);
    const closed: ApprovalRow = { ...row, ...change };
    this.#append(step, closed);
    if (isAsk(row.type)) {
      const waiting = Math.max(0, step.agent.waiting - 1);
      step.learn({ waiting });
      if (waiting === 0) {
        this.#goesOn(step);
        step.become("answer");
      }
    }
    step.afterwards(() => this.#tell(closed));
    return closed;
  }

  /** Those that are open of a session and fit. */
  async closeAll(
    step: SessionStep,
    closing: Closing,
    fits: (row: ApprovalRow) => boolean = () => true,
  ): Promise<void> {
    for (const row of await step.writing.approvals.openOf(step.session.number))
      if (fits(row)) await this.close(step, row, closing);
  }

  /** What a turn waits for people is no time that it works. */
  #goesOn(step: SessionStep) {
    const { turn } = step.agent;
    if (turn?.waitingSince === undefined) return;
    const { waitingSince, ...rest } = turn;
    const waitedMs = turn.waitedMs + Math.max(0, this.#needs.now() - waitingSince);
    step.learn({ turn: { ...rest, waitedMs } });
  }

  #append(step: SessionStep, { id, decision, by, message, detail, answer }: ApprovalRow) {
    const { call, rule } = detail;
    step.append({
      channel: "session:answered",
      payload: {
        approvalId: id,
        decision: decision ?? "deny",
        by: by ?? "ended",
        at: this.#needs.now(),
        ...(message !== null && { message }),
        ...(call && { toolUseId: call.toolUseId }),
        ...(by === "rule" && rule && { rule: rule.id }),
        ...(answer?.answers && { answers: answer.answers }),
      },
    });
  }

  #tell(row: ApprovalRow) {
    const { ownerId, session } = row;
    this.#needs.changes.emit({ ownerId, session, approval: approvalOf(row) });
  }
}

function blank({ session }: SessionStep) {
  return {
    id: newId("apr"),
    session: session.number,
    sessionId: session.id,
    sessionTitle: session.title,
    workspaceId: session.workspaceId,
    ownerId: session.ownerId,
    launch: session.launch,
    answeredAt: null,
    decision: null,
    by: null,
    message: null,
    answer: null,
    isDelivered: false,
    rungAt: null,
  };
}
