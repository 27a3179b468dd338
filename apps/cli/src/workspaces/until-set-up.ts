import type { Client } from "@dispatch/client";
import { RequestProblem, dataOf } from "@dispatch/client/problem";
import type { Workspace } from "@dispatch/protocol/workspace";

type Needs = {
  readonly client: Client;
  readonly id: string;
  readonly signal: AbortSignal;
  /** Hears of the terminal that the set-up runs in. */
  readonly began: (sessionId: string) => void;
};

/** The workspace when its set-up has come to an end. Nothing when the signal aborts first. */
export async function untilSetUp({ client, id, signal, began }: Needs): Promise<Workspace | undefined> {
  using live = client.live();
  const settled = Promise.withResolvers<Workspace | undefined>();
  let told: string | undefined;
  const see = (workspace: Workspace) => {
    if (workspace.id !== id) return;
    const { status, setUp, progress } = workspace;
    const isRunning = status === "preparing" || setUp?.state === "waiting" || setUp?.state === "running";
    const sessionId = progress?.sessionId ?? setUp?.sessionId;
    if (sessionId !== undefined && sessionId !== told) began((told = sessionId));
    if (!isRunning) settled.resolve(workspace);
  };
  const look = () =>
    void client
      .GET("/api/workspaces/{id}", { params: { path: { id } } })
      .then((answer) => see(dataOf(answer) as Workspace))
      .catch((error: unknown) => {
        // While the server is away the socket tells when to look again; a refusal is an answer.
        if (error instanceof RequestProblem && error.status < 500) settled.reject(error);
      });
  live.on("workspace", see);
  live.on("workspaceRemoved", (removed) => {
    if (removed.id === id) look();
  });
  live.on("state", (state) => {
    if (state === "online") look();
    else if (state === "refused" && live.problem) settled.reject(new RequestProblem(live.problem));
  });
  signal.addEventListener("abort", () => settled.resolve(undefined), { once: true });
  if (signal.aborted) settled.resolve(undefined);
  return await settled.promise; // awaited here: the socket is closed when this function is left
}
