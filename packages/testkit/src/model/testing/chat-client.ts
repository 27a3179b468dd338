import type { Heard, WireClient } from "./wire-client.ts";

export const chatClient: WireClient = {
  name: "openai-chat",
  request: ({ said, tools, schema, stream, conversation }) => ({
    path: "/v1/chat/completions",
    headers: { authorization: "Bearer key of openai-chat" },
    body: {
      model: "m",
      stream,
      user: conversation,
      ...(stream ? { stream_options: { include_usage: true } } : {}),
      messages: [
        { role: "system", content: "<env>\n  Working directory: /work/folder\n</env>" },
        ...said.map((each) => {
          if ("user" in each) return { role: "user", content: [{ type: "text", text: each.user }] };
          if ("system" in each) return { role: "system", content: each.system };
          if ("result" in each) return { role: "tool", tool_call_id: each.of.id, content: each.result };
          const calls = each.calls?.map(({ id, name, input }) => ({
            id,
            type: "function",
            function: { name, arguments: JSON.stringify(input) },
          }));
          return { role: "assistant", content: each.model, tool_calls: calls };
        }),
      ],
      tools: tools?.map(({ name, schema: parameters }) => ({
        type: "function",
        function: { name, parameters },
      })),
      ...(schema ? { response_format: { type: "json_schema", json_schema: { schema } } } : {}),
    },
  }),
  whole: ({ choices: [choice], usage }: ChatCompletion) =>
    heardOfChat(choice!.message!, choice!.finish_reason!, usage!),
  stream(events) {
    const message: ChatMessage = {};
    let end: string | undefined;
    let isDone = false;
    let usage: ChatCompletion["usage"];
    for (const { data } of events as readonly { data: ChatCompletion | "[DONE]" }[]) {
      isDone = data === "[DONE]";
      if (data === "[DONE]") continue;
      if (data.error) throw new Error(data.error.code);
      usage = data.usage ?? usage;
      const [choice] = data.choices;
      end = choice?.finish_reason ?? end;
      const { delta = {} } = choice ?? {};
      message.content = (message.content ?? "") + (delta.content ?? "");
      message.reasoning_content = (message.reasoning_content ?? "") + (delta.reasoning_content ?? "");
      message.tool_calls ??= [];
      for (const call of delta.tool_calls ?? []) {
        const known = message.tool_calls[call.index];
        if (known) known.function.arguments += call.function.arguments;
        else if (typeof call.id === "string" && typeof call.function.name === "string")
          message.tool_calls[call.index] = structuredClone(call);
        else throw new Error("a call begins with its id and name");
      }
    }
    if (!isDone) throw new Error("the stream is not done");
    return heardOfChat(message, end!, usage!);
  },
};

type ChatMessage = {
  content?: string | null;
  reasoning_content?: string;
  tool_calls?: { index: number; id: string; function: { name: string; arguments: string } }[];
};
type ChatCompletion = {
  error?: { code: string };
  choices: { message?: ChatMessage; delta?: ChatMessage; finish_reason: string | null }[];
  usage?: { prompt_tokens: number; completion_tokens: number };
};

const heardOfChat = (
  message: ChatMessage,
  end: string,
  usage: NonNullable<ChatCompletion["usage"]>,
): Heard => ({
  text: message.content ?? "",
  thought: message.reasoning_content ?? "",
  calls: (message.tool_calls ?? []).map(({ id, function: { name, arguments: input } }) => ({
    id,
    name,
    input: JSON.parse(input) as unknown,
  })),
  end,
  tokens: [usage.prompt_tokens, usage.completion_tokens],
});
