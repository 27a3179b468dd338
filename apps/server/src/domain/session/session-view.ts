import { capabilitiesOf, type Session } from "@dispatch/protocol/session";
import type { EventLog, SessionNumber } from "../log/event-log.ts";
import type { SessionRow } from "../store.ts";
import type { Hosting } from "./hosting.ts";

/** How many clients follow a session right now. */
export interface Presence {
  attached(session: SessionNumber): number;
}

type Needs = { readonly log: EventLog; readonly hosting: Pick<Hosting, "hold">; readonly presence: Presence };

const iso = (at: number) => new Date(at).toISOString();
const present = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

/** The one way a session's row, log and live state become what clients see. */
export class SessionView {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  of(row: SessionRow): Session {
    const { log, hosting, presence } = this.#needs;
    const head = log.head(row.number);
    const { cols, rows } = row.options;
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
      cols,
      rows,
      attached: presence.attached(row.number),
      capabilities: capabilitiesOf[row.kind],
      ...present({
        outcome: row.outcome,
        exitCode: row.exitCode,
        signal: row.signal,
        reason: row.reason,
        shell: row.shell,
        cwd: row.cwd,
        endedAt: row.endedAt === null ? null : iso(row.endedAt),
        held: row.status === "ended" ? undefined : hosting.hold(row.id),
      }),
    };
  }
}
