import { randomUUID } from "node:crypto";
import { type Entry, type Schema, userEntry } from "../conversation.ts";
import type { End } from "../reply.ts";
import type { Usage } from "../script.ts";
import { openAiProblem } from "./openai-problem.ts";
import { type Block, type Wire, contentOf, now } from "./wire.ts";

type Part = { readonly type: string; readonly text?: string };
type Message = {
  readonly role: string;
  readonly content?: string | readonly Part[] | null;
  readonly tool_calls?: readonly { readonly function?: { readonly name: string } }[];
  readonly tool_call_id?: string;
};
type Body = {
  readonly model?: string;
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly messages?: readonly Message[];
  readonly tools?: readonly { readonly function?: { readonly name: string; readonly parameters?: Schema } }[];
  readonly response_format?: { readonly json_schema?: { readonly schema?: Schema } };
  readonly user?: string;
};

const finishReasons: Record<End, string> = {
  stop: "stop",
  calls: "tool_calls",
  length: "length",
  refusal: "content_filter",
};

/** OpenAI chat completions. */
export const openAiChat: Wire = {
  name: "openai-chat",
  read({ body }) {
    const { model = "", stream, messages = [], tools = [], ...rest } = body as Body;
    const isSystem = ({ role }: Message) => role === "system" || role === "developer";
    return {
      model,
      isStreamed: stream === true,
      wantsUsage: rest.stream_options?.include_usage === true,
      system: messages.filter(isSystem).map(textOf).join("\n"),
      context: messages.map(textOf).join("\n"),
      entries: messages.flatMap(entriesOf),
      tools: tools.flatMap(({ function: named }) =>
        named ? [{ name: named.name, schema: named.parameters ?? {} }] : [],
      ),
      schema: rest.response_format?.json_schema?.schema,
      conversation: rest.user ?? "",
    };
  },
  stream(asked) {
    const head = {
      id: `chatcmpl-${randomUUID()}`,
      object: "chat.completion.chunk",
      created: now(),
      model: asked.model,
    };
    const chunk = (delta: object, finishReason: string | null = null) => ({
      data: { ...head, choices: [{ index: 0, delta, finish_reason: finishReason }] },
    });
    let call = -1;
    return {
      begin: () => [chunk({ role: "assistant", content: "" })],
      open: (block) => {
        if (block.kind !== "call") return [];
        call += 1;
        const named = { name: block.name, arguments: "" };
        return [
          chunk({ tool_calls: [{ index: call, id: callId(block), type: "function", function: named }] }),
        ];
      },
      piece: (block, piece) => {
        if (block.kind === "text") return [chunk({ content: piece })];
        if (block.kind === "thought") return [chunk({ reasoning_content: piece })];
        return [chunk({ tool_calls: [{ index: call, function: { arguments: piece } }] })];
      },
      close: () => [],
      end: ({ end, usage }) => [
        chunk({}, finishReasons[end]),
        ...(asked.wantsUsage ? [{ data: { ...head, choices: [], usage: tokens(usage) } }] : []),
        { data: "[DONE]" },
      ],
      fail: (fault) => [{ data: openAiProblem(fault) }],
    };
  },
  whole(asked, blocks, { end, usage }) {
    const calls = blocks.filter((block) => block.kind === "call");
    const thought = joined(blocks, "thought");
    return {
      id: `chatcmpl-${randomUUID()}`,
      object: "chat.completion",
      created: now(),
      model: asked.model,
      choices: [
        {
          index: 0,
          message: {
            role: "assistant",
            content: joined(blocks, "text"),
            ...(thought === null ? {} : { reasoning_content: thought }),
            ...(calls.length === 0 ? {} : { tool_calls: calls.map(callPart) }),
          },
          finish_reason: finishReasons[end],
        },
      ],
      usage: tokens(usage),
    };
  },
  problem: openAiProblem,
};

function entriesOf(message: Message): Entry[] {
  const { role, content } = message;
  if (role === "assistant")
    return [{ from: "model", calls: (message.tool_calls ?? []).map((call) => call.function?.name ?? "") }];
  // This format has no word for a failed call: agents say it in the text.
  if (role === "tool")
    return [
      {
        from: "tool",
        id: message.tool_call_id ?? "",
        text: textOf(message),
        isError:
          /^(?:error\b|the user (?:rejected|dismissed))|(?:aborted the command|execution aborted)/i.test(
            textOf(message),
          ),
      },
    ];
  if (role !== "user") return [];
  return typeof content === "string"
    ? userEntry(content)
    : (content ?? []).flatMap((part) => userEntry(part.text ?? ""));
}

function textOf({ content }: Message): string {
  if (typeof content === "string") return content;
  return (content ?? []).map((part) => part.text ?? "").join("\n");
}

function joined(blocks: readonly Block[], kind: Block["kind"]): string | null {
  const texts = blocks.filter((block) => block.kind === kind).map(contentOf);
  return texts.length === 0 ? null : texts.join("\n");
}

const callPart = (block: Block & { kind: "call" }) => ({
  id: callId(block),
  type: "function",
  function: { name: block.name, arguments: contentOf(block) },
});

const callId = ({ id }: Block & { kind: "call" }) => `call_${id.replaceAll("-", "")}`;

const tokens = ({ input, output }: Usage) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
});
