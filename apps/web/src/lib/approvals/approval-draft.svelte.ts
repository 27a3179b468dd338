import type { Approval, Question } from "@dispatch/protocol/agent/approval";
import type { ToolInput } from "@dispatch/protocol/agent/tools";
import type { SpentBudget } from "@dispatch/protocol/usage";
import type { NewAnswer } from "#lib/api/dispatch-api.ts";
import { failureOf } from "#lib/api/failure.ts";
import type { ApprovalList } from "#lib/state/approval-list.svelte.ts";
import { strings } from "#lib/strings.ts";

/** What a person is about to answer, until it is sent. */
export class ApprovalDraft {
  readonly #approvals: Pick<ApprovalList, "answer">;
  readonly #id: string;
  /** What is being written besides the buttons. */
  step = $state<"choose" | "deny" | "edit">("choose");
  message = $state("");
  input = $state("");
  /** What a spent budget is raised to, where that is not what is proposed. */
  limit = $state<number>();
  busy = $state(false);
  problem = $state<string>();
  #chosen = $state.raw<Readonly<Record<string, readonly string[]>>>({});
  #own = $state.raw<Readonly<Record<string, string>>>({});

  constructor(approvals: Pick<ApprovalList, "answer">, id: string) {
    this.#approvals = approvals;
    this.#id = id;
  }

  allow = (scope?: "session" | "always") =>
    this.#send({ decision: "allow", ...(scope === undefined ? {} : { scope }) });

  raise = ({ measure, raiseTo, used }: SpentBudget) => {
    const limit = this.limit ?? raiseTo;
    if (!(limit > used)) {
      this.problem = strings.agent.approval.budget.tooLow;
      return Promise.resolve();
    }
    if (limit === raiseTo) return this.allow();
    return this.#send({ decision: "allow", input: measure === "cost" ? { limitUsd: limit } : { limit } });
  };

  deny = () => {
    const message = this.message.trim();
    return this.#send({ decision: "deny", ...(message === "" ? {} : { message }) });
  };

  edit = ({ call }: Approval) => {
    this.input = JSON.stringify(call?.input ?? {}, undefined, 2);
    this.problem = undefined;
    this.step = "edit";
  };

  allowChanged = () => {
    const input = parsed(this.input);
    if (input) return this.#send({ decision: "allow", input });
    this.problem = strings.agent.approval.inputInvalid;
    return Promise.resolve();
  };

  isChosen = (question: string, label: string) => this.#chosen[question]?.includes(label) ?? false;
  own = (question: string) => this.#own[question] ?? "";

  choose({ question, multiSelect }: Question, label: string) {
    const before = this.#chosen[question] ?? [];
    const others = before.filter((one) => one !== label);
    const isOff = others.length < before.length;
    const now = multiSelect ? (isOff ? others : [...before, label]) : isOff ? [] : [label];
    this.#chosen = { ...this.#chosen, [question]: now };
    if (!multiSelect) this.#own = { ...this.#own, [question]: "" };
  }

  /** Own words take the place of the one option; of several they are one more. */
  say({ question, multiSelect }: Question, text: string) {
    this.#own = { ...this.#own, [question]: text };
    if (!multiSelect && text.trim() !== "") this.#chosen = { ...this.#chosen, [question]: [] };
  }

  answerOf({ question, multiSelect }: Question): string | string[] | undefined {
    const own = this.own(question).trim();
    const all = [...(this.#chosen[question] ?? []), ...(own === "" ? [] : [own])];
    if (all.length === 0) return undefined;
    return multiSelect ? all : all[0];
  }

  isAnswered = (questions: readonly Question[]) =>
    questions.every((question) => this.answerOf(question) !== undefined);

  sendAnswers = (questions: readonly Question[]) => {
    const answers: Record<string, string | string[]> = {};
    for (const question of questions) {
      const answer = this.answerOf(question);
      if (answer !== undefined) answers[question.question] = answer;
    }
    return this.#send({ decision: "allow", answers });
  };

  async #send(answer: NewAnswer) {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await this.#approvals.answer(this.#id, answer);
    } catch (error) {
      this.problem = failureOf(error).detail;
    } finally {
      this.busy = false;
    }
  }
}

function parsed(text: string): ToolInput | undefined {
  try {
    const input: unknown = JSON.parse(text);
    const isInput = typeof input === "object" && input !== null && !Array.isArray(input);
    return isInput ? (input as ToolInput) : undefined;
  } catch {
    return undefined;
  }
}
