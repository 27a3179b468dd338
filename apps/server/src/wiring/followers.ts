import { IDEMPOTENCY_KEPT_MS } from "../api/http/idempotency.ts";
import type { Retention } from "../domain/data/retention.ts";
import type { Revocations } from "../domain/account/revocations.ts";
import type { Committed, EventLog } from "../domain/log/event-log.ts";
import type { SessionChanges } from "../domain/session/session-changes.ts";
import type { Typists } from "../domain/session/typists.ts";
import type { SessionView } from "../domain/session/session-view.ts";
import type { Shares } from "../domain/sharing/shares.ts";
import type { WorkspaceEnding } from "../domain/workspace/workspace-ending.ts";
import { ShortLivedBytes } from "../garbage.ts";
import type { Readers } from "../feed/readers.ts";
import { TerminalSigns } from "../feed/signs/terminal-signs.ts";
import type { Screens } from "../feed/screens/screens.ts";
import type { Metrics } from "../metrics.ts";
import type { EventPurge } from "../store/event-purge.ts";
import type { Logger } from "../domain/logger.ts";
import type { SessionRow, Store } from "../domain/store.ts";

/** How often what has run out is cleared away. */
const HOUSEKEEPING_MS = 3600_000;
/** A list hears at most this often that a session is busy. */
const ACTIVITY_EVERY_MS = 2_000;

type Needs = {
  readonly store: Store;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly screens: Screens;
  readonly metrics: Metrics;
  readonly readers: Readers;
  readonly changes: SessionChanges;
  readonly view: SessionView;
  readonly shares: Shares;
  readonly typists: Typists;
  readonly revocations: Revocations;
  readonly purge: EventPurge;
  readonly workspaceEnding: WorkspaceEnding;
  readonly retention: Retention;
  readonly now: () => number;
  readonly stack: AsyncDisposableStack;
};

/** What follows the log and the lists, without the ones they follow knowing of it. Gives what hears of each commit. */
export function followers(needs: Needs): {
  onCommitted: (committed: readonly Committed[]) => void;
  signs: TerminalSigns;
  clearExpired: () => Promise<void>;
} {
  const { store, log, logger, screens, metrics, readers, changes, view, shares, typists } = needs;
  const { revocations, purge, workspaceEnding, retention, now, stack } = needs;
  const shortLived = new ShortLivedBytes();
  const activity = new Map<number, NodeJS.Timeout>();
  const tell = (row: SessionRow) =>
    changes.emit({ type: "changed", ownerId: row.ownerId, session: view.of(row) });
  const signs = stack.use(new TerminalSigns({ store, log, logger, tell }));
  const refresh = async (session: number) => {
    const row = await store.read.sessions.byNumber(session);
    if (row) tell(row);
  };
  const refreshSoon = (session: number) => {
    if (activity.has(session)) return;
    const timer = setTimeout(() => {
      activity.delete(session);
      void refresh(session).catch((error: unknown) =>
        logger.warn({ err: error }, "no news of a session's activity"),
      );
    }, ACTIVITY_EVERY_MS);
    activity.set(session, timer.unref());
  };
  const onCommitted = (committed: readonly Committed[]) => {
    signs.heard(committed);
    for (const { session, events } of committed) {
      let bytes = 0;
      for (const event of events) if (event.channel === "terminal:output") bytes += event.payload.length;
      const last = events.at(-1);
      // What is done in an editor is on no screen.
      if (last && !last.channel.startsWith("editor:")) screens.advanced(session, last.seq, bytes);
      metrics.eventsCommitted.inc(events.length);
      metrics.outputBytes.inc(bytes);
      shortLived.add(bytes);
      refreshSoon(session);
    }
  };
  readers.onCountChanged((session) => void refresh(session).catch(() => undefined));
  changes.subscribe((change) => {
    if (change.type !== "removed") return;
    shares.forget(change.id);
    typists.forget(change.id);
    signs.forget(change.id);
    purge.soon();
  });
  // A link is the credential of those who came by it.
  shares.onEnded((share) => share.userId === null && revocations.emit(share.id));
  const clearExpired = () =>
    workspaceEnding
      .clearExpired()
      .catch((error: unknown) => logger.warn({ err: error }, "no look at deleted workspaces"));
  const housekeeping = setInterval(() => {
    store
      .write(({ idempotency }) => idempotency.deleteBefore(now() - IDEMPOTENCY_KEPT_MS))
      .catch(() => undefined);
    void clearExpired();
    void retention.sweep();
  }, HOUSEKEEPING_MS);
  housekeeping.unref();
  stack.defer(() => {
    clearInterval(housekeeping);
    for (const timer of activity.values()) clearTimeout(timer);
  });
  return { onCommitted, signs, clearExpired };
}
