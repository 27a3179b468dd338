import type { Heard, WireClient } from "./wire-client.ts";

export const anthropicClient: WireClient = {
  name: "anthropic",
  request: ({ said, tools, schema, stream, conversation = "c" }) => ({
    path: "/v1/messages?beta=true",
    headers: { "x-api-key": "key of anthropic", "x-claude-code-session-id": conversation },
    body: {
      model: "m",
      stream,
      system: [{ type: "text", text: "Primary working directory: /work/folder" }],
      messages: said.map((each) => {
        if ("user" in each) return { role: "user", content: each.user };
        if ("system" in each) return { role: "system", content: each.system };
        if ("result" in each) {
          const { result: content, of, failed: is_error } = each;
          return { role: "user", content: [{ type: "tool_result", tool_use_id: of.id, content, is_error }] };
        }
        const calls = (each.calls ?? []).map((call) => ({ type: "tool_use", ...call }));
        return { role: "assistant", content: [{ type: "text", text: each.model }, ...calls] };
      }),
      tools: tools?.map((tool) => ({ name: tool.name, input_schema: tool.schema })),
      ...(schema ? { output_config: { format: { type: "json_schema", schema } } } : {}),
    },
  }),
  whole: (message: AnthropicMessage) => heardOfAnthropic(message),
  stream(events) {
    let message: AnthropicMessage | undefined;
    const blocks: (AnthropicPart & { json?: string })[] = [];
    let isEnded = false;
    for (const { event, data } of events as readonly { event: string; data: AnthropicEvent }[]) {
      if (event !== data.type) throw new Error(`event ${event} has data of ${data.type}`);
      if (data.type === "message_start") message = data.message;
      else if (data.type === "content_block_start") blocks[data.index] = { ...data.content_block };
      else if (data.type === "content_block_delta") {
        const block = blocks[data.index]!;
        if (data.delta.type !== deltaTypes[block.type] && data.delta.type !== "signature_delta")
          throw new Error(`a block of ${block.type} has a ${data.delta.type}`);
        block.text = (block.text ?? "") + (data.delta.text ?? "");
        block.thinking = (block.thinking ?? "") + (data.delta.thinking ?? "");
        block.json = (block.json ?? "") + (data.delta.partial_json ?? "");
        block.signature = (block.signature ?? "") + (data.delta.signature ?? "");
      } else if (data.type === "message_delta") Object.assign(message!, data.delta, { usage: data.usage });
      else if (data.type === "error") throw new Error(data.error.type);
      else if (data.type === "message_stop") isEnded = true;
    }
    if (!message || !isEnded) throw new Error("the message is not whole");
    const content = blocks.map((block) =>
      block.type === "tool_use" ? { ...block, input: JSON.parse(block.json || "{}") as unknown } : block,
    );
    return heardOfAnthropic({ ...message, content });
  },
};

const deltaTypes: Readonly<Record<string, string>> = {
  text: "text_delta",
  thinking: "thinking_delta",
  tool_use: "input_json_delta",
};

type AnthropicPart = {
  type: string;
  text?: string;
  thinking?: string;
  signature?: string;
  id?: string;
  name?: string;
  input?: unknown;
};
type AnthropicMessage = {
  content: AnthropicPart[];
  stop_reason: string;
  usage: { input_tokens: number; output_tokens: number };
};
type AnthropicEvent =
  | { type: "message_start"; message: AnthropicMessage }
  | { type: "content_block_start"; index: number; content_block: AnthropicPart }
  | { type: "content_block_delta"; index: number; delta: AnthropicPart & { partial_json?: string } }
  | { type: "message_delta"; delta: object; usage: object }
  | { type: "error"; error: { type: string } }
  | { type: "ping" | "message_stop" | "content_block_stop" };

function heardOfAnthropic({ content, stop_reason: end, usage }: AnthropicMessage): Heard {
  if (content.some((part) => part.type === "thinking" && !part.signature)) throw new Error("not signed");
  return {
    text: content.map((part) => (part.type === "text" ? part.text : "")).join(""),
    thought: content.map((part) => (part.type === "thinking" ? part.thinking : "")).join(""),
    calls: content
      .filter((part) => part.type === "tool_use")
      .map(({ id, name, input }) => ({ id: id!, name: name!, input })),
    end,
    tokens: [usage.input_tokens, usage.output_tokens],
  };
}
