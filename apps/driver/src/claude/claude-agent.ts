import { randomUUID } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Agent, AgentNeeds, Answer, Prompt } from "../agent.ts";
import { AgentFailure } from "../agent-failure.ts";
import { AgentProcess, isProgram } from "../agent-process.ts";
import { Asks } from "../asks.ts";
import { Gatekeeper } from "./gatekeeper.ts";
import { FIRST_MODE, canDoEverything, modesHere } from "./modes.ts";
import { ProjectConfig } from "./project-config.ts";
import { PromptStream } from "./prompt-stream.ts";
import { type Options, type Query, loadSdk } from "./sdk.ts";
import { entryBefore } from "./transcript.ts";
import { Translation, commandsOf } from "./translation.ts";

/** A person may take days; more than this does not fit into a timer's milliseconds. */
const HOOK_TIMEOUT_SECONDS = 20 * 24 * 60 * 60;
/** A resting agent ends by itself when it is told to; one that works is not waited for. */
const GRACE_MS = 2000;
const FILE_SHOWN_LIMIT_BYTES = 512 * 1024;

/** Claude Code, by its own SDK. */
export class ClaudeAgent implements Agent {
  readonly #needs: AgentNeeds;
  readonly #prompts = new PromptStream();
  readonly #asks: Asks;
  readonly #translation: Translation;
  readonly #project: ProjectConfig;
  #query: Query | undefined;
  #process: AgentProcess | undefined;
  #listening: Promise<void> | undefined;
  #isClosing = false;

  constructor(needs: AgentNeeds) {
    this.#needs = needs;
    const { begin, emit } = needs;
    this.#asks = new Asks(emit);
    this.#project = new ProjectConfig(begin.cwd);
    this.#translation = new Translation({
      emit,
      cwd: begin.cwd,
      read: (path) => textOf(resolve(begin.cwd, path)),
      now: Date.now,
      onHopeless: () => void this.#tell("interrupt", (query) => query.interrupt()),
    });
  }

  async begin(): Promise<void> {
    const { begin, emit } = this.#needs;
    const sdk = await loadSdk(begin.folder);
    this.#lookAround();
    const conversation = await this.#conversation();
    const mode = begin.mode ?? FIRST_MODE;
    this.#translation.began({ conversationId: conversation.id, mode });
    const query = sdk.query({ prompt: this.#prompts, options: this.#options(conversation.options, mode) });
    this.#query = query;
    const { models = [], commands, claude_code_version: version } = await this.#introduced(query);
    emit({
      channel: "driver:ready",
      payload: {
        ...(version !== undefined && { version }),
        models: models.map(({ value, displayName, description }) => ({
          id: value,
          name: displayName ?? value,
          ...(description !== undefined && { description }),
        })),
        modes: modesHere(),
        commands: commandsOf(commands),
        model: begin.model ?? models[0]?.value ?? "default",
        mode,
        abilities: {
          steer: true,
          resume: true,
          fork: true,
          images: true,
          denyWithReason: true,
          changeInput: true,
          watchEveryTool: true,
        },
      },
    });
    this.#listening = this.#listen(query);
  }

  async prompt(prompt: Prompt): Promise<void> {
    this.#translation.prompted(prompt.messageId);
    this.#prompts.push(prompt);
  }

  async answer({ askId, ...answer }: Answer): Promise<void> {
    this.#asks.answer(askId, answer);
  }

  async interrupt(): Promise<void> {
    this.#translation.interrupted();
    // Told first: an ask that is withdrawn before would let the turn go on for a moment.
    const told = this.#tell("interrupt", (query) => query.interrupt());
    this.#asks.withdrawAll();
    await told;
  }

  /** The agent tries the model first, which can take as long as its provider does: nobody waits for that. */
  async setModel(model: string): Promise<void> {
    void this.#tell("set the model", async (query) => {
      await query.setModel(model);
      this.#needs.emit({ channel: "agent:mode", payload: { model } });
    });
  }

  async setMode(mode: string): Promise<void> {
    await this.#tell("set the mode", (query) => query.setPermissionMode(mode));
  }

  async close(): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    const isWorking = this.#translation.isWorking;
    this.#asks.withdrawAll();
    this.#prompts.close();
    await this.#process?.end({ graceMs: isWorking ? 0 : GRACE_MS });
    this.#query?.close();
    await this.#listening;
    this.#translation.end("interrupted");
    this.#project[Symbol.dispose]();
  }

  async #listen(query: Query): Promise<void> {
    try {
      for await (const message of query) {
        try {
          this.#translation.take(message);
        } catch {
          // Whatever it holds is the conversation's, and no word of the log.
          this.#needs.complain(`a message of Claude could not be understood: ${message.type}`);
        }
      }
    } catch {
      // It tells of its end by throwing; why is in its last words.
    }
    if (!this.#isClosing) this.#died();
  }

  #died() {
    const { exitCode, signalCode } = this.#process?.child ?? {};
    const how = signalCode ? `was ended by ${signalCode}` : `ended with code ${exitCode ?? "unknown"}`;
    const words = this.#process?.lastWords ?? "";
    const fault = { code: "agent-died" as const, detail: `Claude ${how}. ${words}`.trim() };
    this.#asks.withdrawAll();
    this.#translation.end("failed", fault);
    this.#needs.emit({ channel: "driver:failed", payload: fault });
  }

  /** What it answers to the first question, or why there is no answer. */
  async #introduced(query: Query) {
    try {
      return await query.initializationResult();
    } catch (error) {
      const words = this.#process?.lastWords || (error instanceof Error ? error.message.slice(0, 2000) : "");
      if (/no conversation found/i.test(words))
        throw new AgentFailure({
          code: "conversation-lost",
          detail: "Claude no longer has this conversation.",
        });
      throw new AgentFailure({ code: "agent-failed", detail: `Claude did not start. ${words}`.trim() });
    }
  }

  #options(conversation: Partial<Options>, mode: string): Options {
    const { begin, env } = this.#needs;
    const { canUseTool, beforeTool } = new Gatekeeper({ asks: this.#asks, translation: this.#translation });
    return {
      ...conversation,
      cwd: begin.cwd,
      env: environmentOf(env),
      pathToClaudeCodeExecutable: begin.command[0] ?? "",
      spawnClaudeCodeProcess: (start) => {
        const args = [...begin.command.slice(1), ...start.args];
        this.#process = new AgentProcess({ ...start, args, cwd: begin.cwd });
        return this.#process.child;
      },
      ...(begin.model !== undefined && { model: begin.model }),
      permissionMode: mode,
      allowDangerouslySkipPermissions: canDoEverything(),
      includePartialMessages: true,
      forwardSubagentText: true,
      settingSources: ["user", "project"],
      projectConfigRoot: this.#project.folder,
      canUseTool,
      hooks: begin.watchEveryTool
        ? { PreToolUse: [{ timeout: HOOK_TIMEOUT_SECONDS, onFailure: "block", hooks: [beforeTool] }] }
        : {},
    };
  }

  /** Which conversation it is: a new one whose name is chosen here, one to go on with, or a copy of one. */
  async #conversation(): Promise<{ id: string; options: Partial<Options> }> {
    const { begin, env } = this.#needs;
    const { conversationId: resume, fork } = begin;
    const id = randomUUID();
    if (resume === undefined) return { id, options: { sessionId: id } };
    if (!fork) return { id: resume, options: { resume } };
    const copy = { resume, forkSession: true, sessionId: id };
    const messageId = fork.beforeMessageId;
    if (messageId === undefined) return { id, options: copy };
    const entry = await entryBefore({ env, conversationId: resume, messageId });
    if (entry === undefined)
      throw new AgentFailure({ code: "conversation-lost", detail: "Claude no longer has this message." });
    return { id, options: entry === null ? { sessionId: id } : { ...copy, resumeSessionAt: entry } };
  }

  /** What it would tell in riddles. */
  #lookAround() {
    const { begin } = this.#needs;
    if (!isProgram(begin.command[0] ?? ""))
      throw new AgentFailure({
        code: "agent-missing",
        detail: "The program of Claude is not where it is expected.",
      });
    if (!statSync(begin.cwd, { throwIfNoEntry: false })?.isDirectory())
      throw new AgentFailure({ code: "agent-failed", detail: "The folder of the session is not there." });
  }

  async #tell(what: string, tell: (query: Query) => Promise<unknown>): Promise<void> {
    try {
      if (this.#query) await tell(this.#query);
    } catch (error) {
      if (this.#isClosing) return;
      const why = error instanceof Error ? error.message.slice(0, 500) : "";
      this.#needs.emit({
        channel: "agent:notice",
        payload: { code: "not-done", text: `Could not ${what}: ${why}` },
      });
    }
  }
}

/** No telemetry, no updates, and nothing that says it runs inside another one. */
function environmentOf(env: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return {
    ...env,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    DISABLE_AUTOUPDATER: "1",
    DISABLE_TELEMETRY: "1",
    DISABLE_ERROR_REPORTING: "1",
    CLAUDECODE: undefined,
  };
}

function textOf(path: string): string | undefined {
  try {
    const { size } = statSync(path);
    return size <= FILE_SHOWN_LIMIT_BYTES ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}
