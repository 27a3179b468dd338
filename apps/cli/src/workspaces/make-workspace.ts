import type { Client } from "@dispatch/client";
import { RequestProblem, dataOf } from "@dispatch/client/problem";
import type { CreateWorkspace, Workspace } from "@dispatch/protocol/workspace";
import type { Context } from "../context.ts";
import { exitCode, Failure, interrupted } from "../failure.ts";
import { ProgressLine } from "../output/progress-line.ts";
import { getWorkspace } from "./workspace-api.ts";

type Wish = { readonly client: Client; readonly body: CreateWorkspace };

/** Makes a workspace and waits until it is ready. Who interrupts takes the wish back: nothing of it stays. */
export async function makeWorkspace(context: Context, { client, body }: Wish): Promise<Workspace> {
  const begun = await beginWorkspace({ client, body });
  return untilReady(context, { client, begun, onInterrupted: () => discard(client, begun.id) });
}

/** Makes a workspace without waiting for it. */
export const beginWorkspace = async ({ client, body }: Wish): Promise<Workspace> =>
  dataOf(await client.POST("/api/workspaces", { body: body as never })) as Workspace;

type Waiting = {
  readonly client: Client;
  readonly begun: Workspace;
  readonly onInterrupted?: () => Promise<void>;
};

/** The workspace once it is ready; its progress is told on stderr, and why it failed is thrown. */
export async function untilReady(
  { stderr, signal, json, print }: Pick<Context, "stderr" | "signal" | "json" | "print">,
  { client, begun, onInterrupted }: Waiting,
): Promise<Workspace> {
  using line = new ProgressLine(stderr);
  const told = ({ progress }: Workspace) => {
    if (!progress) return;
    const { step, percent, detail } = progress;
    line.tell(step, percent === undefined ? detail : `${percent} %${detail ? `  ${detail}` : ""}`);
  };
  const settled = begun.status === "preparing" ? await whenSettled({ client, begun, signal, told }) : begun;
  line[Symbol.dispose]();
  if (!settled) {
    await onInterrupted?.();
    stderr.write(onInterrupted ? "Cancelled: nothing of it stays.\n" : "It is still being made.\n");
    throw interrupted();
  }
  if (settled.status === "ready") return settled;
  // Programs learn which workspace it is that they may try again.
  if (json) print(settled, "");
  throw failureOf(settled);
}

async function discard(client: Client, id: string): Promise<void> {
  const query = { now: "true", force: "true" } as const;
  dataOf(await client.DELETE("/api/workspaces/{id}", { params: { path: { id }, query } }));
}

type Settling = {
  readonly client: Client;
  readonly begun: Workspace;
  readonly signal: AbortSignal;
  readonly told: (workspace: Workspace) => void;
};

/** Nothing when the signal aborts first. */
async function whenSettled({ client, begun, signal, told }: Settling): Promise<Workspace | undefined> {
  using live = client.live();
  const settled = Promise.withResolvers<Workspace | undefined>();
  const see = (workspace: Workspace) => {
    if (workspace.id !== begun.id) return;
    told(workspace);
    if (workspace.status !== "preparing") settled.resolve(workspace);
  };
  const look = () =>
    void getWorkspace(client, begun.id).then(see, (error: unknown) => {
      // While the server is away the socket tells when to look again; a refusal is an answer.
      if (error instanceof RequestProblem && error.status < 500) settled.reject(error);
    });
  live.on("workspace", see);
  live.on("workspaceRemoved", ({ id }) => {
    if (id === begun.id) look();
  });
  live.on("state", (state) => {
    if (state === "online") look();
    else if (state === "refused" && live.problem) settled.reject(new RequestProblem(live.problem));
  });
  signal.addEventListener("abort", () => settled.resolve(undefined), { once: true });
  if (signal.aborted) settled.resolve(undefined);
  return await settled.promise; // awaited here: the socket is closed when this function is left
}

/** What mends it, by the problem's code; then it is tried once more. */
const mending: Readonly<Record<string, string>> = {
  "host-key-different":
    "Look at its key with `dispatch identity test`, trust it with `dispatch identity trust`, then run ",
  "host-key-unknown": "Look at its key with `dispatch identity test`, then run ",
  "set-up-failed":
    "`dispatch workspace setup --skip` uses it as it is, `dispatch logs` shows its terminal; to try again run ",
  "git-sign-in-refused":
    "Add the public key that `dispatch identity show` prints to your account there, then run ",
};

function failureOf({ id, name, status, reason, problem }: Workspace): Failure {
  if (status === "archived")
    return new Failure({
      exitCode: exitCode.failed,
      code: "workspace-deleted",
      what: `The workspace ${JSON.stringify(name)} was deleted while it was made`,
      advice: "Make it again",
    });
  const again = `\`dispatch workspace retry ${id}\``;
  return new Failure({
    exitCode: exitCode.failed,
    code: problem ?? "internal",
    what: reason ?? `The workspace ${JSON.stringify(name)} could not be made`,
    advice: `${mending[problem ?? ""] ?? "To try again run "}${again}; \`dispatch workspace rm ${id}\` deletes it`,
  });
}
