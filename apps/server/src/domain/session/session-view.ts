import { capabilitiesOf, type Session } from "@dispatch/protocol/session";
import type { ShareId, UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { Present } from "@dispatch/protocol/sharing";
import type { Caller } from "../access/caller.ts";
import { type Shares, isShareOf } from "../sharing/shares.ts";
import type { EventLog, SessionNumber } from "../log/event-log.ts";
import type { SessionRow, ShareRow } from "../store.ts";
import type { Hosting } from "./hosting.ts";

/** Somebody who follows a session with one or more clients. */
export type Viewer = {
  readonly id: UserId | ShareId;
  readonly userId?: UserId;
  readonly name: string;
  /** Signed in, and no program with a key. */
  readonly isHuman: boolean;
};
/** Who follows a session right now, and with how many clients; `humans` of them have somebody in front of them. */
export interface Presence {
  viewers(session: SessionNumber): readonly (Omit<Viewer, "isHuman"> & {
    readonly clients: number;
    readonly humans: number;
  })[];
}

type Needs = {
  readonly log: EventLog;
  readonly hosting: Pick<Hosting, "hold" | "runnerOf">;
  readonly presence: Presence;
  readonly shares: Pick<Shares, "of">;
};

const iso = (at: number) => new Date(at).toISOString();
const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

function agentOf({ agent }: SessionRow) {
  if (!agent) return {};
  const { usage, turns, queued, waiting, abilities, budgets = [] } = agent;
  const shown = {
    isAsleep: agent.sleep === "asleep",
    turns,
    queued,
    waiting,
    ...(agent.isHeld === true && { isHeld: true as const }),
    ...(budgets.length > 0 && { budgets: [...budgets] }),
    ...(abilities && { abilities }),
  };
  return { usage, agent: shown };
}

function terminalOf({ terminal }: SessionRow) {
  if (!terminal) return {};
  const { title, bellAt } = terminal;
  if (title === "" && bellAt === null) return {};
  return {
    terminal: { ...(title !== "" && { programTitle: title }), ...(bellAt !== null && { bell: iso(bellAt) }) },
  };
}

/** A session as somebody sees it with whom it is shared. */
export const asShared = (
  { runner: _, ...session }: Session,
  { id, userId, access, ownerName }: ShareRow,
): Session => ({
  ...session,
  access,
  sharedBy: ownerName,
  present: session.present.map((present) => ({
    ...present,
    isYou: userId === null ? present.shareId === id : present.userId === userId,
  })),
});

/** The one way a session's row, log and live state become what clients see. */
export class SessionView {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** As this caller, who may see it, sees it. */
  for(caller: Caller, row: SessionRow): Session {
    const session = this.of(row);
    if (caller.kind === "person" && caller.userId === row.ownerId) return session;
    const share = this.#needs.shares.of(row.id).find((each) => isShareOf(caller, each));
    if (!share) throw new Problem("session-not-found", { sessionId: row.id });
    return asShared(session, share);
  }

  /** As its owner sees it. */
  of(row: SessionRow): Session {
    const { log, hosting, shares } = this.#needs;
    const present = this.#present(row);
    const head = log.head(row.number);
    const { cols, rows, provider, model, mode } = row.options;
    return {
      id: row.id,
      kind: row.kind,
      status: row.status,
      title: row.title,
      ownerId: row.ownerId,
      workspaceId: row.workspaceId,
      createdAt: iso(row.createdAt),
      updatedAt: iso(Math.max(row.updatedAt, head.at)),
      lastSeq: head.seq,
      launch: row.launch,
      attached: present.reduce((clients, viewer) => clients + viewer.clients, 0),
      present,
      access: "own",
      isShared: shares.of(row.id).length > 0,
      capabilities: capabilitiesOf[row.kind],
      ...given({
        cols,
        rows,
        provider,
        model,
        mode,
        ...agentOf(row),
        ...terminalOf(row),
        outcome: row.outcome,
        exitCode: row.exitCode,
        signal: row.signal,
        reason: row.reason,
        shell: row.shell,
        cwd: row.cwd,
        isolation: row.isolation,
        endedAt: row.endedAt === null ? null : iso(row.endedAt),
        runner: row.status === "ended" ? undefined : hosting.runnerOf(row.id),
        held: row.status === "ended" ? undefined : hosting.hold(row.id),
      }),
    };
  }

  #present(row: SessionRow): Present[] {
    const { presence, shares } = this.#needs;
    return presence.viewers(row.number).flatMap(({ id, userId, name, clients }) => {
      const isYou = id === row.ownerId;
      const share = shares.of(row.id).find((each) => each.id === id || each.userId === id);
      const access = isYou ? ("own" as const) : share?.access;
      if (!access) return [];
      const who = userId !== undefined ? { userId } : share ? { shareId: share.id } : {};
      return { name, access, clients, isYou, ...who };
    });
  }
}
