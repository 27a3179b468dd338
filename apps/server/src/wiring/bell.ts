import { type ApprovalChanges, approvalOf } from "../domain/approvals/approval-view.ts";
import { Bell, GRACE_MS } from "../domain/approvals/bell.ts";
import type { Logger } from "../domain/logger.ts";
import type { SessionChanges } from "../domain/session/session-changes.ts";
import type { Store } from "../domain/store.ts";
import type { Readers } from "../feed/readers.ts";
import type { Metrics } from "../metrics.ts";

type Needs = {
  readonly store: Store;
  readonly readers: Readers;
  readonly approvalChanges: ApprovalChanges;
  readonly changes: SessionChanges;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly now: () => number;
  readonly graceMs?: number | undefined;
};

/** The bell, with all that it hears of. `begin` tells it what was open already. */
export function bellOf(needs: Needs): { bell: Bell; begin: () => Promise<void> } {
  const { store, readers, approvalChanges, changes, metrics, logger, now, graceMs = GRACE_MS } = needs;
  /** The numbers of sessions that have asked for somebody: presence is known by number. */
  const numbers = new Map<string, number>();
  const bell = new Bell({
    graceMs,
    isWatched: ({ ownerId, approval }) =>
      readers
        .viewers(numbers.get(approval.sessionId) ?? -1)
        .some(({ userId, humans }) => userId === ownerId && humans > 0),
    note: (id) =>
      store.write(async ({ approvals }) => {
        const row = await approvals.byId(id);
        if (row?.state !== "open" || row.rungAt !== null) return false;
        await approvals.update(id, { rungAt: now() });
        return true;
      }),
    logger,
  });
  approvalChanges.subscribe((change) => {
    numbers.set(change.approval.sessionId, change.session);
    bell.changed(change);
  });
  changes.subscribe((change) => {
    if (change.type !== "removed") return;
    bell.removed(change.id);
    numbers.delete(change.id);
  });
  readers.onCountChanged((session) => {
    for (const [sessionId, number] of numbers)
      if (number === session) bell.presenceChanged(sessionId as Parameters<Bell["presenceChanged"]>[0]);
  });
  bell.subscribe(({ type }) => {
    if (type === "called") metrics.attentionRings.inc();
  });
  return {
    bell,
    async begin() {
      for (const row of await store.read.approvals.listOpen()) {
        numbers.set(row.sessionId, row.session);
        bell.known({ ownerId: row.ownerId, approval: approvalOf(row) }, row.rungAt !== null);
      }
    },
  };
}
