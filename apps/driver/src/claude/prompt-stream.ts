import type { Prompt } from "../agent.ts";
import type { UserMessage } from "./sdk.ts";

/** What people say, for as long as the conversation is open. */
export class PromptStream implements AsyncIterable<UserMessage> {
  readonly #waiting: UserMessage[] = [];
  #isClosed = false;
  #wake: (() => void) | undefined;

  push({ messageId, text, images = [] }: Prompt): void {
    const pictures = images.map(({ mimeType, data }) => ({
      type: "image",
      source: { type: "base64", media_type: mimeType, data },
    }));
    const content =
      pictures.length === 0 ? text : [...pictures, ...(text === "" ? [] : [{ type: "text", text }])];
    this.#waiting.push({
      type: "user",
      uuid: messageId,
      parent_tool_use_id: null,
      message: { role: "user", content },
    });
    this.#wake?.();
  }

  close(): void {
    this.#isClosed = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<UserMessage> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next) yield next;
      else if (this.#isClosed) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
