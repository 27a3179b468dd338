import { randomUUID } from "node:crypto";
import type { AgentNeeds, Answer } from "../agent.ts";
import { REQUEST_CANCELLED, RpcError, type RequestId, type Respond } from "./connection.ts";
import { contentOf, questionsOf } from "./elicitation.ts";
import { isRecord, textOf } from "../tool-shape.ts";
import type { Tools } from "../tools.ts";
import type { FormRequest, PermissionRequest } from "./wire.ts";

const PROMPT_LIMIT_CHARACTERS = 2000;

type OpenAsk = {
  readonly requestId: RequestId;
  readonly respond: Respond;
  readonly answer: (answer: Answer) => void;
  readonly cancel: () => void;
};

type Needs = {
  readonly emit: AgentNeeds["emit"];
  readonly tools: Tools;
  /** The protocol has no word for why something was denied: it is told beside the answer. */
  readonly explain: (reason: string) => void;
};

/** What the agent waits for people to say. */
export class Asks {
  readonly #needs: Needs;
  readonly #open = new Map<string, OpenAsk>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  get areOpen(): boolean {
    return this.#open.size > 0;
  }

  permission({ toolCall, options }: PermissionRequest, requestId: RequestId, respond: Respond): void {
    const { emit, tools, explain } = this.#needs;
    const call = tools.asked(toolCall);
    // Only ever this once: what is always allowed is decided by rules of ours.
    const allow = options.find(({ kind }) => kind === "allow_once");
    const reject = options.find(({ kind }) => kind === "reject_once");
    const select = (optionId: string | undefined) =>
      respond({
        result: {
          outcome: optionId === undefined ? { outcome: "cancelled" } : { outcome: "selected", optionId },
        },
      });
    const plan = planOf(toolCall);
    const prompt = (call.title ?? call.tool).slice(0, PROMPT_LIMIT_CHARACTERS);
    const askId = this.#keep({
      requestId,
      respond,
      answer: ({ decision, input, message }) => {
        // It cannot be run with other input than it asked for, and not with that one, which nobody allowed.
        const isAllowed = decision === "allow" && input === undefined;
        select(isAllowed ? allow?.optionId : reject?.optionId);
        if (!isAllowed && message !== undefined) explain(`"${prompt}" was denied: ${message}`);
      },
      cancel: () => select(undefined),
    });
    const ask = plan === undefined ? { ask: "permission" as const } : { ask: "plan" as const, plan };
    emit({ channel: "driver:ask", payload: { askId, prompt, call, ...ask } });
  }

  question(form: FormRequest, requestId: RequestId, respond: Respond): void {
    const { emit, tools, explain } = this.#needs;
    if (form.toolCallId !== undefined) tools.begin(form.toolCallId);
    const askId = this.#keep({
      requestId,
      respond,
      answer: ({ decision, answers = {}, message }) => {
        const isAllowed = decision === "allow";
        respond({
          result: isAllowed ? { action: "accept", content: contentOf(form, answers) } : { action: "decline" },
        });
        if (message !== undefined) explain(message);
      },
      cancel: () => respond({ result: { action: "cancel" } }),
    });
    const prompt = form.message.slice(0, PROMPT_LIMIT_CHARACTERS);
    emit({
      channel: "driver:ask",
      payload: { askId, ask: "question", prompt, questions: questionsOf(form) },
    });
  }

  answer(answer: Answer): void {
    const open = this.#open.get(answer.askId);
    if (!open || answer.decision === "pass") return;
    this.#open.delete(answer.askId);
    open.answer(answer);
  }

  /** The agent itself does not want to know any more. */
  takenBack(requestId: unknown): void {
    for (const [askId, open] of this.#open) {
      if (open.requestId !== requestId) continue;
      open.respond({ error: new RpcError({ code: REQUEST_CANCELLED, message: "Cancelled." }) });
      this.#withdraw(askId);
    }
  }

  cancelAll(): void {
    for (const [askId, open] of this.#open) {
      open.cancel();
      this.#withdraw(askId);
    }
  }

  #keep(ask: OpenAsk): string {
    const askId = randomUUID();
    this.#open.set(askId, ask);
    return askId;
  }

  #withdraw(askId: string) {
    this.#open.delete(askId);
    this.#needs.emit({ channel: "driver:withdrawn", payload: { askId } });
  }
}

/** An agent that asks to leave its planning shows its plan with it. */
function planOf(toolCall: PermissionRequest["toolCall"]): string | undefined {
  if (toolCall.kind !== "switch_mode") return undefined;
  const plan = isRecord(toolCall.rawInput) ? toolCall.rawInput["plan"] : undefined;
  if (typeof plan === "string" && plan !== "") return plan;
  return textOf(toolCall) || undefined;
}
