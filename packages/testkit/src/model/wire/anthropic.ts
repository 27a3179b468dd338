import { randomUUID } from "node:crypto";
import { type Asked, type Entry, type Schema, steeringEntry, userEntry } from "../conversation.ts";
import type { End } from "../reply.ts";
import type { Usage } from "../script.ts";
import type { Block, Misfortune, Wire } from "./wire.ts";

type Part = {
  readonly type: string;
  readonly text?: string;
  readonly name?: string;
  readonly tool_use_id?: string;
  readonly content?: string | readonly Part[];
  readonly is_error?: boolean;
};
type Message = { readonly role: string; readonly content: string | readonly Part[] };
type Body = {
  readonly model?: string;
  readonly stream?: boolean;
  readonly system?: string | readonly Part[];
  readonly messages?: readonly Message[];
  readonly tools?: readonly { readonly name: string; readonly input_schema?: Schema }[];
  readonly output_config?: { readonly format?: { readonly schema?: Schema } };
  readonly output_format?: { readonly schema?: Schema };
};

const stopReasons: Record<End, string> = {
  stop: "end_turn",
  calls: "tool_use",
  length: "max_tokens",
  refusal: "refusal",
};
const errorTypes: Readonly<Record<string, string>> = {
  overloaded: "overloaded_error",
  "too-long": "invalid_request_error",
  invalid: "invalid_request_error",
  unauthenticated: "authentication_error",
  forbidden: "permission_error",
  "not-found": "not_found_error",
  "rate-limit": "rate_limit_error",
};

/** Anthropic Messages. */
export const anthropic: Wire = {
  name: "anthropic",
  read({ body, headers }) {
    const { model = "", stream, system, messages = [], tools = [], ...rest } = body as Body;
    const parts = messages.flatMap((message) => partsOf(message.content));
    return {
      model,
      isStreamed: stream === true,
      wantsUsage: true,
      system: textOf(system),
      context: [textOf(system), ...parts.map((part) => part.text ?? "")].join("\n"),
      entries: messages.flatMap(entriesOf),
      tools: tools.map((tool) => ({ name: tool.name, schema: tool.input_schema ?? {} })),
      schema: rest.output_config?.format?.schema ?? rest.output_format?.schema,
      conversation: [headers["x-claude-code-session-id"]].flat().join(""),
    };
  },
  stream(asked) {
    let index = -1;
    const event = (type: string, fields: object) => ({ event: type, data: { type, ...fields } });
    return {
      begin: ({ usage }) => [
        event("message_start", { message: message(asked, [], null, { input: usage.input, output: 1 }) }),
        event("ping", {}),
      ],
      open: (block) => {
        index += 1;
        return [event("content_block_start", { index, content_block: emptyPart(block) })];
      },
      piece: (block, piece) => [event("content_block_delta", { index, delta: deltaOf(block, piece) })],
      close: (block) => [
        ...(block.kind === "thought"
          ? [
              event("content_block_delta", {
                index,
                delta: { type: "signature_delta", signature: SIGNATURE },
              }),
            ]
          : []),
        event("content_block_stop", { index }),
      ],
      end: ({ end, usage }) => [
        event("message_delta", {
          delta: { stop_reason: stopReasons[end], stop_sequence: null },
          usage: tokens(usage),
        }),
        event("message_stop", {}),
      ],
      fail: (fault) => [{ event: "error", data: problem(fault) }],
    };
  },
  whole: (asked, blocks, { end, usage }) => message(asked, blocks.map(partOf), stopReasons[end], usage),
  problem,
};

const SIGNATURE = Buffer.from("signed by the scripted model").toString("base64");

function entriesOf({ role, content }: Message): Entry[] {
  const parts = partsOf(content);
  if (role === "assistant")
    return [
      { from: "model", calls: parts.flatMap((part) => (part.type === "tool_use" ? [part.name ?? ""] : [])) },
    ];
  return parts.flatMap((part): Entry[] => {
    if (part.type === "tool_result")
      return [
        {
          from: "tool",
          id: part.tool_use_id ?? "",
          text: textOf(part.content),
          isError: part.is_error ?? false,
        },
      ];
    if (part.text === undefined) return [];
    return role === "user" ? userEntry(part.text) : steeringEntry(part.text);
  });
}

const partsOf = (content: Message["content"]): readonly Part[] =>
  typeof content === "string" ? [{ type: "text", text: content }] : content;

const textOf = (content: string | readonly Part[] = ""): string =>
  partsOf(content)
    .map((part) => part.text ?? "")
    .join("\n");

function message(asked: Asked, content: readonly object[], stopReason: string | null, usage: Usage) {
  return {
    id: `msg_${randomUUID().replaceAll("-", "")}`,
    type: "message",
    role: "assistant",
    model: asked.model,
    content,
    stop_reason: stopReason,
    stop_sequence: null,
    usage: tokens(usage),
  };
}

const tokens = ({ input, output }: Usage) => ({
  input_tokens: input,
  output_tokens: output,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
});

function partOf(block: Block): object {
  if (block.kind === "text") return { type: "text", text: block.text };
  if (block.kind === "thought") return { type: "thinking", thinking: block.text, signature: SIGNATURE };
  return { type: "tool_use", id: callId(block), name: block.name, input: block.input };
}

function emptyPart(block: Block): object {
  if (block.kind === "text") return { type: "text", text: "" };
  if (block.kind === "thought") return { type: "thinking", thinking: "", signature: "" };
  return { type: "tool_use", id: callId(block), name: block.name, input: {} };
}

function deltaOf(block: Block, piece: string): object {
  if (block.kind === "text") return { type: "text_delta", text: piece };
  if (block.kind === "thought") return { type: "thinking_delta", thinking: piece };
  return { type: "input_json_delta", partial_json: piece };
}

const callId = ({ id }: Block & { kind: "call" }) => `toolu_${id.replaceAll("-", "")}`;

function problem({ name, message: text }: Misfortune): object {
  return { type: "error", error: { type: errorTypes[name] ?? "api_error", message: text } };
}
