import { text as readAll } from "node:stream/consumers";
import type { Schema } from "../conversation.ts";
import type { Wire } from "../wire/wire.ts";

/** A conversation as its user's program has it. */
export type Said =
  | { readonly user: string }
  | { readonly system: string }
  | { readonly model: string; readonly calls?: readonly CallSaid[] }
  | { readonly result: string; readonly of: CallSaid; readonly failed?: boolean };
export type CallSaid = { readonly id: string; readonly name: string; readonly input: unknown };

export type Question = {
  readonly said: readonly Said[];
  readonly tools?: readonly { readonly name: string; readonly schema?: Schema }[];
  readonly schema?: Schema;
  readonly stream: boolean;
  readonly conversation?: string;
  readonly signal?: AbortSignal;
};
export type Heard = {
  readonly text: string;
  readonly thought: string;
  readonly calls: readonly CallSaid[];
  readonly end: string;
  readonly tokens: readonly [number, number];
};
/** Parses as strictly as programs do: what is not of its format throws. */
export type WireClient = {
  readonly name: Wire["name"];
  request(question: Question): {
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: object;
  };
  whole(body: never): Heard;
  stream(events: readonly StreamEvent[]): Heard;
};
export type StreamEvent = { readonly event: string | undefined; readonly data: never };

export class Refused extends Error {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  constructor(answer: Response, body: unknown) {
    super(`refused with ${answer.status}`);
    this.status = answer.status;
    this.headers = answer.headers;
    this.body = body;
  }
}

/** Asks the model in this format. */
export async function ask(url: string, client: WireClient, question: Question): Promise<Heard> {
  const { path, headers, body } = client.request(question);
  const answer = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
    ...(question.signal ? { signal: question.signal } : {}),
  });
  if (!answer.ok) throw new Refused(answer, await answer.json());
  if (!question.stream) return client.whole((await answer.json()) as never);
  return client.stream(eventsOf(await readAll(answer.body!)));
}

function eventsOf(stream: string): StreamEvent[] {
  if (!stream.endsWith("\n\n")) throw new Error("the stream ends within an event");
  return stream
    .slice(0, -2)
    .split("\n\n")
    .map((lines) => {
      const [, event, data] = /^(?:event: (.+)\n)?data: (.+)$/.exec(lines)!;
      return { event, data: (data === "[DONE]" ? data : JSON.parse(data!)) as never };
    });
}
