import type { DriverItem } from "@dispatch/protocol/agent/driving";

/** A reader sees no difference, and the log has far fewer entries. */
const GATHER_MS = 40;
const GATHER_LIMIT_CHARACTERS = 4096;

type Piece = Extract<DriverItem, { channel: "agent:output" | "agent:tool_output" }>;

/** Agents speak word by word: what follows on the same thing leaves together, after a moment or when it has become much. */
export class Gatherer {
  readonly #send: (item: DriverItem) => void;
  #held: Piece | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (item: DriverItem) => void) {
    this.#send = send;
  }

  /** In order: what is no piece lets everything before it go first. */
  take(item: DriverItem): void {
    if (!isPiece(item)) {
      this.flush();
      return this.#send(item);
    }
    const whole = this.#held && joined(this.#held, item);
    if (!whole) this.flush();
    this.#held = whole ?? item;
    if (this.#held.payload.text.length >= GATHER_LIMIT_CHARACTERS) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const held = this.#held;
    this.#held = undefined;
    if (held) this.#send(held);
  }
}

function isPiece(item: DriverItem): item is Piece {
  return item.channel === "agent:output" || item.channel === "agent:tool_output";
}

function joined(held: Piece, next: Piece): Piece | undefined {
  if (held.channel === "agent:output" && next.channel === "agent:output") {
    const { messageId, type, text } = held.payload;
    if (messageId !== next.payload.messageId || type !== next.payload.type) return undefined;
    return { ...held, payload: { ...held.payload, text: text + next.payload.text } };
  }
  if (held.channel === "agent:tool_output" && next.channel === "agent:tool_output") {
    if (held.payload.toolUseId !== next.payload.toolUseId) return undefined;
    return { ...held, payload: { ...held.payload, text: held.payload.text + next.payload.text } };
  }
  return undefined;
}
