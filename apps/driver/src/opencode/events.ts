import { PlanEntry } from "@dispatch/protocol/agent/events";
import type { AgentNeeds } from "../agent.ts";
import type { Speech } from "../speech.ts";
import type { Tools } from "../tools.ts";
import { endBy } from "./faults.ts";
import { reportOf } from "./tool-report.ts";
import type { Turns } from "./turns.ts";
import type { Usage } from "./usage.ts";
import { ServerEvent, type Part, type PermissionAsk, type QuestionAsk, type Status } from "./wire.ts";

/** Under this name a message carries the name that we know it by. */
export const OWN_NAME = "dispatchMessageId";

type Needs = {
  readonly emit: AgentNeeds["emit"];
  readonly cwd: string;
  readonly sessionId: string;
  readonly speech: Speech;
  readonly tools: Tools;
  readonly turns: Turns;
  readonly usage: Usage;
  readonly onPermission: (ask: PermissionAsk, parentToolUseId: string | undefined) => void;
  readonly onQuestion: (ask: QuestionAsk) => void;
  readonly onRetry: (status: Status) => void;
};

type Told = { type: "text" | "thinking"; length: number; parentToolUseId: string | undefined };

/** What the server says of our conversation, as what happened. */
export class Events {
  readonly #needs: Needs;
  readonly #ofPeople = new Set<string>();
  /** How much of each text was told. */
  readonly #told = new Map<string, Told>();
  /** Conversations of sub-agents, by the tool that they work for. */
  readonly #children = new Map<string, string | undefined>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  take(said: unknown): void {
    const event = ServerEvent.safeParse(said).data;
    if (!event) return;
    const { turns, usage, emit } = this.#needs;
    const { type, properties } = event;
    if (type === "session.created") {
      const { id, parentID } = properties.info;
      if (parentID !== undefined && this.#isOurs(parentID)) this.#children.set(id, undefined);
      return;
    }
    const sessionID = sessionOf(event);
    if (sessionID === undefined || !this.#isOurs(sessionID)) return;
    const isMain = sessionID === this.#needs.sessionId;
    switch (type) {
      case "message.updated": {
        const { info } = properties;
        if (info.role !== "assistant") return void this.#ofPeople.add(info.id);
        usage.take(info, !isMain);
        if (isMain) turns.answering(info);
        return;
      }
      case "message.part.updated":
        return this.#part(properties.part);
      case "message.part.delta":
        return this.#piece(properties.partID, properties.field, properties.delta);
      case "permission.asked":
        return this.#needs.onPermission(properties, this.#children.get(sessionID));
      case "question.asked":
        return this.#needs.onQuestion(properties);
      case "todo.updated": {
        if (!isMain) return;
        const entries = properties.todos.flatMap((todo) => PlanEntry.safeParse(todo).data ?? []);
        return emit({ channel: "agent:plan", payload: { entries } });
      }
      case "session.status":
        if (!isMain) return;
        if (properties.status.type === "idle") return turns.rests();
        turns.works();
        if (properties.status.type === "retry") this.#needs.onRetry(properties.status);
        return;
      case "session.error":
        // Of an answer that was broken off, the answer itself tells.
        if (isMain && properties.error && properties.error.name !== "MessageAbortedError")
          turns.endsAs(endBy(properties.error));
        return;
      default:
        return;
    }
  }

  /** Nothing of what was told is told again. */
  forget(): void {
    this.#told.clear();
    this.#ofPeople.clear();
  }

  #isOurs(sessionID: string): boolean {
    return sessionID === this.#needs.sessionId || this.#children.has(sessionID);
  }

  #part(part: Part) {
    const { turns, tools, speech, cwd } = this.#needs;
    if (this.#ofPeople.has(part.messageID)) {
      const ownName = part.metadata?.[OWN_NAME];
      if (typeof ownName === "string") turns.named(ownName, part.messageID);
      return;
    }
    const parentToolUseId = this.#children.get(part.sessionID);
    if (part.type === "tool") {
      const child = part.state.metadata?.["sessionId"];
      if (typeof child === "string" && part.tool === "task") this.#children.set(child, part.callID);
      // Its input is still being written.
      if (part.state.status === "pending" || tools.hasEnded(part.callID) || !turns.isOpen) return;
      speech.finish();
      return tools.take(reportOf(part, { cwd, parentToolUseId }));
    }
    if (part.type === "text" && part.synthetic === true) return;
    const told = this.#told.get(part.id) ?? {
      type: part.type === "text" ? ("text" as const) : ("thinking" as const),
      length: 0,
      parentToolUseId,
    };
    this.#told.set(part.id, told);
    this.#say(part.id, told, part.text.slice(told.length));
  }

  #piece(partID: string, field: string, delta: string) {
    const told = this.#told.get(partID);
    if (told && field === "text") this.#say(partID, told, delta);
  }

  #say(partID: string, told: Told, text: string) {
    if (text === "" || !this.#needs.turns.isOpen) return;
    told.length += text.length;
    const { type, parentToolUseId } = told;
    this.#needs.speech.say(
      text,
      { type, ...(parentToolUseId === undefined ? {} : { parentToolUseId }) },
      partID,
    );
  }
}

function sessionOf({ type, properties }: ServerEvent): string | undefined {
  if (type === "message.updated") return properties.info.sessionID;
  if (type === "message.part.updated") return properties.part.sessionID;
  return type === "session.created" ? undefined : properties.sessionID;
}
