import type { IncomingHttpHeaders } from "node:http";
import type { Asked } from "../conversation.ts";
import type { Beat, End } from "../reply.ts";
import type { Fault, Usage } from "../script.ts";

/** One way to speak with a model over HTTP. */
export interface Wire {
  readonly name: "anthropic" | "openai-chat" | "openai-responses" | "gemini";
  read(request: WireRequest): Asked;
  /** The answer as events, made in the order in which things happen. */
  stream(asked: Asked): WireStream;
  /** The answer in one piece. */
  whole(asked: Asked, blocks: readonly Block[], outcome: Outcome): unknown;
  /** What a status that tells of a fault comes with. */
  problem(fault: Misfortune): unknown;
}

export type WireRequest = {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
};

export interface WireStream {
  begin(outcome: Outcome): Frame[];
  open(block: Block): Frame[];
  /** The next piece of a block's text, or of its call's input. */
  piece(block: Block, piece: string): Frame[];
  close(block: Block): Frame[];
  end(outcome: Outcome): Frame[];
  /** Tells within the stream that it goes no further. */
  fail(fault: Misfortune): Frame[];
}

export type Frame = { readonly event?: string; readonly data: unknown };
export type Block = Extract<Beat, { kind: "text" | "thought" | "call" }>;
export type Outcome = { readonly end: End; readonly usage: Usage };
export type Misfortune = { readonly status: number; readonly name: string; readonly message: string };

export const contentOf = (block: Block): string => {
  if (block.kind !== "call") return block.text;
  return typeof block.input === "string" ? block.input : JSON.stringify(block.input);
};

const INNER_FAULT: Misfortune = { status: 529, name: "overloaded", message: "Overloaded" };
const known: Readonly<Record<string, Misfortune>> = {
  "too-long": {
    status: 400,
    name: "too-long",
    message: "prompt is too long: 250000 tokens > 200000 maximum",
  },
  stream: INNER_FAULT,
  "400": { status: 400, name: "invalid", message: "The request is not valid." },
  "401": { status: 401, name: "unauthenticated", message: "The API key is not valid." },
  "403": { status: 403, name: "forbidden", message: "The API key may not use this model." },
  "404": { status: 404, name: "not-found", message: "There is no such model." },
  "429": { status: 429, name: "rate-limit", message: "Too many requests." },
  "529": INNER_FAULT,
};

export function misfortuneOf({ kind }: Pick<Fault, "kind">): Misfortune {
  const status = typeof kind === "number" ? kind : 500;
  return known[kind] ?? { status, name: "server", message: "Internal server error" };
}

export const now = (): number => Math.floor(Date.now() / 1000);

/** Short enough to be seen arriving, few enough for a long text. */
export function* piecesOf(content: string): Generator<string> {
  const size = Math.max(16, Math.ceil(content.length / 100));
  for (let at = 0; at < content.length; at += size) yield content.slice(at, at + size);
}
