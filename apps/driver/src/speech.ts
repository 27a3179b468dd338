import { randomUUID } from "node:crypto";
import type { AgentNeeds } from "./agent.ts";

/** A text that goes on behind this goes on as the next message: no line to the runner may be longer than it takes. */
const MESSAGE_LIMIT_CHARACTERS = 512 * 1024;

type Spoken = { readonly type: "text" | "thinking"; readonly parentToolUseId?: string };
type Message = {
  readonly spoken: Spoken;
  readonly id: string;
  readonly key: string | undefined;
  text: string;
};

/** Makes messages of what an agent says piece by piece: the pieces on the way, the whole text when it is complete. */
export class Speech {
  readonly #emit: AgentNeeds["emit"];
  #message: Message | undefined;
  /** The last whole text of the agent itself. */
  last = "";

  constructor(emit: AgentNeeds["emit"]) {
    this.#emit = emit;
  }

  /** A piece with another key, or of another sort, begins another message. */
  say(text: string, spoken: Spoken, key?: string): void {
    for (let at = 0; at < text.length; at += MESSAGE_LIMIT_CHARACTERS)
      this.#say(text.slice(at, at + MESSAGE_LIMIT_CHARACTERS), spoken, key);
  }

  /** The text is complete: whatever comes next is another one. */
  finish(): void {
    const message = this.#message;
    this.#message = undefined;
    if (!message || message.spoken.type === "thinking") return;
    const { text, id, spoken } = message;
    if (spoken.parentToolUseId === undefined) this.last = text;
    this.#emit({
      channel: "agent:message",
      payload: { role: "agent", text, messageId: id, ...parentOf(spoken) },
    });
  }

  #say(text: string, spoken: Spoken, key: string | undefined) {
    if (this.#message && !goesOn(this.#message, spoken, key)) this.finish();
    const message = (this.#message ??= { spoken, id: randomUUID(), key, text: "" });
    message.text += text;
    const { type } = spoken;
    this.#emit({
      channel: "agent:output",
      payload: { text, type, messageId: message.id, ...parentOf(spoken) },
    });
  }
}

function goesOn(message: Message, { type, parentToolUseId }: Spoken, key: string | undefined): boolean {
  const { spoken, text } = message;
  const isOther = key !== undefined && message.key !== undefined && message.key !== key;
  return (
    !isOther &&
    spoken.type === type &&
    spoken.parentToolUseId === parentToolUseId &&
    text.length < MESSAGE_LIMIT_CHARACTERS
  );
}

const parentOf = ({ parentToolUseId }: Spoken) => (parentToolUseId === undefined ? {} : { parentToolUseId });
