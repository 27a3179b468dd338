import type { AgentFault } from "@dispatch/protocol/agent/driving";
import type { AgentAbilities } from "@dispatch/protocol/agent/events";
import type { Agent, AgentNeeds, Answer, Prompt } from "../agent.ts";
import { AgentFailure } from "../agent-failure.ts";
import { Speech } from "../speech.ts";
import { Asks } from "./asks.ts";
import { Choices } from "./choices.ts";
import { Connection, INVALID_PARAMS, RpcError, type RequestId, type Respond } from "./connection.ts";
import { initialize, openConversation } from "./conversation.ts";
import { faultOf } from "./faults.ts";
import { beforeLoading, startMode } from "./pitfalls.ts";
import { isRecord } from "../tool-shape.ts";
import { Tools } from "../tools.ts";
import { Turns } from "./turns.ts";
import { Updates } from "./updates.ts";
import { Usage } from "./usage.ts";
import { FormRequest, PermissionRequest, Update, UpdateNotice, type InitializeAnswer } from "./wire.ts";
import { WorkspaceFiles } from "./workspace-files.ts";

/** The program that an agent is. */
export type AcpProgram = {
  readonly send: (line: string) => void;
  /** Hands over what it prints, in order, until it has ended; resolves with how. */
  readonly read: (take: (bytes: Buffer) => void) => Promise<string>;
  /** Now, for `endStartedSince`. */
  readonly now: () => number;
  readonly endStartedSince: (ticks: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** An agent that speaks the Agent Client Protocol. */
export class AcpAgent implements Agent {
  readonly #needs: AgentNeeds;
  readonly #program: AcpProgram;
  readonly #connection: Connection;
  readonly #files: WorkspaceFiles;
  readonly #speech: Speech;
  readonly #tools: Tools;
  readonly #asks: Asks;
  readonly #choices: Choices;
  readonly #usage: Usage;
  readonly #updates: Updates;
  /** From when the conversation is open. What comes before is what it held already. */
  #turns: Turns | undefined;
  #sessionId = "";
  #isReady = false;
  #isClosing = false;

  private constructor(needs: AgentNeeds, program: AcpProgram) {
    const { emit, begin } = needs;
    this.#needs = needs;
    this.#program = program;
    this.#connection = new Connection({
      send: program.send,
      onNotice: (method, params) => this.#noticed(method, params),
      onRequest: (method, params, id, respond) => this.#asked(method, params, id, respond),
    });
    this.#files = new WorkspaceFiles(begin.cwd);
    this.#speech = new Speech(emit);
    this.#tools = new Tools(emit, program.now);
    this.#asks = new Asks({ emit, tools: this.#tools, explain: (reason) => this.#turns?.explain(reason) });
    this.#choices = new Choices(emit);
    this.#usage = new Usage(emit, begin.conversationId === undefined);
    this.#updates = new Updates({
      emit,
      speech: this.#speech,
      tools: this.#tools,
      choices: this.#choices,
      usage: this.#usage,
    });
    void program.read((bytes) => this.#connection.takeBytes(bytes)).then((how) => this.#ended(how));
  }

  static async begin(needs: AgentNeeds, program: AcpProgram): Promise<AcpAgent> {
    const agent = new AcpAgent(needs, program);
    try {
      await agent.#begin();
      return agent;
    } catch (error) {
      await agent.close();
      throw error;
    }
  }

  async prompt(prompt: Prompt): Promise<void> {
    this.#turns?.prompt(prompt);
  }

  async answer(answer: Answer): Promise<void> {
    this.#asks.answer(answer);
  }

  async interrupt(): Promise<void> {
    this.#turns?.interrupt();
  }

  async setModel(model: string): Promise<void> {
    await this.#choose("model", model);
  }

  async setMode(mode: string): Promise<void> {
    await this.#choose("mode", mode);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.#turns?.endNow({ outcome: "interrupted" });
    this.#connection.end(new Error("The agent is closed."));
    await this.#program.close();
  }

  async #begin() {
    const { begin, emit } = this.#needs;
    const agent = await initialize(this.#connection);
    if (begin.conversationId !== undefined) await beforeLoading(agent, begin.conversationId, this.#needs.env);
    const { sessionId, answer } = await openConversation(this.#connection, begin, agent);
    this.#sessionId = sessionId;
    emit({ channel: "driver:conversation", payload: { conversationId: sessionId } });
    this.#turns = new Turns({
      emit,
      connection: this.#connection,
      sessionId,
      canSteer: canSteer(agent),
      model: () => this.#choices.model.current,
      speech: this.#speech,
      tools: this.#tools,
      asks: this.#asks,
      usage: this.#usage,
      endStartedSince: this.#program.endStartedSince,
      giveUp: (detail) => this.#fail({ code: "agent-failed", detail }),
    });
    this.#choices.open(answer);
    await this.#chooseAtBegin(agent);
    this.#isReady = true;
    this.#choices.tells = true;
    const { mode, model } = this.#choices;
    const version = agent.agentInfo?.version;
    emit({
      channel: "driver:ready",
      payload: {
        ...(version ? { version } : {}),
        models: model.all,
        modes: mode.all,
        commands: this.#updates.commands,
        ...(model.current === undefined ? {} : { model: model.current }),
        ...(mode.current === undefined ? {} : { mode: mode.current }),
        abilities: abilitiesOf(agent),
      },
    });
  }

  async #chooseAtBegin(agent: InitializeAnswer) {
    const { begin } = this.#needs;
    const to = { connection: this.#connection, sessionId: this.#sessionId };
    const mode = begin.mode ?? startMode(agent, this.#choices.mode);
    try {
      if (begin.model !== undefined) await this.#choices.set("model", begin.model, to);
    } catch (error) {
      const detail = `The model ${begin.model} was refused: ${(error as Error).message}`;
      throw new AgentFailure({ code: "model-unknown", detail });
    }
    try {
      if (mode !== undefined) await this.#choices.set("mode", mode, to);
    } catch (error) {
      throw new AgentFailure({
        code: "agent-failed",
        detail: `The mode ${mode} was refused: ${(error as Error).message}`,
      });
    }
  }

  /** A refusal is told and changes nothing: the agent goes on as it was. */
  async #choose(name: "mode" | "model", id: string) {
    try {
      await this.#choices.set(name, id, { connection: this.#connection, sessionId: this.#sessionId });
    } catch (error) {
      if (this.#isClosing) return;
      const text = `The ${name} ${id} was refused: ${faultOf(error as Error).detail}`;
      this.#needs.emit({ channel: "agent:notice", payload: { code: `${name}-refused`, text } });
    }
  }

  #noticed(method: string, params: unknown) {
    if (method === "$/cancel_request" && isRecord(params)) this.#asks.takenBack(params["requestId"]);
    if (method !== "session/update") return;
    const notice = UpdateNotice.safeParse(params).data;
    if (!notice || (this.#sessionId !== "" && notice.sessionId !== this.#sessionId)) return;
    const update = Update.safeParse(notice.update).data;
    if (update) this.#updates.take(update, this.#turns);
  }

  #asked(method: string, params: unknown, id: RequestId, respond: Respond) {
    if (method === "session/request_permission") {
      const request = PermissionRequest.safeParse(params).data;
      if (!request || !this.#turns) return respond(notUnderstood);
      this.#turns.stir();
      this.#speech.finish();
      return this.#asks.permission(request, id, respond);
    }
    if (method === "elicitation/create") {
      const form = FormRequest.safeParse(params).data;
      if (!form || !this.#turns) return respond({ result: { action: "decline" } });
      this.#turns.stir();
      this.#speech.finish();
      return this.#asks.question(form, id, respond);
    }
    this.#files.serve(method, params).then(
      (result) => respond({ result }),
      (error: unknown) => respond({ error: error as Error }),
    );
  }

  #ended(how: string) {
    if (this.#isClosing) return;
    const fault = { code: "agent-died", detail: `The agent ended by itself ${how}.` } as const;
    this.#connection.end(new AgentFailure(fault));
    // Where it has not begun yet, whoever began it is told by what was asked of it.
    if (this.#isReady) this.#fail(fault);
  }

  #fail(fault: AgentFault) {
    this.#turns?.endNow({ outcome: "failed", fault });
    this.#needs.emit({ channel: "driver:failed", payload: fault });
  }
}

const notUnderstood = {
  error: new RpcError({ code: INVALID_PARAMS, message: "These parameters are not understood." }),
};

/** An extension that several agents share: a word into the turn that runs. */
const canSteer = (agent: InitializeAnswer) => agent._meta?.steering?.supported === true;

function abilitiesOf(agent: InitializeAnswer): AgentAbilities {
  const { sessionCapabilities, loadSession, promptCapabilities } = agent.agentCapabilities ?? {};
  return {
    steer: canSteer(agent),
    resume: Boolean(sessionCapabilities?.resume) || loadSession === true,
    // The protocol knows no copy up to a message, and copies at all only as an experiment.
    fork: false,
    images: promptCapabilities?.image === true,
    // As a word of its own behind the denial: into the turn, or as the first thing after what the agent says to it.
    denyWithReason: true,
    changeInput: false,
    watchEveryTool: false,
  };
}
