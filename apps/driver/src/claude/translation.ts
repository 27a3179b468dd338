import type { AgentFault, DriverItem } from "@dispatch/protocol/agent/driving";
import type { AgentCommand } from "@dispatch/protocol/agent/events";
import type { ToolUse } from "@dispatch/protocol/agent/tools";
import { isHopeless, judge, refusedCredentials, retryText } from "./faults.ts";
import type { ContentBlock, SdkMessage, SlashCommand } from "./sdk.ts";
import { Speech } from "./speech.ts";
import { Spending } from "./spending.ts";
import { TodoList } from "./todo-list.ts";
import { ToolUses } from "./tool-uses.ts";
import { Turns } from "./turns.ts";

/** Descriptions are written for the model, and can be pages. */
const DESCRIPTION_LIMIT_CHARACTERS = 400;
const NOTICE_LIMIT_CHARACTERS = 2000;

type Needs = {
  readonly emit: (item: DriverItem) => void;
  readonly cwd: string;
  /** What a file of the workspace holds now, to show what a write would change. */
  readonly read: (path: string) => string | undefined;
  readonly now: () => number;
  /** The turn leads nowhere: it is to be interrupted. */
  readonly onHopeless: () => void;
};

/** What the agent's messages mean, in the order in which they come. It does nothing but tell. */
export class Translation {
  readonly #needs: Needs;
  readonly #turns: Turns;
  readonly #speech: Speech;
  readonly #uses: ToolUses;
  readonly #spending = new Spending();
  readonly #todos = new TodoList();
  /** The tool that began each sub-agent. */
  readonly #subAgents = new Map<string, string>();
  #conversationId: string | undefined;
  #mode: string | undefined;
  #wasInterrupted = false;
  #wasRefused = false;
  #error: string | undefined;
  #verdict: AgentFault | undefined;
  #retryAt: number | undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#turns = new Turns(needs.emit);
    this.#speech = new Speech({ emit: needs.emit, onSaid: (text) => this.#turns.said(text) });
    this.#uses = new ToolUses(needs);
  }

  get isWorking(): boolean {
    return this.#turns.isOpen;
  }

  /** In the turn that is open, or the last one. */
  get lastSaid(): string {
    return this.#turns.summary;
  }

  /** Known before the agent says it. */
  began({ conversationId, mode }: { readonly conversationId: string; readonly mode: string }): void {
    this.#mode = mode;
    this.#converse(conversationId);
  }

  prompted(messageId: string): void {
    this.#turns.prompted(messageId);
  }

  /** A person has had enough of the turn. */
  interrupted(): void {
    this.#wasInterrupted = this.#turns.isOpen;
  }

  /** The agent asks for a tool; it may not have said yet that it uses it. */
  used(call: { id: string; tool: string; input: unknown; subAgent?: string | undefined }): ToolUse {
    return this.#uses.begin({ ...call, parent: this.#subAgents.get(call.subAgent ?? "") });
  }

  /** Nothing more comes. */
  end(outcome: "failed" | "interrupted", fault?: AgentFault): void {
    this.#speech.close();
    this.#uses.abandon("The agent ended before the tool did.", { withSubAgents: true });
    this.#turns.end({ outcome, fault });
  }

  take(message: SdkMessage): void {
    switch (message.type) {
      case "stream_event":
        return this.#stream(message);
      case "assistant":
        return this.#answer(message);
      case "user":
        return this.#toolResults(message);
      case "result":
        return this.#result(message);
      case "system":
        return this.#system(message);
      case "rate_limit_event":
        return this.#rateLimit(message);
      default:
    }
  }

  #stream(message: SdkMessage) {
    this.#turns.stirred();
    this.#speech.stream(message);
    const { event } = message;
    if (message.parent_tool_use_id || !event) return;
    if (event.type === "message_start") this.#wasRefused = false;
    if (event.type !== "message_delta") return;
    this.#wasRefused = event.delta?.stop_reason === "refusal";
    this.#spending.answered({ usage: event.usage });
  }

  #answer(message: SdkMessage) {
    const parent = message.parent_tool_use_id ?? undefined;
    const { model, content } = message.message ?? {};
    if (message.error !== undefined) {
      // Told by the end of the turn, and not as if the model had said it.
      if (parent === undefined) this.#error = message.error;
      return;
    }
    if (parent === undefined && model !== "<synthetic>") this.#spending.answered({ model });
    for (const block of blocksOf(content)) {
      if (block.type === "text") this.#speech.whole("text", block.text ?? "", message);
      if (block.type === "thinking") this.#speech.whole("thinking", block.thinking ?? "", message);
      if (block.type === "tool_use" && block.id)
        this.#uses.begin({ id: block.id, tool: block.name ?? "", input: block.input, parent });
    }
  }

  #toolResults({ message, tool_use_result: result }: SdkMessage) {
    for (const block of blocksOf(message?.content)) {
      if (block.type !== "tool_result") continue;
      const use = this.#uses.end(block, result);
      const entries = use && !block.is_error ? this.#todos.after(use, result) : undefined;
      if (entries) this.#needs.emit({ channel: "agent:plan", payload: { entries } });
    }
  }

  #result(message: SdkMessage) {
    this.#turns.stirred();
    const judged = judge(message, {
      error: this.#error,
      wasRefused: this.#wasRefused,
      wasInterrupted: this.#wasInterrupted,
      retryAfterMs: this.#retryAt === undefined ? undefined : Math.max(0, this.#retryAt - this.#needs.now()),
    });
    const { outcome, fault } = this.#verdict ? { outcome: "failed" as const, fault: this.#verdict } : judged;
    this.#speech.close();
    this.#uses.abandon("The turn ended before the tool did.", { withSubAgents: outcome === "interrupted" });
    this.#needs.emit({ channel: "agent:usage", payload: this.#spending.ofTurn(message) });
    this.#wasInterrupted = this.#wasRefused = false;
    this.#error = this.#verdict = this.#retryAt = undefined;
    const isItsOwn = message.origin !== undefined && message.origin.kind !== "human";
    this.#turns.end({ outcome, fault, answered: message.user_message_uuids ?? (isItsOwn ? [] : undefined) });
  }

  #system(message: SdkMessage) {
    switch (message.subtype) {
      case "init":
        this.#turns.stirred();
        if (message.session_id) this.#converse(message.session_id);
        return this.#modeIs(message.permissionMode);
      case "status":
        if (message.status === "compacting")
          this.#notice("compacting", "The conversation is being summed up to make room.");
        return this.#modeIs(message.permissionMode);
      case "api_retry":
        return this.#retry(message);
      case "task_started":
        if (message.task_id && message.tool_use_id) this.#subAgents.set(message.task_id, message.tool_use_id);
        return;
      case "task_notification":
        if (message.skip_transcript || message.ambient) return;
        return this.#notice(
          "background",
          `Background work ended: ${message.summary ?? message.status ?? ""}`,
        );
      case "commands_changed": {
        const commands = commandsOf(message.commands);
        return this.#needs.emit({ channel: "agent:commands", payload: { commands } });
      }
      case "local_command_output":
        return this.#speech.whole("text", message.content ?? "", message);
      case "informational":
      case "model_refusal_fallback":
        if (message.level !== "info") this.#notice(message.subtype, message.content ?? "");
        return;
      default:
    }
  }

  #retry(message: SdkMessage) {
    if (isHopeless(message)) {
      if (this.#verdict) return;
      this.#verdict = refusedCredentials;
      return this.#needs.onHopeless();
    }
    const retryInMs = Math.max(0, Math.round(message.retry_delay_ms ?? 0));
    this.#retryAt = this.#needs.now() + retryInMs;
    this.#notice("retry", retryText(message), { retryInMs });
  }

  #rateLimit({ rate_limit_info: info }: SdkMessage) {
    if (info?.resetsAt !== undefined) this.#retryAt = info.resetsAt * 1000;
    if (info?.status === "allowed_warning") this.#notice("rate-limit", "The limit of the account is near.");
  }

  #converse(conversationId: string) {
    if (conversationId === this.#conversationId) return;
    this.#conversationId = conversationId;
    this.#needs.emit({ channel: "driver:conversation", payload: { conversationId } });
  }

  #modeIs(mode: string | undefined) {
    if (mode === undefined || mode === this.#mode) return;
    this.#mode = mode;
    this.#needs.emit({ channel: "agent:mode", payload: { mode } });
  }

  #notice(code: string, text: string, more: { retryInMs?: number } = {}) {
    const payload = { code, text: text.slice(0, NOTICE_LIMIT_CHARACTERS), ...more };
    if (text !== "") this.#needs.emit({ channel: "agent:notice", payload });
  }
}

export function commandsOf(commands: readonly SlashCommand[] = []): AgentCommand[] {
  return commands
    .filter(({ name }) => !name.startsWith("__")) // the agent's own, for its own programs
    .map(({ name, description = "", argumentHint }) => ({
      name,
      description: description.slice(0, DESCRIPTION_LIMIT_CHARACTERS),
      ...(argumentHint && { hint: argumentHint }),
    }));
}

function blocksOf(content: string | readonly ContentBlock[] | undefined): readonly ContentBlock[] {
  if (typeof content === "string") return [{ type: "text", text: content }];
  return Array.isArray(content) ? (content as readonly ContentBlock[]) : [];
}
