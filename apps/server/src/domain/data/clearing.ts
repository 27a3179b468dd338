import type { SessionId, UserId } from "@dispatch/protocol/ids";
import { understoodPreferences } from "@dispatch/protocol/preferences";
import type { SessionChanges } from "../session/session-changes.ts";
import type { Reading, Store } from "../store.ts";
import type { EndedSession } from "./data-store.ts";

type Needs = { readonly store: Store; readonly changes: SessionChanges; readonly now: () => number };

/** Removed in one transaction, so that nobody's echo waits for it. */
export const SESSIONS_AT_ONCE = 50;

/** Takes ended sessions out of sight. What they hold is cleared away afterwards, by whoever hears that they are removed. */
export class Clearing {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Of these, those that went: whatever came between the look and this is looked at once more. */
  async clear(found: readonly EndedSession[]): Promise<EndedSession[]> {
    const { store, changes, now } = this.#needs;
    const gone: EndedSession[] = [];
    for (let at = 0; at < found.length; at += SESSIONS_AT_ONCE) {
      const some = found.slice(at, at + SESSIONS_AT_ONCE);
      const removed = await store.write(async (writing) => {
        const pins = await pinsOf(writing, some);
        const went: EndedSession[] = [];
        for (const session of some) {
          const row = await writing.sessions.byId(session.id);
          if (row?.status !== "ended" || row.endedAt !== session.endedAt || pins.has(row.id)) continue;
          await writing.sessions.remove(row.id, now());
          went.push(session);
        }
        return went;
      });
      for (const { ownerId, id } of removed) changes.emit({ type: "removed", ownerId, id });
      gone.push(...removed);
    }
    return gone;
  }
}

/** What the owners of these sessions have pinned. */
export async function pinsOf(
  { preferences }: Pick<Reading, "preferences">,
  sessions: readonly { readonly ownerId: UserId }[],
): Promise<ReadonlySet<SessionId>> {
  const pins = new Set<SessionId>();
  for (const ownerId of new Set(sessions.map((session) => session.ownerId)))
    for (const id of understoodPreferences(await preferences.of(ownerId)).pinnedSessions ?? []) pins.add(id);
  return pins;
}
