import { request } from "node:http";
import { createInterface } from "node:readline";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { EventJson } from "@dispatch/protocol/events";
import type { Account } from "./account.ts";
import { decoded } from "./followers.ts";
import { Receipt } from "./receipt.ts";

/** Reads a session's jsonl export as a stream and checks it like any follower's events. */
export async function readExport(
  account: Account,
  sessionId: string,
  each: (event: EventJson) => void = () => undefined,
): Promise<Receipt> {
  const outgoing = request(`${account.url}/api/sessions/${sessionId}/export?format=jsonl`, {
    headers: { authorization: `Bearer ${account.token}` },
    agent: false,
  });
  outgoing.end();
  const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`the export was refused with ${answer.statusCode}`);
  const receipt = new Receipt(0);
  for await (const line of createInterface({ input: answer, crlfDelay: Infinity })) {
    const event = JSON.parse(line) as EventJson;
    receipt.take(decoded(event));
    each(event);
  }
  if (!answer.complete) receipt.fault("the export was cut off");
  return receipt;
}
