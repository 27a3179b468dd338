import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { StoredScreen } from "../../domain/store.ts";
import { ShortLivedBytes } from "../../garbage.ts";
import { openReader } from "../../store/open-reader.ts";

/** Events whose size is added up before a tail counts as long without counting on. */
const TAIL_LIMIT_EVENTS = 4_096;

export type LogRow = { readonly seq: number; readonly at: number } & (
  | { readonly channel: "terminal:output"; readonly payload: Uint8Array }
  | { readonly channel: "terminal:resize"; readonly payload: string }
  | { readonly channel: "other"; readonly payload: null }
);

/** The log and the stored screens, through a connection of one's own that cannot write. */
export class ScreenLog implements Disposable {
  readonly #database: DatabaseSync;
  readonly #shortLived = new ShortLivedBytes();
  readonly #after: StatementSync;
  readonly #head: StatementSync;
  readonly #tail: StatementSync;
  readonly #screen: StatementSync;
  readonly #waypoint: StatementSync;

  constructor(databasePath: string) {
    this.#database = openReader(databasePath);
    this.#after = this.#database.prepare(`
      select seq, at,
        case when channel in ('terminal:output', 'terminal:resize') then channel else 'other' end as channel,
        case when channel in ('terminal:output', 'terminal:resize') then payload end as payload
      from session_events where session = ? and seq > ? order by seq limit ?`);
    this.#head = this.#database.prepare("select max(seq) as seq from session_events where session = ?");
    this.#tail = this.#database.prepare(`
      select count(*) as events, coalesce(sum(bytes), 0) as bytes from (
        select length(payload) as bytes from session_events where session = ? and seq > ? order by seq limit ?)`);
    this.#screen = this.#database.prepare("select * from session_screens where session = ?");
    this.#waypoint = this.#database.prepare(
      "select * from session_waypoints where session = ? and seq <= ? order by seq desc limit 1",
    );
  }

  eventsAfter(session: number, seq: number, limit: number): LogRow[] {
    const rows = this.#after.all(session, seq, limit) as unknown as LogRow[];
    this.#shortLived.add(rows.reduce((bytes, { payload }) => bytes + (payload?.length ?? 0), 0));
    return rows;
  }

  headOf(session: number): number {
    const row = this.#head.get(session) as { seq: number | null } | undefined;
    return row?.seq ?? 0;
  }

  /** Whether the events after `seq` are few enough to be sent as they are. Reads their sizes, not the events. */
  tailIsWithin(session: number, seq: number, limitBytes: number): boolean {
    const { events, bytes } = this.#tail.get(session, seq, TAIL_LIMIT_EVENTS) as {
      events: number;
      bytes: number;
    };
    return events < TAIL_LIMIT_EVENTS && bytes <= limitBytes;
  }

  storedScreen(session: number): StoredScreen | undefined {
    return screenOf(this.#screen.get(session) as ScreenRow | undefined);
  }

  /** The last waypoint that is not behind the event. */
  waypointAt(session: number, seq: number): StoredScreen | undefined {
    return screenOf(this.#waypoint.get(session, seq) as ScreenRow | undefined);
  }

  /** The nearest screen that is kept and not behind the event. */
  screenBefore(session: number, seq: number): StoredScreen | undefined {
    const stored = this.storedScreen(session);
    const waypoint = this.waypointAt(session, seq);
    return stored && stored.seq <= seq && stored.seq > (waypoint?.seq ?? 0) ? stored : waypoint;
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

function screenOf(row: ScreenRow | undefined): StoredScreen | undefined {
  if (!row) return undefined;
  const { seq, cols, rows, title, text, restore, cursor_x: x, cursor_y: y, bytes_seen: bytesSeen } = row;
  return { seq, cols, rows, title, text, restore, cursor: { x, y }, bytesSeen };
}

type ScreenRow = Omit<StoredScreen, "cursor" | "bytesSeen"> & {
  cursor_x: number;
  cursor_y: number;
  bytes_seen: number;
};
