import { z } from "zod";
import type { Agent, AgentNeeds, Answer, Prompt } from "../agent.ts";
import { Asks } from "../asks.ts";
import { codeByWords } from "../fault-words.ts";
import { Speech } from "../speech.ts";
import { Tools } from "../tools.ts";
import type { Catalog } from "./catalog.ts";
import { Events, OWN_NAME } from "./events.ts";
import { Retries } from "./retries.ts";
import { Refusal, type Server } from "./server.ts";
import { Turns } from "./turns.ts";
import { Usage } from "./usage.ts";
import { MessageInfo, Messages, Part, Status, type PermissionAsk, type QuestionAsk } from "./wire.ts";

const anything = z.unknown();
/** A server that still works so long after an interrupt does not listen any more. */
const INTERRUPT_LIMIT_MS = 5_000;

/** OpenCode, by its own server. */
export class OpenCodeAgent implements Agent {
  readonly #needs: AgentNeeds;
  readonly #server: Server;
  readonly #sessionId: string;
  readonly #asks: Asks;
  readonly #tools: Tools;
  readonly #turns: Turns;
  readonly #events: Events;
  readonly #retries: Retries;
  readonly #catalog: Catalog;
  /** What was asked and is not answered: it is told again on every connection. */
  readonly #asked = new Set<string>();
  #model: string | undefined;
  #mode: string | undefined;
  #isClosing = false;

  constructor(needs: AgentNeeds, begun: { server: Server; catalog: Catalog; sessionId: string }) {
    const { emit, begin } = needs;
    const { server, catalog, sessionId } = begun;
    this.#needs = needs;
    this.#server = server;
    this.#catalog = catalog;
    this.#sessionId = sessionId;
    this.#model = begin.model ?? catalog.model;
    this.#mode = begin.mode ?? catalog.mode;
    this.#asks = new Asks(emit);
    this.#tools = new Tools(emit, () => 0);
    const speech = new Speech(emit);
    const usage = new Usage(emit, (model) => catalog.windows.get(model));
    const turns = new Turns({ emit, speech, tools: this.#tools, asks: this.#asks, usage });
    this.#turns = turns;
    this.#retries = new Retries(emit, (end) => {
      turns.endsAs(end);
      void this.#abort();
    });
    this.#events = new Events({
      emit,
      cwd: begin.cwd,
      sessionId,
      speech,
      tools: this.#tools,
      turns,
      usage,
      onPermission: (ask, parent) => void this.#permission(ask, parent),
      onQuestion: (ask) => void this.#question(ask),
      onRetry: (status) => this.#retries.take(status),
    });
  }

  get choices() {
    return { model: this.#model, mode: this.#mode };
  }

  /** Resolves when its events are heard. */
  async listen(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    void this.#server.follow(
      (event) => this.#events.take(event),
      async () => {
        await this.#catchUp();
        resolve();
      },
    );
    void this.#server.ended.then((how) => this.#ended(how));
    await promise;
  }

  async prompt({ messageId, text, images = [] }: Prompt): Promise<void> {
    this.#retries.begin();
    this.#turns.handedOver(messageId);
    const [, command = "", rest = ""] = /^\/(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    const files = images.map(({ mimeType, data, name }) => ({
      type: "file",
      mime: mimeType,
      url: `data:${mimeType};base64,${data}`,
      ...(name === undefined ? {} : { filename: name }),
    }));
    const as = this.#mode === undefined ? {} : { agent: this.#mode };
    const isCommand = this.#catalog.commands.some(({ name }) => name === command);
    const sent = isCommand
      ? this.#post("command", {
          command,
          arguments: rest,
          parts: files,
          ...as,
          ...(this.#model ? { model: this.#model } : {}),
        })
      : this.#post("prompt_async", {
          parts: [{ type: "text", text, metadata: { [OWN_NAME]: messageId } }, ...files],
          ...as,
          ...modelOf(this.#model),
        });
    // A command is answered when it is done.
    const failed = (error: unknown) => this.#refused(error);
    if (isCommand) void sent.catch(failed);
    else await sent.catch(failed);
  }

  async answer({ askId, ...answer }: Answer): Promise<void> {
    this.#asks.answer(askId, answer);
  }

  async interrupt(): Promise<void> {
    if (!this.#turns.isOpen) return;
    this.#turns.endsAs({ outcome: "interrupted" });
    this.#asks.withdrawAll();
    const { begun } = this.#turns;
    const timer = setTimeout(() => {
      if (this.#turns.isOpen && this.#turns.begun === begun) this.#giveUp();
    }, INTERRUPT_LIMIT_MS);
    timer.unref();
    await this.#abort();
  }

  async setModel(model: string): Promise<void> {
    if (!this.#catalog.models.some(({ id }) => id === model)) return this.#notOffered("model", model);
    this.#model = model;
    this.#tellChoices();
  }

  async setMode(mode: string): Promise<void> {
    if (!this.#catalog.modes.some(({ id }) => id === mode)) return this.#notOffered("mode", mode);
    this.#mode = mode;
    this.#tellChoices();
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.#turns.endNow({ outcome: "interrupted" });
    await this.#server.close();
  }

  #post(what: string, body: object = {}) {
    return this.#server.ask("POST", `/session/${this.#sessionId}/${what}`, anything, body);
  }

  async #abort() {
    await this.#post("abort").catch((error: unknown) => this.#refused(error));
  }

  #refused(error: unknown) {
    if (this.#isClosing) return;
    const detail = error instanceof Error ? error.message : String(error);
    this.#turns.endsAs({ outcome: "failed", fault: { code: codeByWords(detail) ?? "agent-failed", detail } });
  }

  async #permission(ask: PermissionAsk, parentToolUseId: string | undefined) {
    if (this.#asked.has(ask.id)) return;
    this.#asked.add(ask.id);
    this.#turns.works();
    const wanted = [ask.permission, ...ask.patterns].join(" ");
    const isOwn = ask.tool !== undefined && this.#tools.knows(ask.tool.callID);
    const call = this.#tools.asked(
      isOwn
        ? { toolCallId: ask.tool?.callID ?? ask.id }
        : {
            toolCallId: ask.tool?.callID ?? ask.id,
            name: ask.permission,
            title: wanted,
            rawInput: { patterns: ask.patterns },
            ...(parentToolUseId === undefined ? {} : { _meta: { driver: { parentToolUseId } } }),
          },
    );
    const about = call.title ?? wanted;
    const prompt =
      call.tool === ask.permission || call.kind === ask.permission ? about : `${about} (${wanted})`;
    const answer = await this.#asks.ask({ ask: "permission", prompt: prompt.slice(0, 2000), call });
    this.#asked.delete(ask.id);
    if (!answer) return;
    // It cannot be run with other input than it asked for, and not with that one, which nobody allowed.
    const isAllowed = answer.decision === "allow" && answer.input === undefined;
    const reply = isAllowed
      ? { reply: "once" }
      : { reply: "reject", ...(answer.message === undefined ? {} : { message: answer.message }) };
    await this.#server.ask("POST", `/permission/${ask.id}/reply`, anything, reply).catch(ignoreGone);
  }

  async #question(ask: QuestionAsk) {
    if (this.#asked.has(ask.id)) return;
    this.#asked.add(ask.id);
    this.#turns.works();
    if (ask.tool) this.#tools.begin(ask.tool.callID);
    const questions = ask.questions.map(({ question, header, options, multiple = false }) => ({
      question,
      ...(header === undefined ? {} : { header }),
      options: options.map(({ label, description }) => ({ label, ...(description ? { description } : {}) })),
      multiSelect: multiple,
    }));
    const answer = await this.#asks.ask({ ask: "question", prompt: questions[0]?.question ?? "", questions });
    this.#asked.delete(ask.id);
    if (!answer) return;
    const { answers = {}, decision } = answer;
    const given = questions.map(({ question }) => [answers[question] ?? []].flat());
    await (
      decision === "allow"
        ? this.#server.ask("POST", `/question/${ask.id}/reply`, anything, { answers: given })
        : this.#server.ask("POST", `/question/${ask.id}/reject`, anything, {})
    ).catch(ignoreGone);
  }

  /** What happened while nobody listened: the turn's messages, what is asked, and whether it still works. */
  async #catchUp() {
    const { since } = this.#turns;
    if (!this.#turns.isOpen) return;
    const messages = await this.#server.ask("GET", `/session/${this.#sessionId}/message`, Messages);
    for (const { info, parts } of messages) {
      const known = MessageInfo.safeParse(info).data;
      if (!known || since === undefined || known.id < since) continue;
      this.#events.take({ type: "message.updated", properties: { info } });
      for (const part of parts)
        if (Part.safeParse(part).success)
          this.#events.take({ type: "message.part.updated", properties: { part } });
    }
    for (const [path, type] of [
      ["/permission", "permission.asked"],
      ["/question", "question.asked"],
    ] as const) {
      for (const properties of await this.#server.ask("GET", path, z.array(anything)))
        this.#events.take({ type, properties });
    }
    const statuses = await this.#server.ask("GET", "/session/status", z.record(z.string(), Status));
    const status = statuses[this.#sessionId] ?? { type: "idle" };
    this.#events.take({ type: "session.status", properties: { sessionID: this.#sessionId, status } });
  }

  #notOffered(name: "model" | "mode", id: string) {
    const text = `The ${name} ${id} is not offered.`;
    this.#needs.emit({ channel: "agent:notice", payload: { code: `${name}-refused`, text } });
  }

  #tellChoices() {
    const { models, modes } = this.#catalog;
    const model = this.#model === undefined ? {} : { model: this.#model };
    const mode = this.#mode === undefined ? {} : { mode: this.#mode };
    this.#needs.emit({ channel: "agent:mode", payload: { ...model, ...mode, models, modes } });
  }

  /** It does not listen any more: ended, and nobody waits for its answers. */
  #giveUp() {
    if (this.#isClosing) return;
    this.#fail("The agent was interrupted and worked on, so it was ended.");
    void this.close();
  }

  #ended(how: string) {
    if (!this.#isClosing) this.#fail(`The agent ended by itself ${how}.`);
  }

  #fail(detail: string) {
    const fault = { code: "agent-died", detail } as const;
    this.#turns.endNow({ outcome: "failed", fault });
    this.#needs.emit({ channel: "driver:failed", payload: fault });
  }
}

function modelOf(model: string | undefined) {
  const [providerID = "", ...rest] = (model ?? "").split("/");
  return rest.length === 0 ? {} : { model: { providerID, modelID: rest.join("/") } };
}

/** What is not asked any more needs no answer. */
function ignoreGone(error: unknown) {
  if (!(error instanceof Refusal) && !(error instanceof DOMException)) throw error;
}
