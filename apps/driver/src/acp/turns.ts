import type { AgentNeeds, Prompt } from "../agent.ts";
import type { Speech } from "../speech.ts";
import type { Asks } from "./asks.ts";
import type { Connection, Reply } from "./connection.ts";
import type { Tools } from "../tools.ts";
import { turnEndOf, type TurnEnd } from "./turn-end.ts";
import type { Usage } from "./usage.ts";
import { SteeringAnswer } from "./wire.ts";

/** Nothing says that a turn of the agent's own has ended: silence for so long does. */
const OWN_TURN_SILENCE_MS = 3_000;
/** What an interrupted agent leaves running for so long is ended for it: it may be waiting for that. */
const LEFT_RUNNING_MS = 2_000;
/** An agent that still works so long after an interrupt does not listen any more. */
const INTERRUPT_LIMIT_MS = 30_000;

type Turn = {
  readonly messageIds: string[];
  /** Not begun by a prompt. */
  readonly isOwn: boolean;
  isInterrupted: boolean;
  /** Since when commands may have been started that the turn is to end. */
  commandsSince: number | undefined;
  /** Why things were denied, told as soon as the agent listens. */
  readonly reasons: string[];
  /** Reasons that are on their way into the turn: it does not end before it is known whether they were heard. */
  telling: number;
  whenTold: (() => void) | undefined;
};

type Needs = {
  readonly emit: AgentNeeds["emit"];
  readonly connection: Connection;
  readonly sessionId: string;
  readonly canSteer: boolean;
  readonly model: () => string | undefined;
  readonly speech: Speech;
  readonly tools: Tools;
  readonly asks: Asks;
  readonly usage: Usage;
  readonly endStartedSince: (ticks: number) => Promise<void>;
  /** The agent does not listen any more. */
  readonly giveUp: (why: string) => void;
};

/** What the agent works at, from the first word of a turn to its end. */
export class Turns {
  readonly #needs: Needs;
  #turn: Turn | undefined;
  /** They wait for the turn to end, where the agent cannot hear them before. */
  readonly #waiting: Prompt[] = [];
  #silence: NodeJS.Timeout | undefined;
  #impatience: NodeJS.Timeout[] = [];

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  prompt(prompt: Prompt): void {
    const turn = this.#turn;
    if (turn?.isOwn) this.#end(turn, { outcome: "completed" });
    if (!this.#turn) this.#begin(prompt);
    else if (this.#needs.canSteer) this.#steer(prompt, this.#turn);
    else this.#waiting.push(prompt);
  }

  /** The agent is told why something was denied: at once where it can hear that, else as soon as it listens. */
  explain(reason: string): void {
    const turn = this.#turn;
    if (turn?.isOwn || !turn) return this.#begin({ text: reason });
    if (!this.#needs.canSteer) return void turn.reasons.push(reason);
    const told = () => {
      turn.telling -= 1;
      const { whenTold } = turn;
      if (turn.telling > 0) return;
      turn.whenTold = undefined;
      whenTold?.();
    };
    const missed = () => {
      turn.reasons.push(reason);
      told();
    };
    turn.telling += 1;
    this.#inject(blocksOf({ text: reason }), missed, told);
  }

  /** The agent does something. Without a prompt that is a turn of its own. */
  stir(): void {
    if (!this.#turn) this.#open({ messageIds: [], isOwn: true });
    if (this.#turn?.isOwn) this.#listen(this.#turn);
  }

  interrupt(): void {
    const turn = this.#turn;
    if (!turn) return;
    const { connection, asks, tools, sessionId, endStartedSince, giveUp } = this.#needs;
    const since = tools.executingSince;
    turn.isInterrupted = true;
    turn.reasons.length = 0;
    turn.commandsSince ??= since;
    asks.cancelAll();
    connection.notify("session/cancel", { sessionId });
    if (turn.isOwn) return void this.#finish(turn, { outcome: "interrupted" });
    if (since !== undefined) this.#later(LEFT_RUNNING_MS, () => void endStartedSince(since));
    this.#later(INTERRUPT_LIMIT_MS, () => giveUp("It was interrupted, and works on."));
  }

  /** Nothing more will come of a turn that is open. */
  endNow(end: TurnEnd): void {
    if (this.#turn) this.#end(this.#turn, end);
  }

  #begin(prompt: Pick<Prompt, "text" | "images"> & { readonly messageId?: string }) {
    const turn = this.#open({
      messageIds: prompt.messageId === undefined ? [] : [prompt.messageId],
      isOwn: false,
    });
    this.#ask(turn, blocksOf(prompt));
  }

  #open(begun: Pick<Turn, "messageIds" | "isOwn">): Turn {
    this.#needs.usage.turnBegins();
    this.#needs.speech.last = "";
    this.#turn = {
      ...begun,
      isInterrupted: false,
      commandsSince: undefined,
      reasons: [],
      telling: 0,
      whenTold: undefined,
    };
    this.#needs.emit({ channel: "driver:turn-began", payload: { messageIds: [...begun.messageIds] } });
    return this.#turn;
  }

  #ask(turn: Turn, prompt: object[]) {
    const { connection, sessionId } = this.#needs;
    const settle = (reply: Reply) => {
      if (this.#turn !== turn) return;
      if (turn.telling > 0) return void (turn.whenTold = () => settle(reply));
      const reasons = turn.reasons.splice(0);
      const goesOn = reasons.length > 0 && "result" in reply && !turn.isInterrupted;
      if (goesOn) this.#ask(turn, blocksOf({ text: reasons.join("\n") }));
      else void this.#finish(turn, turnEndOf(reply, turn.isInterrupted));
    };
    connection.ask("session/prompt", { sessionId, prompt }, settle);
  }

  #steer(prompt: Prompt, turn: Turn) {
    this.#inject(
      blocksOf(prompt),
      // It came too late, or is refused: it waits for its own turn.
      () => (this.#turn ? void this.#waiting.push(prompt) : this.#begin(prompt)),
      () => turn.messageIds.push(prompt.messageId),
    );
  }

  #inject(prompt: object[], missed: () => void, heard?: () => void) {
    const { connection, sessionId } = this.#needs;
    const params = { sessionId, prompt, _meta: { steering: { idleBehavior: "promptRequired" } } };
    connection.ask("_session/steering", params, (reply: Reply) => {
      const outcome = "result" in reply ? SteeringAnswer.safeParse(reply.result).data?.outcome : undefined;
      if (outcome === "injected") heard?.();
      else missed();
    });
  }

  /** An interrupt ends what the turn had run before the turn is said to have ended. */
  async #finish(turn: Turn, end: TurnEnd) {
    if (turn.commandsSince !== undefined) await this.#needs.endStartedSince(turn.commandsSince);
    if (this.#turn === turn) this.#end(turn, end);
  }

  #end(turn: Turn, { outcome, fault, tokens }: TurnEnd) {
    const { emit, speech, tools, asks, usage, model } = this.#needs;
    clearTimeout(this.#silence);
    this.#impatience.splice(0).forEach(clearTimeout);
    this.#turn = undefined;
    asks.cancelAll();
    speech.finish();
    tools.endAll(outcome === "interrupted" ? "Interrupted." : "The turn ended before this did.");
    usage.turnEnds(tokens, model());
    emit({
      channel: "driver:turn-ended",
      payload: { messageIds: turn.messageIds, outcome, summary: speech.last, ...(fault ? { fault } : {}) },
    });
    const next = this.#waiting.shift();
    if (next) this.prompt(next);
  }

  #listen(turn: Turn) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      if (this.#turn !== turn) return;
      if (this.#needs.tools.areOpen || this.#needs.asks.areOpen) this.#listen(turn);
      else this.#end(turn, { outcome: "completed" });
    }, OWN_TURN_SILENCE_MS);
  }

  #later(delayMs: number, act: () => void) {
    this.#impatience.push(setTimeout(act, delayMs));
  }
}

function blocksOf({ text, images = [] }: Pick<Prompt, "text" | "images">): object[] {
  return [
    ...(text === "" ? [] : [{ type: "text", text }]),
    ...images.map(({ mimeType, data }) => ({ type: "image", mimeType, data })),
  ];
}
