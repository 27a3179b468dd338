import { setImmediate as nextTick } from "node:timers/promises";
import { Question } from "@dispatch/protocol/agent/approval";
import type { AskAnswer } from "@dispatch/protocol/agent/driving";
import type { ToolInput, ToolUse } from "@dispatch/protocol/agent/tools";
import { z } from "zod";
import type { Asks } from "../asks.ts";
import type { CanUseTool, HookOutput, PermissionResult, PreToolUseHook } from "./sdk.ts";
import type { Translation } from "./translation.ts";

const GONE = { behavior: "deny", message: "The turn was interrupted before an answer came." } as const;

/** These are questions by themselves. */
const ASKING_TOOLS: ReadonlySet<string> = new Set(["AskUserQuestion", "ExitPlanMode"]);

type Needs = { readonly asks: Asks; readonly translation: Translation };

/** Stands between the agent and what it wants to do: each of its ways to ask becomes an ask of ours. */
export class Gatekeeper {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** The agent wants a permission, an answer to a question, or its plan approved. What it suggests to remember is never taken. */
  readonly canUseTool: CanUseTool = async (
    tool,
    input,
    { toolUseID: id, agentID, signal, title, decisionReason },
  ) => {
    const call = await this.#seen({ id, tool, input, subAgent: agentID });
    if (tool === "AskUserQuestion") {
      const questions = questionsOf(input);
      if (questions) return this.#question(call, questions, signal);
    }
    const isPlan = tool === "ExitPlanMode";
    const plan = isPlan ? this.#planIn(input) : undefined;
    const prompt = isPlan ? "Approve the plan?" : (title ?? promptOf(call, decisionReason));
    const answer = await this.#needs.asks.ask(
      { ask: isPlan ? "plan" : "permission", prompt, call, ...(plan && { plan }) },
      signal,
    );
    if (!answer) return GONE;
    if (answer.decision === "deny") return denied(answer, isPlan ? "The plan was not approved." : undefined);
    return { behavior: "allow", updatedInput: answer.input ?? input };
  };

  /** Before any use of a tool, also of those that the agent would not ask for. */
  readonly beforeTool: PreToolUseHook = async (
    { tool_name: tool = "", tool_input, tool_use_id, agent_id },
    hookId,
    about,
  ) => {
    const id = tool_use_id ?? hookId;
    if (ASKING_TOOLS.has(tool) || id === undefined) return {};
    const call = await this.#seen({ id, tool, input: tool_input, subAgent: agent_id });
    const ask = { ask: "permission", prompt: promptOf(call), call, isRoutine: true } as const;
    const answer = await this.#needs.asks.ask(ask, about.signal);
    if (answer?.decision === "pass") return {};
    if (answer?.decision === "allow")
      return decided({ permissionDecision: "allow", ...(answer.input && { updatedInput: answer.input }) });
    const { message } = answer ? denied(answer) : GONE;
    return decided({ permissionDecision: "deny", permissionDecisionReason: message });
  };

  /** The agent writes its plan to a file, which comes with the ask; where it did not, the plan is what it has just said. */
  #planIn({ plan }: ToolInput): string {
    return typeof plan === "string" ? plan : this.#needs.translation.lastSaid;
  }

  /** What was said before the ask is told before it: messages that have come with it are taken first. */
  async #seen(call: Parameters<Translation["used"]>[0]): Promise<ToolUse> {
    await nextTick();
    return this.#needs.translation.used(call);
  }

  async #question(call: ToolUse, questions: Question[], signal: AbortSignal): Promise<PermissionResult> {
    const prompt = questions.map(({ question }) => question).join("\n");
    const answer = await this.#needs.asks.ask({ ask: "question", prompt, call, questions }, signal);
    if (!answer) return GONE;
    if (answer.decision === "deny") return denied(answer, "The question was not answered.");
    const answers = Object.entries(answer.answers ?? {}).map(([question, said]) => [
      question,
      Array.isArray(said) ? said.join(", ") : said,
    ]);
    return {
      behavior: "allow",
      updatedInput: { ...call.input, answers: Object.fromEntries(answers) as unknown },
    };
  }
}

function decided(decision: Omit<NonNullable<HookOutput["hookSpecificOutput"]>, "hookEventName">): HookOutput {
  return { hookSpecificOutput: { hookEventName: "PreToolUse", ...decision } };
}

function denied({ message }: AskAnswer, otherwise = "This was not allowed.") {
  return { behavior: "deny", message: message ?? otherwise } as const;
}

function promptOf({ title, tool }: ToolUse, reason?: string): string {
  return [title || tool, ...(reason === undefined ? [] : [`(${reason})`])].join(" ");
}

function questionsOf(input: ToolInput): Question[] | undefined {
  return z.array(Question).min(1).safeParse(input["questions"]).data;
}
