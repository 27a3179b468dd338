import type { DriverWish } from "@dispatch/protocol/agent/driving";
import type { RunnerId, SessionId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { AgentLaunches } from "../providers/agent-launches.ts";
import type { Placement, SessionHost, Started } from "../session/session-host.ts";
import { ProcessHost, type ProcessHostNeeds } from "../session/process-host.ts";
import type { SessionRow, Store, WorkspaceRow } from "../store.ts";
import type { Deliveries } from "./deliveries.ts";

type Needs = ProcessHostNeeds & {
  readonly launches: Pick<AgentLaunches, "launch" | "defaultProvider">;
  readonly deliveries: Pick<Deliveries, "soon">;
  readonly store: Store;
  /** It had no process, and was told to end. */
  readonly closed: (id: SessionId) => Promise<void>;
};

/** The live side of agents: a process while they work, and none while they sleep. */
export class AgentHost extends ProcessHost implements SessionHost {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    super("agent", needs);
    this.#needs = needs;
  }

  async start(session: SessionRow, workspace: WorkspaceRow, placement: Placement): Promise<Started> {
    const { launches } = this.#needs;
    const { options } = session;
    const launch = await launches.launch(session.ownerId, options.provider ?? launches.defaultProvider);
    const common = await this.common(session, workspace, placement);
    return this.#needs.hosting.startSession(session.runnerId as RunnerId, {
      ...common,
      shown: [...common.shown, ...launch.shown],
      kind: "agent",
      options: wishOf(session, launch.wish),
    });
  }

  override admit(id: SessionId): void {
    super.admit(id);
    this.#needs.deliveries.soon(id);
  }

  override async stop(id: SessionId): Promise<void> {
    const session = await this.#needs.store.read.sessions.byId(id);
    if (session?.agent?.sleep === "asleep") return this.#needs.closed(id);
    await super.stop(id);
  }

  async interrupt({ id, status }: SessionRow): Promise<void> {
    if (status !== "idle") await this.#needs.hosting.interrupt(id);
  }

  async resize(): Promise<void> {
    throw notATerminal();
  }

  async input(): Promise<void> {
    throw notATerminal();
  }
}

const notATerminal = () =>
  new Problem(
    "session-kind-refused",
    { kind: "agent" },
    "An agent has no keyboard. Send it messages instead.",
  );

function wishOf(
  { options, agent }: SessionRow,
  launch: Pick<DriverWish, "adapter" | "folder" | "command" | "env">,
) {
  const { model, mode } = options;
  const conversationId = agent?.fork?.conversationId ?? agent?.conversationId;
  const { beforeMessageId } = agent?.fork ?? {};
  return {
    ...launch,
    ...(model !== undefined && { model }),
    ...(mode !== undefined && { mode }),
    ...(conversationId !== undefined && { conversationId }),
    ...(agent?.fork && { fork: { ...(beforeMessageId !== undefined && { beforeMessageId }) } }),
    watchEveryTool: true,
  };
}
