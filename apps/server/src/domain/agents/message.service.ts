import { createHash, randomUUID } from "node:crypto";
import type { MessageId, Person } from "@dispatch/protocol/agent/events";
import type { SessionId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { SendMessage, SentMessage } from "@dispatch/protocol/session";
import type { Caller, PersonCaller } from "../access/caller.ts";
import type { Policy } from "../access/policy.ts";
import type { AgentLaunches } from "../providers/agent-launches.ts";
import type { SessionStep, SessionSteps } from "../session/session-step.ts";
import type { SessionService } from "../session/session.service.ts";
import type { SessionRow, Store } from "../store.ts";
import type { PromptRow } from "./agent-store.ts";
import type { Deliveries } from "./deliveries.ts";
import { type TurnGate, beginWith, give, queue } from "./turn-steps.ts";

type Needs = {
  readonly store: Store;
  readonly policy: Policy;
  readonly steps: SessionSteps;
  readonly sessions: Pick<SessionService, "resume">;
  readonly launches: Pick<AgentLaunches, "admit" | "defaultProvider">;
  readonly deliveries: Pick<Deliveries, "soon" | "tell">;
  readonly gate: TurnGate & { letGo(step: SessionStep): Promise<void> };
  readonly wake: (id: SessionId) => void;
  readonly now: () => number;
};

/** Words that wait for the turn to end, as their readers see them. */
export type QueuedMessage = {
  readonly messageId: MessageId;
  readonly text: string;
  readonly by?: Person;
  readonly createdAt: string;
};

/** What people and programs say to agents. */
export class MessageService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Once it resolves the message is in the database, and reaches the agent whatever ends meanwhile. */
  async send(caller: Caller, id: SessionId, message: SendMessage, key?: string): Promise<SentMessage> {
    const session = await this.#agent(caller, id);
    if (session.status === "ended") {
      if (caller.kind !== "person") throw ended(session);
      await this.#needs.sessions.resume(caller, id);
    } else if (session.status === "idle") {
      const { launches } = this.#needs;
      await launches.admit(session.ownerId, session.options.provider ?? launches.defaultProvider);
    }
    const messageId = key === undefined ? randomUUID() : derivedUuid(id, key);
    const prompt = {
      messageId,
      session: session.number,
      text: message.text,
      images: message.attachments ?? [],
      by: personOf(caller),
      createdAt: this.#needs.now(),
    };
    const state = await this.#needs.steps.take(id, (step) => this.#take(step, prompt, message.delivery));
    if (!state) throw new Problem("session-not-found", { sessionId: id });
    return { messageId, state };
  }

  async queued(caller: Caller, id: SessionId): Promise<QueuedMessage[]> {
    const session = await this.#agent(caller, id, "session.read");
    const rows = await this.#needs.store.read.prompts.listOf(session.number);
    return rows
      .filter(({ state }) => state === "queued")
      .map(({ messageId, text, by, createdAt }) => ({
        messageId,
        text,
        ...(by && { by }),
        createdAt: new Date(createdAt).toISOString(),
      }));
  }

  /** Takes a message back that the agent has not been given. */
  async withdraw(caller: Caller, id: SessionId, messageId: MessageId): Promise<void> {
    await this.#agent(caller, id);
    await this.#needs.steps.take(id, async (step) => {
      const { prompts } = step.writing;
      const rows = await prompts.listOf(step.session.number);
      if (!rows.some((row) => row.messageId === messageId && row.state === "queued"))
        throw new Problem("message-not-found", { messageId });
      await prompts.delete(messageId);
      step.learn({ queued: step.agent.queued - 1 });
      if (step.agent.queued === 0) await this.#needs.gate.letGo(step);
      const by = personOf(caller);
      step.append({ channel: "agent:unqueued", payload: { messageId, ...(by && { by }) } });
    });
  }

  /** Another model or mode: from the next step of the agent on, or from when it is back. */
  async choose(
    caller: PersonCaller,
    id: SessionId,
    choice: { readonly model?: string | undefined; readonly mode?: string | undefined },
  ): Promise<void> {
    const { steps, deliveries, policy } = this.#needs;
    const session = await policy.session(caller, "session.rename", id);
    refuseOthers(session);
    const isListening =
      session.agent?.sleep === "awake" && session.status !== "ended" && session.agent.abilities !== undefined;
    const { model, mode } = choice;
    if (isListening) {
      // What it is then, the agent says itself.
      if (model !== undefined) await deliveries.tell(id, randomUUID(), { type: "set-model", model });
      if (mode !== undefined) await deliveries.tell(id, randomUUID(), { type: "set-mode", mode });
      return;
    }
    const change = { ...(model !== undefined && { model }), ...(mode !== undefined && { mode }) };
    await steps.take(id, (step) => {
      step.change({ options: { ...step.session.options, ...change } });
      step.append({ channel: "agent:mode", payload: change });
    });
  }

  async #take(
    step: SessionStep,
    prompt: Omit<PromptRow, "state" | "isSteering">,
    delivery: SendMessage["delivery"],
  ): Promise<SentMessage["state"]> {
    const { session, agent, writing } = step;
    if (session.status === "stopping" || session.status === "ended") throw ended(session);
    const before = await writing.prompts.listOf(session.number);
    const known = before.find(({ messageId }) => messageId === prompt.messageId);
    if (known) return known.state === "queued" ? "queued" : "given";
    if (agent.isHeld && !agent.isInTurn) {
      await queue(step, prompt);
      return "queued";
    }
    const isBusy = agent.isInTurn || session.status === "waiting_for_input" || before.length > 0;
    const wishes = delivery ?? (agent.abilities?.steer === false ? "queue" : "steer");
    if (isBusy && (wishes === "queue" || agent.abilities?.steer === false)) {
      await queue(step, prompt);
      return "queued";
    }
    if (isBusy) {
      const given = { ...prompt, state: "due" as const, isSteering: true };
      await writing.prompts.insert(given);
      await give(step, given);
    } else if ((await beginWith(step, prompt, this.#needs.gate)) === "queued") {
      return "queued";
    }
    const { sleep } = agent;
    step.afterwards(() =>
      sleep === "asleep" ? this.#needs.wake(session.id) : this.#needs.deliveries.soon(session.id),
    );
    return "given";
  }

  async #agent(
    caller: Caller,
    id: SessionId,
    action: "session.read" | "session.write" = "session.write",
  ): Promise<SessionRow> {
    const session = await this.#needs.policy.session(caller, action, id);
    refuseOthers(session);
    return session;
  }
}

function refuseOthers({ kind }: SessionRow) {
  if (kind !== "agent")
    throw new Problem(
      "session-kind-refused",
      { kind },
      "Only agents take messages. Type into this session instead.",
    );
}

const ended = ({ id, status }: SessionRow) =>
  new Problem(
    "session-refused",
    { sessionId: id, sessionStatus: status, input: "prompt" },
    `The session is ${status}: its agent cannot hear this. Resume it first.`,
  );

function personOf(caller: Caller): Person {
  return caller.kind === "person" ? { userId: caller.userId, name: caller.name } : { name: caller.name };
}

/** Agents want messages to be known by UUIDs; one that is sent again with its key is the same one. */
function derivedUuid(...of: readonly string[]): string {
  const hex = createHash("sha256").update(of.join("\0")).digest("hex");
  const variant = "89ab"[Number.parseInt(hex[16] as string, 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
