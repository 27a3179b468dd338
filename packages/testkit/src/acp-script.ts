import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import {
  methods,
  RequestError,
  type AgentContext,
  type PromptResponse,
  type RequestPermissionRequest,
  type SessionUpdate,
} from "@agentclientprotocol/sdk";

type Setting = {
  readonly sessionId: string;
  readonly client: AgentContext;
  readonly conversation: { readonly prompts: readonly string[]; readonly mode: string };
};

/** The steps of a prompt: on lines of their own, or between `;;`. */
export const stepsOf = (prompt: string): string[] =>
  prompt
    .split(/\n|;;/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/**
 * What a prompt has the agent do, step by step. A line that is no step is said as it is.
 *
 *     say Hello          think hmm            recall (says the prompts it was given)
 *     run ls -la         leave sleep 60 (a command that a cancel does not end)
 *     write path | text  edit path | old | new            read path
 *     ask Which? | one | two                  todo first | second      plan Do it
 *     flood 1000 (chunks, each with its number and the time)           slow 20 100 (chunks, ms between)
 *     tick 20 100 (as slow, each with its number and the time)
 *     hold (until it is told something or cancelled)      later 50 Done (said after the turn, by itself)
 *     usage 10 5 0.25 (tokens in and out, cost so far)    fault -32603 Overloaded      stop refusal
 *     noise text (on stdout)                              die 3
 */
export class AcpScript {
  readonly #setting: Setting;
  readonly #cancelled = new AbortController();
  readonly #heard: string[] = [];
  #listen = Promise.withResolvers<void>();
  #tools = 0;
  #answer: PromptResponse & { usage?: object } = { stopReason: "end_turn" };

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  cancel(): void {
    this.#cancelled.abort();
    this.#listen.resolve();
  }

  hear(text: string): void {
    this.#heard.push(text);
    this.#listen.resolve();
  }

  async play(steps: readonly string[]): Promise<PromptResponse> {
    for (const step of steps) {
      if (this.#cancelled.signal.aborted) break;
      await this.#step(step);
    }
    for (const heard of this.#heard.splice(0)) await this.#say(`Heard: ${heard}`);
    return this.#cancelled.signal.aborted ? { stopReason: "cancelled" } : this.#answer;
  }

  async #step(line: string): Promise<void> {
    const [, verb = "", rest = ""] = /^([a-z]+)(?:\s+(.*))?$/s.exec(line) ?? [];
    const parts = rest.split(/\s+\|\s+/);
    const [first = "", second = "", third = ""] = parts;
    const numbers = rest.split(/\s+/).map(Number);
    switch (verb) {
      case "say":
        return this.#say(rest);
      case "think":
        return this.#update({ sessionUpdate: "agent_thought_chunk", content: { type: "text", text: rest } });
      case "recall":
        return this.#say(this.#setting.conversation.prompts.join(" / "));
      case "run":
      case "leave":
        return this.#run(rest, verb === "leave");
      case "write":
        return this.#write(first, second);
      case "edit":
        return this.#write(first, readFileSync(resolve(first), "utf8").replace(second, third));
      case "read":
        return this.#say(await this.#read(rest));
      case "ask":
        return this.#ask(first, parts.slice(1));
      case "todo":
        return this.#update({
          sessionUpdate: "plan",
          entries: parts.map((content) => ({ content, priority: "medium", status: "pending" })),
        });
      case "plan":
        return this.#plan(rest);
      case "flood":
        for (let n = 1; n <= (numbers[0] ?? 0); n++) await this.#say(`${n} ${Date.now()}\n`);
        return;
      case "slow":
      case "tick":
        for (let n = 1; n <= (numbers[0] ?? 0) && !this.#cancelled.signal.aborted; n++) {
          await this.#say(verb === "tick" ? `${n} ${Date.now()}\n` : `${n} `);
          await pause(numbers[1]);
        }
        return;
      case "hold":
        await this.#listen.promise;
        this.#listen = Promise.withResolvers();
        return;
      case "later":
        setTimeout(() => void this.#say(rest.replace(/^\d+\s*/, "")), numbers[0]);
        return;
      case "usage":
        this.#answer = {
          ...this.#answer,
          usage: { inputTokens: numbers[0], outputTokens: numbers[1], totalTokens: 0 },
        };
        return this.#update({
          sessionUpdate: "usage_update",
          used: 1000,
          size: 200_000,
          cost: { amount: numbers[2] ?? 0, currency: "USD" },
        });
      case "fault":
        throw new RequestError(numbers[0] ?? 0, rest.replace(/^\S+\s*/, ""));
      case "stop":
        this.#answer = { ...this.#answer, stopReason: rest as PromptResponse["stopReason"] };
        return;
      case "noise":
        process.stdout.write(`${rest}\n`);
        return;
      case "die":
        process.kill(process.pid, "SIGKILL");
        return pause(60_000);
      default:
        return this.#say(line);
    }
  }

  async #run(command: string, isLeft: boolean) {
    const call = {
      toolCallId: this.#nextTool(),
      title: command,
      kind: "execute" as const,
      rawInput: { command },
    };
    const { toolCallId } = call;
    await this.#update({ sessionUpdate: "tool_call", status: "pending", ...call });
    if (!(await this.#mayUse(call))) return;
    await this.#update({ sessionUpdate: "tool_call_update", toolCallId, status: "in_progress" });
    const child = spawn("sh", ["-c", command], { detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const end = () => void (child.pid !== undefined && !isLeft && process.kill(-child.pid, "SIGKILL"));
    this.#cancelled.signal.addEventListener("abort", end);
    const print = (bytes: Buffer) =>
      void this.#update({
        sessionUpdate: "tool_call_update",
        toolCallId,
        _meta: { terminal_output: { terminal_id: toolCallId, data: bytes.toString() } },
      });
    child.stdout.on("data", print);
    child.stderr.on("data", print);
    const { promise: cancelled, resolve: leave } = Promise.withResolvers<number>();
    if (isLeft) this.#cancelled.signal.addEventListener("abort", () => leave(1));
    const ended = new Promise<number>((settle) => child.once("close", (code) => settle(code ?? 1)));
    const code = await Promise.race([ended, cancelled]);
    this.#cancelled.signal.removeEventListener("abort", end);
    await this.#update({
      sessionUpdate: "tool_call_update",
      toolCallId,
      status: code === 0 ? "completed" : "failed",
    });
  }

  async #write(path: string, newText: string) {
    const file = resolve(path);
    const oldText = await this.#read(path).catch(() => undefined);
    const call = {
      toolCallId: this.#nextTool(),
      title: `Write ${path}`,
      kind: "edit" as const,
      rawInput: { file_path: file, content: newText },
      locations: [{ path: file }],
      content: [
        { type: "diff" as const, path: file, newText, ...(oldText === undefined ? {} : { oldText }) },
      ],
    };
    const { toolCallId } = call;
    await this.#update({ sessionUpdate: "tool_call", status: "pending", ...call });
    if (!(await this.#mayUse(call))) return;
    const { sessionId, client } = this.#setting;
    try {
      await client.request(methods.client.fs.writeTextFile, { sessionId, path: file, content: newText });
      await this.#update({ sessionUpdate: "tool_call_update", toolCallId, status: "completed" });
    } catch (error) {
      await this.#failed(toolCallId, String(error));
    }
  }

  async #read(path: string): Promise<string> {
    const { sessionId, client } = this.#setting;
    const answer = await client.request(methods.client.fs.readTextFile, { sessionId, path: resolve(path) });
    return answer.content;
  }

  async #mayUse(toolCall: { toolCallId: string; title: string }): Promise<boolean> {
    const { sessionId, client, conversation } = this.#setting;
    if (conversation.mode === "free") return true;
    const request: RequestPermissionRequest = {
      sessionId,
      toolCall,
      options: [
        { optionId: "always", name: "Always", kind: "allow_always" },
        { optionId: "yes", name: "Yes", kind: "allow_once" },
        { optionId: "no", name: "No", kind: "reject_once" },
      ],
    };
    const { outcome } = await client.request(methods.client.session.requestPermission, request);
    const isAllowed = outcome.outcome === "selected" && outcome.optionId === "yes";
    if (!isAllowed) await this.#failed(toolCall.toolCallId, "It was not allowed.");
    return isAllowed;
  }

  async #ask(message: string, options: readonly string[]) {
    const { sessionId, client } = this.#setting;
    const oneOf = options.map((title) => ({ const: title.toLowerCase(), title }));
    const answer = await client.request(methods.client.elicitation.create, {
      mode: "form",
      sessionId,
      message,
      requestedSchema: { type: "object", properties: { choice: { type: "string", title: "Choice", oneOf } } },
    });
    await this.#say(`Answer: ${JSON.stringify(answer)}`);
  }

  async #plan(text: string) {
    const toolCall = {
      toolCallId: this.#nextTool(),
      title: "Ready?",
      kind: "switch_mode" as const,
      content: [{ type: "content" as const, content: { type: "text" as const, text } }],
    };
    await this.#update({ sessionUpdate: "tool_call", status: "pending", ...toolCall });
    if (!(await this.#mayUse(toolCall))) return;
    await this.#update({
      sessionUpdate: "tool_call_update",
      toolCallId: toolCall.toolCallId,
      status: "completed",
    });
    await this.#update({ sessionUpdate: "current_mode_update", currentModeId: "free" });
  }

  #failed(toolCallId: string, text: string) {
    const content = [{ type: "content" as const, content: { type: "text" as const, text } }];
    return this.#update({ sessionUpdate: "tool_call_update", toolCallId, status: "failed", content });
  }

  #nextTool() {
    this.#tools += 1;
    return `${crypto.randomUUID()}-${this.#tools}`;
  }

  #say(text: string) {
    return this.#update({ sessionUpdate: "agent_message_chunk", content: { type: "text", text } });
  }

  #update(update: SessionUpdate): Promise<void> {
    const { sessionId, client } = this.#setting;
    return client.notify(methods.client.session.update, { sessionId, update });
  }
}
