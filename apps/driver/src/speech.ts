import { randomUUID } from "node:crypto";
import type { AgentNeeds } from "./agent.ts";

/** What was said leaves at the latest after this, so that reading along feels live. */
const GATHER_MS = 40;
const GATHER_CHARACTERS = 4 * 1024;
/** A text that goes on behind this goes on as the next message: no line to the runner may be longer than it takes. */
const MESSAGE_LIMIT_CHARACTERS = 512 * 1024;

export type Spoken = { readonly type: "text" | "thinking"; readonly parentToolUseId?: string | undefined };

/** Makes messages of what an agent says piece by piece: deltas on the way, the whole text when it is complete. */
export class Speech {
  readonly #emit: AgentNeeds["emit"];
  #message: (Spoken & { readonly id: string; readonly key: string | undefined; text: string }) | undefined;
  #unsaid = "";
  #timer: NodeJS.Timeout | undefined;
  /** The last whole text. */
  last = "";

  constructor(emit: AgentNeeds["emit"]) {
    this.#emit = emit;
  }

  /** A piece with another key, or of another sort, begins another message. */
  say(text: string, spoken: Spoken, key?: string): void {
    if (text === "") return;
    const now = this.#message;
    const goesOn =
      now !== undefined &&
      now.type === spoken.type &&
      now.parentToolUseId === spoken.parentToolUseId &&
      (key === undefined || now.key === undefined || now.key === key) &&
      now.text.length < MESSAGE_LIMIT_CHARACTERS;
    if (!goesOn) this.finish();
    const message = (this.#message ??= { ...spoken, id: randomUUID(), key, text: "" });
    message.text += text;
    this.#unsaid += text;
    if (this.#unsaid.length >= GATHER_CHARACTERS) this.#leave();
    else this.#timer ??= setTimeout(() => this.#leave(), GATHER_MS);
  }

  /** The text is complete: whatever comes next is another one. */
  finish(): void {
    const message = this.#message;
    if (!message) return;
    this.#leave();
    this.#message = undefined;
    if (message.type === "thinking") return;
    if (message.parentToolUseId === undefined) this.last = message.text;
    this.#emit({
      channel: "agent:message",
      payload: { role: "agent", text: message.text, messageId: message.id, ...parentOf(message) },
    });
  }

  #leave() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const message = this.#message;
    if (!message || this.#unsaid === "") return;
    for (let at = 0; at < this.#unsaid.length; at += MESSAGE_LIMIT_CHARACTERS)
      this.#emit({
        channel: "agent:output",
        payload: {
          text: this.#unsaid.slice(at, at + MESSAGE_LIMIT_CHARACTERS),
          type: message.type,
          messageId: message.id,
          ...parentOf(message),
        },
      });
    this.#unsaid = "";
  }
}

const parentOf = ({ parentToolUseId }: Spoken) => (parentToolUseId === undefined ? {} : { parentToolUseId });
