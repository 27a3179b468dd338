import type {
  CleanUp,
  CleanedUp,
  CleanupItem,
  CleanupPreview,
  DataReport,
  DataSum,
  KeptReason,
} from "@dispatch/protocol/data";
import { CLEANUP_LIMIT, DataAge } from "@dispatch/protocol/data";
import type { SessionId, UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { SessionKind } from "@dispatch/protocol/session";
import type { PersonCaller } from "../access/caller.ts";
import type { ServerSettings } from "../settings/server-settings.ts";
import type { Store } from "../store.ts";
import { type Clearing, pinsOf } from "./clearing.ts";
import type { EndedSession } from "./data-store.ts";
import type { SessionWeights } from "./session-weights.ts";

const DAY_MS = 86_400_000;

type Needs = {
  readonly store: Store;
  readonly settings: ServerSettings;
  readonly weights: SessionWeights;
  readonly clearing: Clearing;
  readonly now: () => number;
};

/** What there is of sessions, and what of it a person lets go. */
export class DataService {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async report(caller: PersonCaller, everyone: boolean): Promise<DataReport> {
    const { store, settings, weights, now } = this.#needs;
    const owners = new Sums<UserId>();
    const kinds = new Sums<SessionKind>();
    const ages = new Sums<DataAge>();
    let total = nothing;
    for (const { number, ownerId, kind, endedAt } of await store.read.data.sessions(
      scopeOf(caller, everyone),
    )) {
      const { events, bytes } = await weights.of(number);
      const one = { sessions: 1, endedSessions: endedAt === undefined ? 0 : 1, events, bytes };
      owners.add(ownerId, one);
      kinds.add(kind, one);
      ages.add(endedAt === undefined ? "live" : ageOf(now() - endedAt), one);
      total = add(total, one);
    }
    const report = {
      ...total,
      retentionDays: settings.get("retentionDays"),
      kinds: kinds.largestFirst().map(([kind, sum]) => ({ ...sum, kind })),
      ages: DataAge.options.flatMap((age) => {
        const sum = ages.get(age);
        return sum ? [{ ...sum, age }] : [];
      }),
    };
    if (!everyone) return report;
    const names = new Map((await store.read.users.list()).map(({ id, name }) => [id, name]));
    return {
      ...report,
      people: owners
        .largestFirst()
        .map(([userId, sum]) => ({ ...sum, userId, name: names.get(userId) ?? userId })),
      database: await store.read.data.file(),
    };
  }

  async preview(
    caller: PersonCaller,
    { olderThanDays, everyone }: { olderThanDays: number; everyone: boolean },
  ): Promise<CleanupPreview> {
    const { store, weights, now } = this.#needs;
    const endedBefore = now() - olderThanDays * DAY_MS;
    const { found, isMore } = await this.#unpinned(scopeOf(caller, everyone), endedBefore);
    const names = new Map((await store.read.users.list()).map(({ id, name }) => [id, name]));
    const items: CleanupItem[] = [];
    for (const { number, id, ownerId, kind, title, endedAt } of found) {
      const { events, bytes } = await weights.of(number);
      items.push({
        id,
        kind,
        // What somebody else works on is theirs to know.
        ...(ownerId === caller.userId && { title }),
        owner: { userId: ownerId, name: names.get(ownerId) ?? ownerId },
        endedAt: new Date(endedAt).toISOString(),
        events,
        bytes,
      });
    }
    return { endedBefore: new Date(endedBefore).toISOString(), items, ...totalOf(items), isMore };
  }

  /** Removes what a preview showed and nothing else, and tells what went. */
  async cleanUp(
    caller: PersonCaller,
    { endedBefore, sessionIds, everyone = false }: CleanUp,
  ): Promise<CleanedUp> {
    const { store, weights, clearing } = this.#needs;
    const scope = scopeOf(caller, everyone);
    const before = Date.parse(endedBefore);
    const kept: CleanedUp["kept"] = [];
    const wanted: (EndedSession & { events: number; bytes: number })[] = [];
    for (const id of new Set(sessionIds)) {
      const session = await store.read.sessions.byId(id);
      const reason = await this.#reasonToKeep(session, scope, before);
      if (reason !== undefined || !session) kept.push({ id, reason: reason ?? "gone" });
      else
        wanted.push({
          ...session,
          endedAt: session.endedAt ?? 0,
          ...(await weights.of(session.number)),
        });
    }
    const removed = await clearing.clear(wanted);
    const went = new Set(removed.map(({ id }) => id));
    for (const { id } of wanted) {
      if (went.has(id)) continue;
      const reason = await this.#reasonToKeep(await store.read.sessions.byId(id), scope, before);
      kept.push({ id, reason: reason ?? "later" });
    }
    for (const { number } of removed) weights.forget(number);
    return { removed: [...went], ...totalOf(wanted.filter(({ id }) => went.has(id))), kept };
  }

  async #reasonToKeep(
    session: { id: SessionId; ownerId: UserId; status: string; endedAt: number | null } | undefined,
    scope: UserId | undefined,
    endedBefore: number,
  ): Promise<KeptReason | undefined> {
    // Another's does not exist for whoever asks (R9).
    if (!session || (scope !== undefined && session.ownerId !== scope)) return "gone";
    if (session.status !== "ended") return "live";
    if ((session.endedAt ?? 0) >= endedBefore) return "later";
    const pins = await pinsOf(this.#needs.store.read, [session]);
    return pins.has(session.id) ? "pinned" : undefined;
  }

  async #unpinned(ownerId: UserId | undefined, endedBefore: number) {
    const { read } = this.#needs.store;
    const found: EndedSession[] = [];
    let after: EndedSession | undefined;
    do {
      const page = await read.data.ended({ ownerId, endedBefore, after, limit: CLEANUP_LIMIT });
      const pins = await pinsOf(read, page);
      found.push(...page.filter(({ id }) => !pins.has(id)));
      after = page.at(-1);
    } while (after && found.length <= CLEANUP_LIMIT);
    return { found: found.slice(0, CLEANUP_LIMIT), isMore: found.length > CLEANUP_LIMIT };
  }
}

const nothing: DataSum = { sessions: 0, endedSessions: 0, events: 0, bytes: 0 };
const add = (one: DataSum, other: DataSum): DataSum => ({
  sessions: one.sessions + other.sessions,
  endedSessions: one.endedSessions + other.endedSessions,
  events: one.events + other.events,
  bytes: one.bytes + other.bytes,
});
/** Sums by what they are of. */
class Sums<K> extends Map<K, DataSum> {
  add(key: K, one: DataSum): void {
    this.set(key, add(this.get(key) ?? nothing, one));
  }

  largestFirst = () => [...this].sort(([, one], [, other]) => other.bytes - one.bytes);
}

function ageOf(ms: number): DataAge {
  if (ms <= 7 * DAY_MS) return "week";
  if (ms <= 30 * DAY_MS) return "month";
  return ms <= 365 * DAY_MS ? "year" : "older";
}

const totalOf = (items: readonly { events: number; bytes: number }[]) => ({
  events: items.reduce((sum, { events }) => sum + events, 0),
  bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
});

/** Whose sessions it is about: the caller's, or for administrators everybody's. */
function scopeOf(caller: PersonCaller, everyone: boolean): UserId | undefined {
  if (!everyone) return caller.userId;
  if (caller.role !== "member") return undefined;
  throw new Problem("forbidden", {}, "Only administrators may look at what everybody has.");
}
