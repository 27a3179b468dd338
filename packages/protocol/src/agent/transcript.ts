import type { SessionEvent } from "../events.ts";
import { TOOL_OUTPUT_LIMIT_CHARACTERS } from "./driving.ts";
import {
  type GivenAnswer,
  type ItemOf,
  type QueuedText,
  type TranscriptItem,
  type TranscriptState,
} from "./transcript-item.ts";

type Event<C extends SessionEvent["channel"]> = Extract<SessionEvent, { channel: C }>;
type Spoken = ItemOf<"message" | "thinking">;
type New = TranscriptItem extends infer I
  ? I extends TranscriptItem
    ? Omit<I, "seq" | "lastSeq" | "at" | "parent">
    : never
  : never;

/**
 * What an agent's session reads like: the fold of its events into items. It takes one event at a time, and is the same whether it began
 * with the first event or with a state that was kept. An item that changes is replaced by another object in its place.
 */
export class Transcript {
  readonly #items: TranscriptItem[] = [];
  #queued: QueuedText[] = [];
  #lastSeq = 0;
  /** Where items are, by what later events call them. */
  readonly #places = new Map<string, number>();
  /** Where the turn that is under way began. */
  #turnAt: number | undefined;

  static of(state: TranscriptState): Transcript {
    const transcript = new Transcript();
    for (const item of state.items) transcript.#place(item);
    transcript.#queued = [...state.queued];
    transcript.#lastSeq = state.lastSeq;
    return transcript;
  }

  get items(): readonly TranscriptItem[] {
    return this.#items;
  }

  get queued(): readonly QueuedText[] {
    return this.#queued;
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  get state(): TranscriptState {
    return { items: [...this.#items], queued: [...this.#queued], lastSeq: this.#lastSeq };
  }

  /** Takes the next event; one that it has already changes nothing. Answers with the item that it began or changed. */
  apply(event: SessionEvent): TranscriptItem | undefined {
    if (event.seq <= this.#lastSeq) return undefined;
    this.#lastSeq = event.seq;
    return this.#take(event);
  }

  /** Takes of an event behind the end only what settles something that is here. For a part of a longer transcript. */
  settle(event: SessionEvent): void {
    if (event.channel === "agent:tool_result") this.#result(event);
    else if (event.channel === "session:answered") this.#answered(event);
  }

  #take(event: SessionEvent): TranscriptItem | undefined {
    switch (event.channel) {
      case "agent:message":
        return this.#message(event);
      case "agent:output":
        return this.#output(event);
      case "agent:tool_use":
        return this.#use(event);
      case "agent:tool_output":
        return this.#printed(event);
      case "agent:tool_result":
        return this.#result(event);
      case "agent:plan":
        return this.#plan(event);
      case "agent:mode": {
        const { model, mode } = event.payload;
        if (model === undefined && mode === undefined) return undefined;
        return this.#add(event, {
          type: "mode",
          ...(model !== undefined && { model }),
          ...(mode !== undefined && { mode }),
        });
      }
      case "agent:notice":
        return this.#add(event, { type: "notice", ...event.payload });
      case "session:error":
        return this.#add(event, { type: "error", code: event.payload.code, text: event.payload.error });
      case "agent:turn":
        return this.#add(event, { type: "turn", ...event.payload });
      case "agent:snapshot": {
        const { messageId, snapshotId } = event.payload;
        const given = this.#at(spokenKey("message", messageId));
        return given === undefined ? undefined : this.#change(given, event, { snapshotId });
      }
      case "agent:usage":
        return this.#used(event);
      case "session:completed":
        return this.#turnEnded(event);
      case "agent:queued":
        if (!this.#queued.some(({ messageId }) => messageId === event.payload.messageId))
          this.#queued = [...this.#queued, event.payload];
        return undefined;
      case "agent:unqueued":
        this.#unqueue(event.payload.messageId);
        return undefined;
      case "session:waiting_for_input":
        return this.#asked(event);
      case "session:answered":
        return this.#answered(event);
      case "session:status":
        return this.#status(event);
      default:
        return undefined;
    }
  }

  #message(event: Event<"agent:message">): TranscriptItem {
    const { parentToolUseId, ...message } = event.payload;
    this.#unqueue(message.messageId);
    const begun = message.role === "agent" ? this.#at(spokenKey("message", message.messageId)) : undefined;
    if (begun !== undefined) return this.#change(begun, event, { ...message, state: "complete" });
    return this.#add(event, { type: "message", ...message, state: "complete" }, parentToolUseId);
  }

  #output(event: Event<"agent:output">): TranscriptItem {
    const { text, type, messageId, parentToolUseId } = event.payload;
    const kind = type === "text" ? "message" : "thinking";
    const begun = this.#at(spokenKey(kind, messageId));
    if (begun !== undefined) {
      const said = this.#items[begun] as Spoken;
      // A whole message has all its pieces.
      if (said.type === "message" && said.state === "complete") return said;
      return this.#change(begun, event, { text: said.text + text, state: "streaming" });
    }
    const item =
      kind === "message"
        ? ({ type: "message", role: "agent", text, messageId, state: "streaming" } as const)
        : ({ type: "thinking", text, messageId, state: "streaming" } as const);
    return this.#add(event, item, parentToolUseId);
  }

  #use(event: Event<"agent:tool_use">): TranscriptItem {
    const { parentToolUseId, ...use } = event.payload;
    const begun = this.#at(`tool ${use.toolUseId}`);
    if (begun !== undefined) return this.#change(begun, event, use);
    return this.#add(event, { type: "tool", ...use, state: "running", output: "" }, parentToolUseId);
  }

  #printed(event: Event<"agent:tool_output">): TranscriptItem | undefined {
    const at = this.#at(`tool ${event.payload.toolUseId}`);
    if (at === undefined) return undefined;
    const { output } = this.#items[at] as ItemOf<"tool">;
    const text = (output + event.payload.text).slice(-TOOL_OUTPUT_LIMIT_CHARACTERS);
    return this.#change(at, event, { output: text });
  }

  #result(event: Event<"agent:tool_result">): TranscriptItem | undefined {
    const { toolUseId, output, isError, isCut, diff } = event.payload;
    const at = this.#at(`tool ${toolUseId}`);
    if (at === undefined) return undefined;
    const tool = this.#items[at] as ItemOf<"tool">;
    const isDenied = tool.approval?.answer?.decision === "deny";
    return this.#change(at, event, {
      state: isDenied ? "denied" : isError ? "failed" : "done",
      output: output === "" ? tool.output : output,
      ...(isCut && { isCut }),
      ...(diff && { diff }),
    });
  }

  #plan(event: Event<"agent:plan">): TranscriptItem {
    // One list for a turn, which is ticked off in its place.
    const begun = this.#sinceTurn().findLast((at) => this.#items[at]?.type === "plan");
    if (begun !== undefined) return this.#change(begun, event, event.payload);
    return this.#add(event, { type: "plan", ...event.payload });
  }

  #used(event: Event<"agent:usage">): TranscriptItem | undefined {
    const { model: _, ...usage } = event.payload;
    const last = this.#turnAt ?? this.#items.findLastIndex(({ type }) => type === "turn-end");
    return last < 0 ? undefined : this.#change(last, event, { usage });
  }

  #turnEnded(event: Event<"session:completed">): TranscriptItem {
    const begun = this.#turnAt === undefined ? undefined : (this.#items[this.#turnAt] as ItemOf<"turn">);
    this.#breakOff(event);
    const { outcome, summary } = event.payload;
    return this.#add(event, {
      type: "turn-end",
      outcome,
      summary,
      ...(begun && { turn: begun.turn, ms: event.at - begun.at }),
      ...(begun?.usage && { usage: begun.usage }),
    });
  }

  #asked(event: Event<"session:waiting_for_input">): TranscriptItem {
    const { approvalId, type, prompt, tool, toolUseId, input, questions, plan, expiresAt } = event.payload;
    const ends = expiresAt === undefined ? {} : { expiresAt };
    const at = toolUseId === undefined ? undefined : this.#at(`tool ${toolUseId}`);
    if (type === "permission" && at !== undefined) {
      this.#places.set(approvalId, at);
      return this.#change(at, event, { state: "waiting", approval: { approvalId, prompt, ...ends } });
    }
    return this.#add(event, {
      type: "approval",
      approvalId,
      ask: type,
      prompt,
      ...(tool !== undefined && { tool }),
      ...(input && { input }),
      ...(questions && { questions }),
      ...(plan !== undefined && { plan }),
      ...ends,
    });
  }

  #answered(event: Event<"session:answered">): TranscriptItem | undefined {
    const { approvalId, toolUseId, ...answer } = event.payload;
    const at = this.#at(approvalId) ?? (toolUseId === undefined ? undefined : this.#at(`tool ${toolUseId}`));
    if (at === undefined) return undefined;
    const item = this.#items[at];
    if (item?.type === "approval") return this.#change(at, event, { answer });
    return this.#toolAnswered(at, event, approvalId, answer);
  }

  #toolAnswered(
    at: number,
    event: SessionEvent,
    approvalId: ItemOf<"approval">["approvalId"],
    answer: GivenAnswer,
  ): TranscriptItem {
    const { state, approval } = this.#items[at] as ItemOf<"tool">;
    this.#places.set(approvalId, at);
    const goesOn = state === "waiting" || state === "running";
    return this.#change(at, event, {
      approval: { ...approval, approvalId, answer },
      ...(goesOn && { state: answer.decision === "deny" ? "denied" : "running" }),
    });
  }

  #status(event: Event<"session:status">): TranscriptItem | undefined {
    const { status, outcome, reason } = event.payload;
    if (status === "pending" && event.seq > 1) return this.#add(event, { type: "resumed" });
    if (status !== "ended") return undefined;
    this.#breakOff(event);
    return this.#add(event, {
      type: "ended",
      ...(outcome && { outcome }),
      ...(reason !== undefined && { reason }),
    });
  }

  /** Nothing of the turn goes on by itself: what was being said is as long as it is. */
  #breakOff(event: SessionEvent): void {
    for (const at of this.#sinceTurn()) {
      const item = this.#items[at];
      if (item?.type === "tool" && (item.state === "running" || item.state === "waiting"))
        this.#change(at, event, { state: "unfinished" });
      else if ((item?.type === "message" || item?.type === "thinking") && item.state === "streaming")
        this.#change(at, event, { state: item.type === "thinking" ? "complete" : "cut" });
    }
  }

  #sinceTurn(): number[] {
    const from = this.#turnAt ?? this.#items.findLastIndex(({ type }) => endsTurn(type)) + 1;
    return Array.from({ length: this.#items.length - from }, (_, index) => from + index);
  }

  #unqueue(messageId: string): void {
    if (this.#queued.some((queued) => queued.messageId === messageId))
      this.#queued = this.#queued.filter((queued) => queued.messageId !== messageId);
  }

  #add(event: SessionEvent, item: New, parentToolUseId?: string): TranscriptItem {
    const parent = parentToolUseId === undefined ? undefined : this.#at(`tool ${parentToolUseId}`);
    const place = { seq: event.seq, lastSeq: event.seq, at: event.at };
    const of = parent === undefined ? {} : { parent: this.#items[parent]?.seq };
    const whole = { ...place, ...of, ...item };
    // Thinking has no end of its own: the next thing that is said or done ends it.
    const before = this.#items.findLastIndex((one) => one.parent === whole.parent);
    const last = this.#items[before];
    if (last?.type === "thinking" && last.state === "streaming")
      this.#items[before] = { ...last, state: "complete" };
    this.#place(whole);
    return whole;
  }

  #place(item: TranscriptItem): void {
    const at = this.#items.push(item) - 1;
    if (item.type === "message" || item.type === "thinking")
      this.#places.set(spokenKey(item.type, item.messageId), at);
    else if (item.type === "approval") this.#places.set(item.approvalId, at);
    else if (item.type === "tool") {
      this.#places.set(`tool ${item.toolUseId}`, at);
      if (item.approval) this.#places.set(item.approval.approvalId, at);
    } else if (item.type === "turn") this.#turnAt = at;
    else if (endsTurn(item.type)) this.#turnAt = undefined;
  }

  #at(key: string): number | undefined {
    return this.#places.get(key);
  }

  #change(at: number, event: SessionEvent, change: object): TranscriptItem {
    const changed = { ...this.#items[at], ...change, lastSeq: event.seq } as TranscriptItem;
    this.#items[at] = changed;
    return changed;
  }
}

const endsTurn = (type: TranscriptItem["type"]) => type === "turn-end" || type === "ended";
const spokenKey = (kind: Spoken["type"], messageId: string) => `${kind} ${messageId}`;

/** Whether a transcript can be read from here on without what came before: a message that begins a turn, or a turn of the agent's own. */
export function beginsAnew(event: SessionEvent): boolean {
  if (event.channel === "agent:message") return event.payload.role === "user" && !event.payload.isSteering;
  return event.channel === "agent:turn" && event.payload.messageIds.length === 0;
}
