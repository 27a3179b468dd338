import type { Client } from "@dispatch/client";
import { dataOf } from "@dispatch/client/problem";
import type { TranscriptPage } from "@dispatch/protocol/agent/transcript-item";
import type { MessageDelivery, SentMessage, Session } from "@dispatch/protocol/session";
import { readAll } from "../account/ask.ts";
import type { Context } from "../context.ts";
import { usageFailure } from "../failure.ts";

export type AgentWish = {
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  readonly mode?: string | undefined;
  readonly title?: string | undefined;
  readonly workspaceId?: string | undefined;
  readonly prompt?: string | undefined;
};

export async function createAgent(client: Client, wish: AgentWish): Promise<Session> {
  const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  const body = { kind: "agent", ...given };
  return dataOf(await client.POST("/api/sessions", { body: body as never })) as Session;
}

export async function sendMessage(
  client: Client,
  id: string,
  message: { readonly text: string; readonly delivery?: MessageDelivery | undefined },
): Promise<SentMessage> {
  const body = { text: message.text, ...(message.delivery && { delivery: message.delivery }) };
  return dataOf(
    await client.POST("/api/sessions/{id}/messages", { params: { path: { id } }, body: body as never }),
  ) as SentMessage;
}

export async function readTranscript(
  client: Client,
  id: string,
  query: { readonly before?: number; readonly limit?: number } = {},
): Promise<TranscriptPage> {
  return dataOf(
    await client.GET("/api/sessions/{id}/transcript", { params: { path: { id }, query } }),
  ) as TranscriptPage;
}

/** What is said to an agent: the words, or with `-` and without any what comes from stdin. */
export async function readMessage(
  { stdin }: Pick<Context, "stdin">,
  words: readonly string[],
): Promise<string> {
  const isPiped = words.length === 0 ? !stdin.isTTY : words.length === 1 && words[0] === "-";
  const text = isPiped ? await readAll(stdin) : words.join(" ");
  if (text.trim() === "")
    throw usageFailure("There is nothing to say", "Give the text, or pipe it in with -");
  return text;
}
