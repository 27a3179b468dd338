import type { AgentFaultCode, DriverItem, PlainItem } from "@dispatch/protocol/agent/driving";
import type { AttentionType } from "@dispatch/protocol/agent/approval";
import type { SessionId } from "@dispatch/protocol/ids";
import type { ExitItem } from "@dispatch/protocol/link";
import type { SessionOutcome } from "@dispatch/protocol/session-status";
import type { Asking } from "../approvals/asking.ts";
import type { Judge } from "../approvals/judging.ts";
import type { AgentLaunches } from "../providers/agent-launches.ts";
import type { SessionStep, SessionSteps } from "../session/session-step.ts";
import { type ApprovalDetail, isAsk } from "./agent-store.ts";
import type { Deliveries } from "./deliveries.ts";
import { faultSentence } from "./fault-sentences.ts";
import { type TurnGate, giveNext } from "./turn-steps.ts";
import type { TurnBook } from "../usage/turn-book.ts";
import type { TurnCut } from "../usage/turn-cut.ts";

type Needs = {
  readonly steps: SessionSteps;
  readonly asking: Asking;
  readonly judge: Judge;
  readonly launches: Pick<AgentLaunches, "turnEnded" | "learned" | "defaultProvider">;
  readonly deliveries: Pick<Deliveries, "soon" | "pass">;
  /** It rests: nobody knows for how long. */
  readonly rests: (id: SessionId) => void;
  readonly book: TurnBook;
  readonly gate: TurnGate;
  readonly cut: Pick<TurnCut, "look" | "beganByItself">;
  /** It fell asleep, and there is something to do for it. */
  readonly wake: (id: SessionId) => void;
};

type Item = Exclude<DriverItem, PlainItem>;
type Payload<C extends Item["channel"]> = Extract<Item, { channel: C }>["payload"];
type Handlers = {
  readonly [C in Item["channel"]]: (step: SessionStep, payload: Payload<C>) => Promise<void> | void;
};

const whoMustAct: Partial<Record<AgentFaultCode, AttentionType>> = { "signed-out": "sign-in" };

/** What a driver says becomes events, approvals and the status of its session. */
export class AgentOutcomes {
  readonly #needs: Needs;
  readonly #handlers: Handlers;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#handlers = {
      "agent:usage": (step, payload) => this.#used(step, payload),
      "agent:commands": (step, payload) => this.#offered(step, payload),
      "agent:mode": (step, payload) => this.#chose(step, payload),
      "driver:ready": (step, payload) => this.#ready(step, payload),
      "driver:conversation": (step, { conversationId }) => {
        const { fork: _, ...facts } = step.agent;
        step.change({ agent: { ...facts, conversationId } });
      },
      "driver:turn-began": (step, payload) => this.#began(step, payload),
      "driver:turn-ended": (step, payload) => this.#ended(step, payload),
      "driver:ask": (step, payload) => this.#ask(step, payload),
      "driver:withdrawn": (step, { askId }) =>
        needs.asking.closeAll(step, WITHDRAWN, (row) => row.askId === askId),
      "driver:failed": (step, fault) => {
        const { conversationId, ...facts } = step.agent;
        // What the agent has no record of, it cannot go on with: the next launch begins anew.
        const isLost = fault.code === "conversation-lost" || conversationId === undefined;
        step.change({ agent: { ...facts, fault, ...(!isLost && { conversationId }) } });
        step.append({
          channel: "session:error",
          payload: { code: fault.code, error: faultSentence(fault) },
        });
      },
    };
  }

  async happened(id: SessionId, item: Item, sourceEnd: number): Promise<void> {
    // Answered before it is committed: where that is cut off, it is asked and answered again, which changes nothing.
    if (item.channel === "driver:ask" && (await this.#passes(id, item.payload)))
      await this.#needs.deliveries.pass(id, item.payload.askId);
    const handle = this.#handlers[item.channel] as (step: SessionStep, payload: unknown) => Promise<void>;
    await this.#needs.steps.take(id, (step) => handle(step, item.payload), sourceEnd);
  }

  /** Its process was ended to save memory: that is no end of the session. */
  async fellAsleep(step: SessionStep): Promise<boolean> {
    if (step.agent.sleep !== "falling" || step.session.status === "stopping") return false;
    step.learn({ sleep: "asleep", isInTurn: false });
    step.change({ runnerId: null });
    const { id, number } = step.session;
    const waits = !step.agent.isHeld && (await step.writing.prompts.listOf(number)).length > 0;
    if (waits) step.afterwards(() => this.#needs.wake(id));
    return true;
  }

  /** Nothing of it waits any more. What it was told and had not begun is told to the next launch. */
  async ending(step: SessionStep, outcome: SessionOutcome): Promise<void> {
    const { number, ownerId } = step.session;
    await this.#needs.asking.closeAll(step, {
      ...WITHDRAWN,
      message:
        outcome === "stopped"
          ? "The session was stopped."
          : "The agent's process is gone, and the turn with it.",
    });
    for (const { messageId, state } of await step.writing.prompts.listOf(number))
      if (state === "handed") await step.writing.prompts.setState(messageId, "due");
    await this.#needs.book.ended(step);
    step.learn({ isInTurn: false, isHeld: false, sleep: "awake", waiting: 0 });
    if (outcome !== "failed" && outcome !== "lost") return;
    const { fault } = step.agent;
    this.#needs.launches.turnEnded(ownerId, this.#providerOf(step), fault);
    await this.#needs.asking.open(step, {
      type: (fault && whoMustAct[fault.code]) ?? "failure",
      prompt: fault
        ? faultSentence(fault)
        : outcome === "lost"
          ? "The runner that hosted this agent died. Resume the session to go on with the conversation."
          : "The agent's process ended by itself. Resume the session to go on where it was.",
    });
  }

  /** Why it ended, where its process itself said nothing. */
  reasonOf({ agent, session }: SessionStep, { stopped, signal, exitCode }: ExitItem): string | undefined {
    if (session.kind !== "agent" || stopped) return undefined;
    if (agent.fault) return faultSentence(agent.fault);
    return `The agent's process ended by itself (${signal ?? `exit code ${exitCode}`}). Resume the session to go on where it was.`;
  }

  /** Whether the rules leave a routine use to the agent: then there is nothing to log. */
  async #passes(id: SessionId, { isRoutine, call }: Payload<"driver:ask">): Promise<boolean> {
    if (!isRoutine) return false;
    if (!call) return true;
    const verdict = await this.#needs.steps.take(id, (step) =>
      this.#needs.judge.judge(step.writing, step.session, call),
    );
    return verdict === undefined || verdict.effect === "none";
  }

  #providerOf({ session }: SessionStep): string {
    return session.options.provider ?? this.#needs.launches.defaultProvider;
  }

  #learned(step: SessionStep) {
    const { ownerId } = step.session;
    const { offers } = step.agent;
    const provider = this.#providerOf(step);
    step.afterwards(() => this.#needs.launches.learned(ownerId, provider, offers));
  }

  async #used(step: SessionStep, usage: Payload<"agent:usage">) {
    const { usage: sum } = step.agent;
    const cost = (sum.costUsd ?? 0) + (usage.costUsd ?? 0);
    step.append({ channel: "agent:usage", payload: usage });
    step.learn({
      usage: {
        inputTokens: sum.inputTokens + usage.inputTokens,
        outputTokens: sum.outputTokens + usage.outputTokens,
        cacheReadTokens: sum.cacheReadTokens + usage.cacheReadTokens,
        cacheWriteTokens: sum.cacheWriteTokens + usage.cacheWriteTokens,
        ...((usage.costUsd !== undefined || sum.costUsd !== undefined) && { costUsd: cost }),
      },
    });
    await this.#needs.book.used(step, usage);
    await this.#needs.cut.look(step);
  }

  #offered(step: SessionStep, { commands }: Payload<"agent:commands">) {
    const { offers } = step.agent;
    if (isSame(offers.commands, commands)) return;
    step.append({ channel: "agent:commands", payload: { commands } });
    step.learn({ offers: { ...offers, commands } });
    this.#learned(step);
  }

  #chose(step: SessionStep, { model, mode, models, modes }: Payload<"agent:mode">) {
    const { offers } = step.agent;
    const { options } = step.session;
    const hasChanged =
      (model !== undefined && model !== options.model) ||
      (mode !== undefined && mode !== options.mode) ||
      (models !== undefined && !isSame(models, offers.models)) ||
      (modes !== undefined && !isSame(modes, offers.modes));
    if (!hasChanged) return;
    const payload = {
      ...(model !== undefined && { model }),
      ...(mode !== undefined && { mode }),
      ...(models !== undefined && { models }),
      ...(modes !== undefined && { modes }),
    };
    step.append({ channel: "agent:mode", payload });
    step.learn({ offers: { ...offers, models: models ?? offers.models, modes: modes ?? offers.modes } });
    step.change({
      options: { ...options, ...(model !== undefined && { model }), ...(mode !== undefined && { mode }) },
    });
    if (models || modes) this.#learned(step);
  }

  async #ready(step: SessionStep, ready: Payload<"driver:ready">) {
    const { models, modes, model, mode, commands, abilities } = ready;
    this.#chose(step, { models, modes, model, mode });
    this.#offered(step, { commands });
    const { fault: _, ...facts } = step.agent;
    step.change({ agent: { ...facts, abilities } });
    if (!step.agent.isInTurn && !(await giveNext(step, this.#needs.gate))) this.#rest(step);
    else step.afterwards(() => this.#needs.deliveries.soon(step.session.id));
  }

  async #began(step: SessionStep, { messageIds }: Payload<"driver:turn-began">) {
    const turn = step.agent.turns + 1;
    step.become("prompt");
    step.append({ channel: "agent:turn", payload: { turn, messageIds } });
    await this.#needs.book.began(step);
    step.learn({ turns: turn, isInTurn: true });
    for (const id of messageIds) await step.writing.prompts.delete(id);
    // It works again: what had kept it from that is nobody's concern any more.
    // A spent budget still is: what it holds waits on.
    const isOver = ({ type }: { type: AttentionType }) => !isAsk(type) && type !== "budget";
    await this.#needs.asking.closeAll(step, { ...WITHDRAWN, decision: "allow" }, isOver);
    if (messageIds.length === 0) await this.#needs.cut.beganByItself(step);
    else await this.#needs.cut.look(step);
  }

  async #ended(step: SessionStep, ended: Payload<"driver:turn-ended">) {
    const { messageIds, outcome, summary, fault } = ended;
    const { asking, launches, deliveries } = this.#needs;
    const { id, ownerId } = step.session;
    await asking.closeAll(step, WITHDRAWN, ({ type }) => isAsk(type));
    for (const messageId of messageIds) await step.writing.prompts.delete(messageId);
    if (fault) {
      const error = faultSentence(fault);
      step.append({ channel: "session:error", payload: { code: fault.code, error } });
      await asking.open(step, { type: whoMustAct[fault.code] ?? "failure", prompt: error });
    }
    step.append({ channel: "session:completed", payload: { summary, outcome, messageIds } });
    await this.#needs.book.ended(step);
    step.learn({ isInTurn: false });
    const provider = this.#providerOf(step);
    step.afterwards(() => launches.turnEnded(ownerId, provider, fault));
    // After a failure what waits would fail too: a person says when to go on.
    if (fault || !(await giveNext(step, this.#needs.gate))) this.#rest(step);
    else step.afterwards(() => deliveries.soon(id));
  }

  async #ask(step: SessionStep, ask: Payload<"driver:ask">) {
    const { askId, ask: type, prompt, call, questions, plan, isRoutine } = ask;
    const { asking, judge, deliveries } = this.#needs;
    const { id, number, launch } = step.session;
    await this.#needs.cut.look(step);
    // Asked again, since a crash cut off what became of it.
    if (await step.writing.approvals.byAsk(number, launch, askId)) return;
    const verdict =
      call && type === "permission" ? await judge.judge(step.writing, step.session, call) : undefined;
    if (isRoutine && (!verdict || verdict.effect === "none")) return;
    const suggestion = call && type === "permission" ? judge.suggestion(step.session, call) : undefined;
    const detail: ApprovalDetail = {
      ...(call && { call }),
      ...(questions && { questions }),
      ...(plan !== undefined && { plan }),
      ...(verdict?.rule && { rule: verdict.rule }),
      ...(suggestion && { suggestion }),
      ...(isRoutine && { isRoutine }),
    };
    if (verdict && (verdict.effect === "allow" || verdict.effect === "deny")) {
      const message = verdict.effect === "deny" ? verdict.sentence : undefined;
      await asking.answeredByRule(step, { type, prompt, detail, askId }, verdict.effect, message);
      step.afterwards(() => deliveries.soon(id));
    } else {
      await asking.open(step, { type, prompt, detail, askId });
    }
  }

  #rest(step: SessionStep) {
    if (step.session.status === "idle" || !step.become("rest")) return;
    const { id } = step.session;
    step.afterwards(() => this.#needs.rests(id));
  }
}

const WITHDRAWN = { state: "gone", decision: "deny", by: "ended" } as const;

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
