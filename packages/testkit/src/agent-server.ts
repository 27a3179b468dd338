import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Approval } from "@dispatch/protocol/agent/approval";
import type { EventJson } from "@dispatch/protocol/events";
import type { CreateAgent, Session } from "@dispatch/protocol/session";
import { Account, expectStatus } from "./account.ts";
import { SCRIPTED_KEY } from "./model/agent-environments.ts";
import { ScriptedModel } from "./model/scripted-model.ts";
import { TestServer } from "./test-server.ts";
import { until } from "./until.ts";

/** Where the tests' agents are, as `agents` in a home folder has them; undefined where none were brought. */
const agentsFolder = process.env["DISPATCH_TEST_AGENTS"];

/** Why tests with this agent cannot run here. */
export function whyWithout(provider: string): string | undefined {
  if (agentsFolder === undefined) return "DISPATCH_TEST_AGENTS names no folder of agents";
  return existsSync(join(agentsFolder, provider)) ? undefined : `${provider} is not in ${agentsFolder}`;
}

/** Claude's own settings for tests: a refused key would take minutes to surface otherwise. */
const variablesFor = (model: ScriptedModel): Record<string, string> => ({
  ANTHROPIC_BASE_URL: model.url,
  ANTHROPIC_API_KEY: SCRIPTED_KEY,
  CLAUDE_CODE_MAX_RETRIES: "2",
  OPENCODE_CONFIG_CONTENT: JSON.stringify({
    model: "scripted/m",
    small_model: "scripted/m",
    autoupdate: false,
    share: "disabled",
    enabled_providers: ["scripted"],
    provider: {
      scripted: {
        npm: "@ai-sdk/openai-compatible",
        options: { baseURL: `${model.url}/v1`, apiKey: SCRIPTED_KEY },
        models: { m: { tool_call: true, limit: { context: 200_000, output: 8000 } } },
      },
    },
  }),
  OPENCODE_DISABLE_MODELS_FETCH: "1",
  OPENCODE_DISABLE_DEFAULT_PLUGINS: "1",
  HTTP_PROXY: model.url,
  HTTPS_PROXY: model.url,
  NO_PROXY: "127.0.0.1,localhost",
});

const PROGRAM = join(import.meta.dirname, "acp-agent.program.ts");

/** An agent without a model, for `agents` in `config.json`: its prompts are its script, or name one in a file of stories. */
export const scriptedAgent = (home: string, storiesPath?: string) => ({
  id: "scripted",
  name: "Scripted",
  command: [
    ...[process.execPath, PROGRAM, join(home, "scripted-conversations")],
    ...(storiesPath === undefined ? [] : [storiesPath]),
  ],
});

/** A server whose agents are real, and whose model is scripted. */
export class AgentServer implements AsyncDisposable {
  readonly model: ScriptedModel;
  readonly server: TestServer;
  readonly owner: Account;

  private constructor(model: ScriptedModel, server: TestServer, owner: Account) {
    this.model = model;
    this.server = server;
    this.owner = owner;
  }

  static async open(env: Readonly<Record<string, string>> = {}): Promise<AgentServer> {
    const model = await ScriptedModel.open();
    try {
      const config = (home: string) => ({ agents: [scriptedAgent(home)] });
      const server = await TestServer.prepare({ env: { ...variablesFor(model), ...env }, config });
      mkdirSync(server.home, { recursive: true });
      if (agentsFolder !== undefined) symlinkSync(agentsFolder, join(server.home, "agents"));
      try {
        await server.start();
        return new AgentServer(model, server, await Account.register(server.url));
      } catch (error) {
        await server[Symbol.asyncDispose]();
        throw error;
      }
    } catch (error) {
      await model[Symbol.asyncDispose]();
      throw error;
    }
  }

  async begin(wish: Omit<CreateAgent, "kind">): Promise<AgentTask> {
    const made = await this.owner.request<Session>("POST", "/api/sessions", {
      body: { kind: "agent", ...wish },
    });
    return new AgentTask(this.owner, expectStatus(made, 201).id);
  }

  async [Symbol.asyncDispose]() {
    await this.server[Symbol.asyncDispose]();
    await this.model[Symbol.asyncDispose]();
  }
}

type Answering = (approval: Approval) => object | undefined;

/** One agent session, as somebody sees it who works with it. */
export class AgentTask {
  readonly owner: Account;
  readonly id: string;
  constructor(owner: Account, id: string) {
    this.owner = owner;
    this.id = id;
  }

  async send(text: string, more: object = {}): Promise<void> {
    const sent = await this.owner.insist("POST", `/api/sessions/${this.id}/messages`, {
      body: { text, ...more },
    });
    expectStatus(sent, 202);
  }

  async open(): Promise<Approval[]> {
    const path = `/api/approvals?state=open&sessionId=${this.id}`;
    const answer = await this.owner.insist<{ items: Approval[] }>("GET", path);
    return expectStatus(answer, 200).items;
  }

  /** Waits until a person is needed, and says for what. */
  asked(): Promise<Approval> {
    return until("something that is asked of a person", async () => (await this.open())[0]);
  }

  async answer(approval: Approval, answer: object): Promise<Approval> {
    const path = `/api/approvals/${approval.id}`;
    return expectStatus(await this.owner.insist<Approval>("POST", path, { body: answer }), 200);
  }

  /** Answers whatever is asked until the agent rests. */
  async finish(answering: Answering): Promise<Session> {
    return until("an agent at rest", async () => {
      for (const approval of await this.open()) {
        const answer = answering(approval);
        if (answer) await this.answer(approval, answer);
      }
      return this.rested();
    });
  }

  async rested(): Promise<Session | undefined> {
    const session = await this.owner.session(this.id);
    const isDone = session.status === "idle" || session.status === "ended";
    return isDone && (session.agent?.turns ?? 0) > 0 && session.agent?.waiting === 0 ? session : undefined;
  }

  is(what: string, holds: (session: Session) => boolean): Promise<Session> {
    return this.owner.sessionWhere(this.id, what, holds);
  }

  events(): Promise<EventJson[]> {
    return this.owner.events(this.id);
  }
}

type Of<C extends EventJson["channel"]> = Extract<EventJson, { channel: C }>;

export const inChannel = <C extends EventJson["channel"]>(
  events: readonly EventJson[],
  channel: C,
): Of<C>[] => events.filter((event): event is Of<C> => event.channel === channel);

/** What no log of an agent may break, as far as its turns have ended. Says what is broken. */
export function brokenLaws(events: readonly EventJson[]): string[] {
  const broken: string[] = [];
  events.forEach(
    ({ seq }, index) => seq === index + 1 || broken.push(`event ${index + 1} has number ${seq}`),
  );
  const uses = inChannel(events, "agent:tool_use").map(({ payload }) => payload.toolUseId);
  const results = inChannel(events, "agent:tool_result").map(({ payload }) => payload.toolUseId);
  for (const id of new Set([...uses, ...results])) {
    const counts = [uses, results].map((ids) => ids.filter((each) => each === id).length);
    if (counts.some((count) => count !== 1))
      broken.push(`tool ${id} was used and ended ${counts.join(" and ")} times`);
    else if (uses.indexOf(id) === -1) broken.push(`tool ${id} ended and was not used`);
  }
  const asked = inChannel(events, "session:waiting_for_input").map(({ payload }) => payload.approvalId);
  for (const { payload } of inChannel(events, "session:answered")) {
    const times = inChannel(events, "session:answered").filter(
      (other) => other.payload.approvalId === payload.approvalId,
    ).length;
    if (times !== 1) broken.push(`${payload.approvalId} was answered ${times} times`);
    if (payload.by !== "rule" && !asked.includes(payload.approvalId))
      broken.push(`${payload.approvalId} was not asked`);
  }
  const messages = inChannel(events, "agent:message").map(({ payload }) => payload.messageId);
  for (const id of messages)
    if (messages.indexOf(id) !== messages.lastIndexOf(id)) broken.push(`message ${id} is there twice`);
  const turns = inChannel(events, "agent:turn").length;
  const ends = inChannel(events, "session:completed").length;
  if (turns !== ends) broken.push(`${turns} turns began and ${ends} ended`);
  return broken;
}
