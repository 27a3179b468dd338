import { randomUUID } from "node:crypto";
import { type Asked, type Entry, type Schema, userEntry } from "../conversation.ts";
import type { Usage } from "../script.ts";
import { openAiProblem } from "./openai-problem.ts";
import { type Block, type Frame, type Outcome, type Wire, contentOf, now } from "./wire.ts";

type Part = { readonly type: string; readonly text?: string };
type InputItem = {
  readonly type?: string;
  readonly role?: string;
  readonly content?: string | readonly Part[];
  readonly call_id?: string;
  readonly name?: string;
  readonly output?: string | readonly Part[];
};
type Body = {
  readonly model?: string;
  readonly stream?: boolean;
  readonly instructions?: string;
  readonly input?: string | readonly InputItem[];
  readonly tools?: readonly { readonly type: string; readonly name?: string; readonly parameters?: Schema }[];
  readonly text?: { readonly format?: { readonly schema?: Schema } };
  readonly prompt_cache_key?: string;
};

/** OpenAI Responses. */
export const openAiResponses: Wire = {
  name: "openai-responses",
  read({ body }) {
    const { model = "", stream, instructions = "", input = [], tools = [], ...rest } = body as Body;
    const items = typeof input === "string" ? [{ role: "user", content: input }] : input;
    return {
      model,
      isStreamed: stream === true,
      wantsUsage: true,
      system: instructions,
      context: [instructions, ...items.map((item) => textOf(item.content))].join("\n"),
      entries: items.flatMap(entriesOf),
      tools: tools.flatMap(({ type, name, parameters }) =>
        name ? [{ name, schema: parameters ?? {}, isFreeform: type === "custom" }] : [],
      ),
      schema: rest.text?.format?.schema,
      conversation: rest.prompt_cache_key ?? "",
    };
  },
  stream(asked) {
    const id = `resp_${hex()}`;
    const items: object[] = [];
    let itemId = "";
    let sequence = 0;
    const event = (type: string, fields: object): Frame => ({
      event: type,
      data: { type, sequence_number: sequence++, ...fields },
    });
    const place = () => ({ item_id: itemId, output_index: items.length });
    const ended = (status: string, fields: object) =>
      event(`response.${status}`, {
        response: { ...responseOf(asked, id), status, output: items, ...fields },
      });
    return {
      begin: () => [
        event("response.created", { response: responseOf(asked, id) }),
        event("response.in_progress", { response: responseOf(asked, id) }),
      ],
      open: (block) => {
        itemId = newItemId(block);
        const item = itemOf(block, itemId, "in_progress");
        const added = event("response.output_item.added", { output_index: items.length, item });
        return [
          added,
          ...partOf(block, "added", "").map(([type, part]) => event(type, { ...place(), ...part })),
        ];
      },
      piece: (block, piece) => [
        event(`${deltaEvent(block)}.delta`, { ...place(), ...index(block), delta: piece }),
      ],
      close: (block) => {
        const content = contentOf(block);
        const item = itemOf(block, itemId, "completed");
        const frames = [
          event(`${deltaEvent(block)}.done`, { ...place(), ...index(block), [doneField(block)]: content }),
          ...partOf(block, "done", content).map(([type, part]) => event(type, { ...place(), ...part })),
          event("response.output_item.done", { output_index: items.length, item }),
        ];
        items.push(item);
        return frames;
      },
      end: (outcome) => [ended(statusOf(outcome), { ...incomplete(outcome), usage: tokens(outcome.usage) })],
      fail: (fault) => [ended("failed", { error: openAiProblem(fault).error })],
    };
  },
  whole(asked, blocks, outcome) {
    return {
      ...responseOf(asked, `resp_${hex()}`),
      status: statusOf(outcome),
      output: blocks.map((block) => itemOf(block, newItemId(block), "completed")),
      ...incomplete(outcome),
      usage: tokens(outcome.usage),
    };
  },
  problem: openAiProblem,
};

function entriesOf(item: InputItem): Entry[] {
  const { type = "message", role, content } = item;
  if (type.endsWith("_call_output"))
    return [
      {
        from: "tool",
        id: item.call_id ?? "",
        text: textOf(item.output),
        isError: /aborted|rejected|denied|exit(?:ed with)? code:? [1-9]/i.test(textOf(item.output)),
      },
    ];
  if (type.endsWith("_call")) return [{ from: "model", calls: [item.name ?? ""] }];
  if (type !== "message") return [];
  if (role === "assistant") return [{ from: "model", calls: [] }];
  if (role !== "user") return [];
  return typeof content === "string"
    ? userEntry(content)
    : (content ?? []).flatMap((part) => userEntry(part.text ?? ""));
}

function textOf(content: InputItem["content"]): string {
  if (typeof content === "string") return content;
  return (content ?? []).map((part) => part.text ?? "").join("\n");
}

const hex = () => randomUUID().replaceAll("-", "");

const prefixes = { text: "msg", thought: "rs", call: "fc" };
const newItemId = (block: Block) => `${isFreeform(block) ? "ctc" : prefixes[block.kind]}_${hex()}`;
const isFreeform = (block: Block) => block.kind === "call" && typeof block.input === "string";

function responseOf(asked: Asked, id: string) {
  return {
    id,
    object: "response",
    created_at: now(),
    status: "in_progress",
    model: asked.model,
    output: [] as readonly object[],
    error: null,
    incomplete_details: null,
    usage: null,
  };
}

function itemOf(block: Block, id: string, status: "in_progress" | "completed"): object {
  const content = status === "completed" ? contentOf(block) : "";
  const parts = <T>(part: T) => (status === "completed" ? [part] : []);
  if (block.kind === "text")
    return { id, type: "message", status, role: "assistant", content: parts(textPart(content)) };
  if (block.kind === "thought")
    return { id, type: "reasoning", summary: parts({ type: "summary_text", text: content }) };
  const call = { id, status, call_id: `call_${block.id.replaceAll("-", "")}`, name: block.name };
  return isFreeform(block)
    ? { type: "custom_tool_call", ...call, input: content }
    : { type: "function_call", ...call, arguments: content };
}

const textPart = (text: string) => ({ type: "output_text", text, annotations: [] });

const index = (block: Block) =>
  block.kind === "text" ? { content_index: 0 } : block.kind === "thought" ? { summary_index: 0 } : {};

/** The part of a message or of a thought, as it comes and is finished; calls have none. */
function partOf(block: Block, what: "added" | "done", text: string): [string, object][] {
  if (block.kind === "text")
    return [[`response.content_part.${what}`, { ...index(block), part: textPart(text) }]];
  if (block.kind === "thought") {
    const part = { type: "summary_text", text };
    return [[`response.reasoning_summary_part.${what}`, { ...index(block), part }]];
  }
  return [];
}

function deltaEvent(block: Block): string {
  if (block.kind === "text") return "response.output_text";
  if (block.kind === "thought") return "response.reasoning_summary_text";
  return isFreeform(block) ? "response.custom_tool_call_input" : "response.function_call_arguments";
}

const doneField = (block: Block) =>
  block.kind !== "call" ? "text" : isFreeform(block) ? "input" : "arguments";

const statusOf = ({ end }: Outcome) => (end === "length" || end === "refusal" ? "incomplete" : "completed");

function incomplete({ end }: Outcome): object {
  if (end !== "length" && end !== "refusal") return {};
  return { incomplete_details: { reason: end === "length" ? "max_output_tokens" : "content_filter" } };
}

const tokens = ({ input, output }: Usage) => ({
  input_tokens: input,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: output,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: input + output,
});
