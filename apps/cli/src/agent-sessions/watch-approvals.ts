import type { Client } from "@dispatch/client";
import { RequestProblem } from "@dispatch/client/problem";
import type { Approval } from "@dispatch/protocol/agent/approval";
import { getApproval, openApprovals } from "./approval-api.ts";

type Needs = {
  readonly client: Client;
  readonly signal: AbortSignal;
  readonly print: (approval: Approval) => void;
};

/** What waits and what becomes of it, each change once, until the signal aborts; a lost connection is made up for. */
export async function watchApprovals({ client, signal, print }: Needs): Promise<void> {
  using live = client.live();
  const ended = Promise.withResolvers<void>();
  const shown = new Map<string, Approval["state"]>();
  const see = (approval: Approval) => {
    if (shown.get(approval.id) === approval.state) return;
    // What came and went while nobody looked is no news.
    if (approval.state !== "open" && !shown.has(approval.id)) return;
    shown.set(approval.id, approval.state);
    print(approval);
  };
  const catchUp = async () => {
    const waiting = await openApprovals(client);
    waiting.forEach(see);
    // What was shown and waits no more came to its end while nobody looked.
    for (const [id, state] of [...shown])
      if (state === "open" && !waiting.some((one) => one.id === id)) see(await getApproval(client, id));
  };
  live.on("approval", see);
  live.on("state", (state) => {
    if (state === "refused" && live.problem) ended.reject(new RequestProblem(live.problem));
    if (state !== "online") return;
    void catchUp().catch((error: unknown) => {
      if (error instanceof RequestProblem && error.status < 500) ended.reject(error);
    });
  });
  signal.addEventListener("abort", () => ended.resolve(), { once: true });
  if (signal.aborted) ended.resolve();
  await ended.promise;
  signal.throwIfAborted();
}
