import { randomUUID } from "node:crypto";
import { type Asked, type Entry, type Schema, userEntry } from "../conversation.ts";
import type { End } from "../reply.ts";
import { type Block, type Misfortune, type Outcome, type Wire, contentOf } from "./wire.ts";

type Part = {
  readonly text?: string;
  readonly thought?: boolean;
  readonly functionCall?: { readonly name: string };
  readonly functionResponse?: {
    readonly id?: string;
    readonly name?: string;
    readonly response?: { readonly output?: unknown; readonly error?: unknown };
  };
};
type Content = { readonly role?: string; readonly parts?: readonly Part[] };
type Declaration = {
  readonly name: string;
  readonly parametersJsonSchema?: Schema;
  readonly parameters?: Schema;
};
type Body = {
  readonly contents?: readonly Content[];
  readonly systemInstruction?: Content;
  readonly tools?: readonly { readonly functionDeclarations?: readonly Declaration[] }[];
  readonly generationConfig?: { readonly responseJsonSchema?: Schema; readonly responseSchema?: Schema };
};

const finishReasons: Record<End, string> = {
  stop: "STOP",
  calls: "STOP",
  length: "MAX_TOKENS",
  refusal: "SAFETY",
};
const statuses: Readonly<Record<string, string>> = {
  overloaded: "UNAVAILABLE",
  "too-long": "INVALID_ARGUMENT",
  invalid: "INVALID_ARGUMENT",
  unauthenticated: "UNAUTHENTICATED",
  forbidden: "PERMISSION_DENIED",
  "not-found": "NOT_FOUND",
  "rate-limit": "RESOURCE_EXHAUSTED",
};

/** Gemini's generateContent. */
export const gemini: Wire = {
  name: "gemini",
  read({ url, body }) {
    const { contents = [], systemInstruction, tools = [], generationConfig = {} } = body as Body;
    const [, model = "", method = ""] = /models\/([^/:]+):(\w+)/.exec(url.pathname) ?? [];
    return {
      model,
      isStreamed: method === "streamGenerateContent",
      wantsUsage: true,
      system: textOf(systemInstruction),
      context: [textOf(systemInstruction), ...contents.map(textOf)].join("\n"),
      entries: contents.flatMap(entriesOf),
      tools: tools
        .flatMap((each) => each.functionDeclarations ?? [])
        .map(({ name, parametersJsonSchema, parameters }) => ({
          name,
          schema: parametersJsonSchema ?? parameters ?? {},
        })),
      schema: generationConfig.responseJsonSchema ?? generationConfig.responseSchema,
      conversation: "",
    };
  },
  stream(asked) {
    const id = randomUUID();
    const chunk = (parts: readonly object[]) => ({ data: answer(asked, id, parts) });
    return {
      begin: () => [],
      open: () => [],
      // A thought or a call comes in one piece.
      piece: (block, piece) => (block.kind === "text" ? [chunk([textPart(block, piece)])] : []),
      close: (block) => (block.kind === "text" ? [] : [chunk([partOf(block)])]),
      end: (outcome) => [{ data: answer(asked, id, [{ text: "" }], outcome) }],
      fail: (fault) => [{ data: problem(fault) }],
    };
  },
  whole: (asked, blocks, outcome) => answer(asked, randomUUID(), blocks.map(partOf), outcome),
  problem,
};

function entriesOf(content: Content): Entry[] {
  const parts = content.parts ?? [];
  if (content.role === "model")
    return [{ from: "model", calls: parts.flatMap((part) => part.functionCall?.name ?? []) }];
  return parts.flatMap((part): Entry[] => {
    if (!part.functionResponse) return userEntry(part.text ?? "");
    const { id = "", response = {} } = part.functionResponse;
    const isError = response.error !== undefined;
    const told = isError ? response.error : (response.output ?? response);
    return [{ from: "tool", id, text: typeof told === "string" ? told : JSON.stringify(told), isError }];
  });
}

const textOf = (content: Content | undefined): string =>
  (content?.parts ?? []).map((part) => part.text ?? "").join("\n");

function answer(asked: Asked, responseId: string, parts: readonly object[], outcome?: Outcome): object {
  const { input = 1, output = 1 } = outcome?.usage ?? {};
  const finish = outcome ? { finishReason: finishReasons[outcome.end] } : {};
  return {
    candidates: [{ content: { role: "model", parts }, index: 0, ...finish }],
    usageMetadata: {
      promptTokenCount: input,
      candidatesTokenCount: output,
      totalTokenCount: input + output,
    },
    modelVersion: asked.model,
    responseId,
  };
}

function partOf(block: Block): object {
  if (block.kind !== "call") return textPart(block, contentOf(block));
  return {
    functionCall: { id: block.id, name: block.name, args: block.input },
    thoughtSignature: Buffer.from("signed by the scripted model").toString("base64"),
  };
}

const textPart = (block: Block, text: string) =>
  block.kind === "thought" ? { thought: true, text } : { text };

function problem({ name, status, message }: Misfortune): object {
  return { error: { code: status, message, status: statuses[name] ?? "INTERNAL" } };
}
