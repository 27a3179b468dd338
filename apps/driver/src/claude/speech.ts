import type { DriverItem } from "@dispatch/protocol/agent/driving";
import type { SdkMessage } from "./sdk.ts";

type BlockType = "text" | "thinking";
type Thread = {
  /** What is on its way. */
  open?: { readonly messageId: string; readonly type: BlockType; text: string } | undefined;
  /** Blocks that ended before the message that holds them came. */
  readonly ended: string[];
};

type Needs = {
  readonly emit: (item: DriverItem) => void;
  /** The agent itself, not one of its sub-agents, has said something whole. */
  readonly onSaid: (text: string) => void;
};

/** What an agent says, and each of its sub-agents: pieces as they come, and every text once more whole. */
export class Speech {
  readonly #needs: Needs;
  /** By the tool whose sub-agent speaks. A thread says one block after the other. */
  readonly #threads = new Map<string | undefined, Thread>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Something of a message on its way. */
  stream({ uuid = "", parent_tool_use_id, event }: SdkMessage): void {
    const parent = parent_tool_use_id ?? undefined;
    const thread = this.#thread(parent);
    if (event?.type === "content_block_delta") {
      const text = event.delta?.text ?? event.delta?.thinking ?? "";
      if (!thread.open || text === "") return;
      thread.open.text += text;
      return this.#piece(thread.open.messageId, thread.open.type, text, parent);
    }
    this.#close(parent);
    const type = event?.content_block?.type;
    if (event?.type === "content_block_start" && (type === "text" || type === "thinking"))
      thread.open = { messageId: uuid, type, text: "" };
    if (event?.type === "message_start") thread.ended.length = 0;
  }

  /** A whole block: its pieces came before it, or never come. */
  whole(type: BlockType, text: string, { uuid = "", parent_tool_use_id }: SdkMessage): void {
    const parent = parent_tool_use_id ?? undefined;
    const thread = this.#thread(parent);
    const { open } = thread;
    if (open?.type === type) {
      thread.open = undefined;
      if (open.text === "" && text !== "") this.#piece(open.messageId, type, text, parent);
      return this.#message(open.messageId, type, text, parent);
    }
    const known = thread.ended.indexOf(text);
    if (known >= 0) thread.ended.splice(known, 1);
    else {
      if (type === "thinking" && text !== "") this.#piece(uuid, type, text, parent);
      this.#message(uuid, type, text, parent);
    }
  }

  /** Nothing more comes of what has begun. */
  close(): void {
    for (const parent of this.#threads.keys()) this.#close(parent);
    this.#threads.clear();
  }

  #thread(parent: string | undefined): Thread {
    const thread = this.#threads.get(parent) ?? { ended: [] };
    this.#threads.set(parent, thread);
    return thread;
  }

  #close(parent: string | undefined) {
    const thread = this.#thread(parent);
    const { open } = thread;
    if (!open) return;
    thread.open = undefined;
    thread.ended.push(open.text);
    this.#message(open.messageId, open.type, open.text, parent);
  }

  #piece(messageId: string, type: BlockType, text: string, parent: string | undefined) {
    this.#needs.emit({ channel: "agent:output", payload: { text, type, messageId, ...within(parent) } });
  }

  /** Thoughts are no messages. */
  #message(messageId: string, type: BlockType, text: string, parent: string | undefined) {
    if (type === "thinking" || text === "") return;
    this.#needs.emit({
      channel: "agent:message",
      payload: { role: "agent", text, messageId, ...within(parent) },
    });
    if (parent === undefined) this.#needs.onSaid(text);
  }
}

function within(parentToolUseId: string | undefined) {
  return parentToolUseId === undefined ? {} : { parentToolUseId };
}
