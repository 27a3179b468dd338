import type { Client } from "@dispatch/client";
import { RequestProblem } from "@dispatch/client/problem";
import type { Session } from "@dispatch/protocol/session";
import type { SessionStatus } from "@dispatch/protocol/session-status";
import { openApprovals } from "../agent-sessions/approval-api.ts";
import { getSession } from "./session-api.ts";

type Needs = {
  readonly client: Client;
  readonly id: string;
  /** A status, or `attention`: something of it waits for a person. */
  readonly wanted: SessionStatus | "attention";
  readonly signal: AbortSignal;
};

/**
 * The session once it has the status, or has ended without: then it will not have it by itself. Nothing
 * when the signal aborts first.
 */
export async function waitFor({ client, id, wanted, signal }: Needs): Promise<Session | undefined> {
  using live = client.live();
  const reached = Promise.withResolvers<Session | undefined>();
  const see = (session: Session) => {
    if (session.id !== id) return;
    const status = wanted === "attention" ? "waiting_for_input" : wanted;
    if (session.status === status || session.status === "ended") reached.resolve(session);
  };
  const failed = (error: unknown) => {
    // While the server is away the socket tells when to look again; a refusal is an answer.
    if (error instanceof RequestProblem && error.status < 500) reached.reject(error);
  };
  const look = () => {
    void getSession(client, id).then(see, failed);
    if (wanted === "attention") void lookForApprovals().catch(failed);
  };
  // What waits may be about a failure, too: that holds up nothing, and the session is at rest.
  const lookForApprovals = async () => {
    if ((await openApprovals(client, id)).length > 0) reached.resolve(await getSession(client, id));
  };
  live.on("approval", ({ sessionId, state }) => {
    if (sessionId === id && state === "open" && wanted === "attention") look();
  });
  live.on("session", see);
  live.on("state", (state) => {
    // A change between the look and the first event is not missed: events are on before the look is taken.
    if (state === "online") look();
    else if (state === "refused" && live.problem) reached.reject(new RequestProblem(live.problem));
  });
  live.on("removed", (removed) => {
    if (removed.id === id) look();
  });
  signal.addEventListener("abort", () => reached.resolve(undefined), { once: true });
  if (signal.aborted) reached.resolve(undefined);
  return await reached.promise; // awaited here: the socket is closed when this function is left
}
