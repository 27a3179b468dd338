import type { Approval } from "@dispatch/protocol/agent/approval";
import type { DriverCommand, DriverItem } from "@dispatch/protocol/agent/driving";
import type { EventJson } from "@dispatch/protocol/events";
import type { SessionId } from "@dispatch/protocol/ids";
import type { Session } from "@dispatch/protocol/session";
import { until } from "@dispatch/testkit/until";
import type { AgentLaunches } from "../domain/providers/agent-launches.ts";
import type { TestApp } from "./test-app.ts";

export const READY: DriverItem = {
  channel: "driver:ready",
  payload: {
    models: [{ id: "big", name: "Big" }],
    modes: [{ id: "default", name: "Ask" }],
    commands: [],
    model: "big",
    mode: "default",
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
};

/** One agent that every test person can begin. */
export const testLaunches = (): AgentLaunches => ({
  defaultProvider: "scripted",
  admit: () => Promise.resolve(),
  launch: () =>
    Promise.resolve({ wish: { adapter: "acp", command: ["/bin/agent"], env: { KEY: "k" } }, shown: [] }),
  turnEnded: () => undefined,
  learned: () => undefined,
});

type Prompt = Extract<DriverCommand, { type: "prompt" }>;

/** An agent session whose driver is the test. */
export class AgentSession {
  readonly app: TestApp;
  readonly token: string;
  readonly id: SessionId;

  private constructor(app: TestApp, token: string, id: SessionId) {
    this.app = app;
    this.token = token;
    this.id = id;
  }

  static async begin(app: TestApp, token: string, wish: object = {}): Promise<AgentSession> {
    const { status, body } = await app.request("POST", "/api/sessions", {
      token,
      body: { kind: "agent", ...wish },
    });
    if (status !== 201) throw new Error(`create: ${JSON.stringify(body)}`);
    return new AgentSession(app, token, body["id"] as SessionId);
  }

  /** One that somebody else has begun. */
  static known(app: TestApp, token: string, id: SessionId): AgentSession {
    return new AgentSession(app, token, id);
  }

  /** One that has been given a prompt and works on it. */
  static async working(app: TestApp, token: string): Promise<AgentSession> {
    const session = await AgentSession.begin(app, token, { prompt: "mend the engine" });
    session.say(READY, { channel: "driver:conversation", payload: { conversationId: "con-1" } });
    const { messageId } = await session.prompted();
    session.say({ channel: "driver:turn-began", payload: { messageIds: [messageId] } });
    await session.is((now) => now.agent?.turns === 1);
    return session;
  }

  say(...items: DriverItem[]): void {
    for (const item of items) this.app.runner.item(this.id, item);
  }

  async prompted(): Promise<Prompt> {
    const command = await this.app.runner.next();
    if (command.type !== "prompt") throw new Error(`not a prompt: ${JSON.stringify(command)}`);
    return command;
  }

  ask(askId: string, more: object = {}): void {
    const call = { toolUseId: `tool ${askId}`, tool: "Bash", input: { command: "rm x" } };
    this.say({
      channel: "driver:ask",
      payload: { askId, ask: "permission", prompt: "Run rm x?", call, ...more } as never,
    });
  }

  ends(messageIds: string[] = [], more: object = {}): void {
    const payload = { messageIds, outcome: "completed" as const, summary: "Done.", ...more };
    this.say({ channel: "driver:turn-ended", payload });
  }

  request(method: string, path: string, body?: object, token = this.token) {
    return this.app.request(method, `/api/sessions/${this.id}${path}`, { token, body });
  }

  send(text: string, more: object = {}) {
    return this.request("POST", "/messages", { text, ...more });
  }

  async get(): Promise<Session> {
    return (await this.request("GET", "")).body as Session;
  }

  /** Waits until the session is as described. */
  is(look: (session: Session) => boolean): Promise<unknown> {
    return until("the session as described", async () => look(await this.get()));
  }

  async open(): Promise<Approval[]> {
    const { body } = await this.app.request("GET", `/api/approvals?state=open&sessionId=${this.id}`, {
      token: this.token,
    });
    return body["items"] as Approval[];
  }

  /** Waits for something to be asked of a person. */
  async asked(): Promise<Approval> {
    await until("something to answer", async () => (await this.open()).length > 0);
    return (await this.open())[0] as Approval;
  }

  answer(id: string, answer: object, token = this.token) {
    return this.app.request("POST", `/api/approvals/${id}`, { token, body: answer });
  }

  async events(...channels: string[]): Promise<EventJson[]> {
    const { body } = await this.request("GET", "/events?limit=1000");
    const all = body["items"] as EventJson[];
    return channels.length === 0 ? all : all.filter(({ channel }) => channels.includes(channel));
  }
}
