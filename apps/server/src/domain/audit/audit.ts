import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { AUDIT_START, type AuditActor, type AuditEntry, type AuditVerdict } from "@dispatch/protocol/audit";
import type { Action } from "../access/actions.ts";
import type { Caller, Place } from "../access/caller.ts";
import type { AuditRow, Store } from "../store.ts";

/** What one look at the log reads at a time. */
const PAGE = 500;

/** The last entry that was written, kept apart from the log: it tells when the log's end was cut off. */
export interface AuditAnchor {
  read(): { readonly number: number; readonly hash: string } | undefined;
  write(head: { readonly number: number; readonly hash: string }): void;
}

export type Act = {
  readonly act: Action;
  readonly outcome: string;
  readonly actor: AuditActor;
  readonly place: Place;
  readonly object?: string | undefined;
  /** Facts in a few words: a role, a scope. Never what somebody wrote or read. */
  readonly details?: AuditEntry["details"];
};

type Needs = {
  readonly store: Store;
  readonly key: Uint8Array;
  readonly anchor: AuditAnchor;
  readonly now: () => number;
};

export const NOBODY: AuditActor = { kind: "nobody" };

export function actorOf(caller: Caller): AuditActor {
  const { name, credentialId: credential } = caller;
  if (caller.kind === "guest") return { kind: "guest", id: caller.shareId, name, credential };
  return { kind: caller.loginId ? "person" : "key", id: caller.userId, name, credential };
}

/**
 * Who did what: entries that are only ever added. Each holds the hash of the one before, so that a change shows, and
 * each hash is sealed with a key that the database does not hold, so that nobody can write a chain of their own.
 */
export class Audit {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async record({ act, outcome, actor, place, object, details }: Act): Promise<void> {
    const { store, anchor, now } = this.#needs;
    const row = await store.write(async ({ audit }) => {
      const last = await audit.last();
      const at = now();
      const entry: AuditEntry = {
        number: (last?.number ?? 0) + 1,
        at: new Date(at).toISOString(),
        act,
        outcome,
        actor,
        ...place,
        ...(object === undefined ? {} : { object }),
        ...(details === undefined ? {} : { details }),
        previous: last?.hash ?? AUDIT_START,
      };
      const body = JSON.stringify(entry);
      const hash = hashOf(body);
      const written: AuditRow = {
        number: entry.number,
        at,
        act,
        outcome,
        actorId: actor.id ?? null,
        objectId: object ?? null,
        body,
        hash,
        seal: this.#seal(hash),
      };
      await audit.insert(written);
      return written;
    });
    anchor.write({ number: row.number, hash: row.hash });
  }

  /** Every entry, oldest first, as it was written. */
  async *rows(): AsyncGenerator<AuditRow> {
    for (let after = 0; ;) {
      const rows = await this.#needs.store.read.audit.after(after, PAGE);
      yield* rows;
      if (rows.length < PAGE) return;
      after = rows.at(-1)?.number ?? after;
      await new Promise(setImmediate);
    }
  }

  async verify(): Promise<AuditVerdict> {
    const anchor = this.#needs.anchor.read();
    let previous = AUDIT_START;
    let entries = 0;
    for await (const row of this.rows()) {
      const fault = this.#faultOf(row, entries + 1, previous, anchor);
      if (fault) return { intact: false, entries, firstBroken: entries + 1, detail: fault };
      previous = row.hash;
      entries += 1;
    }
    if (anchor && anchor.number > entries) {
      const detail = `Entries ${entries + 1} to ${anchor.number} were written and are gone.`;
      return { intact: false, entries, firstBroken: entries + 1, detail };
    }
    return { intact: true, entries, detail: `All ${entries} entries are as they were written.` };
  }

  #faultOf(
    row: AuditRow,
    number: number,
    previous: string,
    anchor: ReturnType<AuditAnchor["read"]>,
  ): string | undefined {
    if (row.number !== number) return `Entry ${number} is missing.`;
    if (hashOf(row.body) !== row.hash) return `Entry ${number} was changed.`;
    if ((JSON.parse(row.body) as AuditEntry).previous !== previous)
      return `Entry ${number} does not follow the one before it.`;
    if (!isSame(this.#seal(row.hash), row.seal)) return `Entry ${number} was not written by this server.`;
    if (!agrees(row)) return `Entry ${number} is listed as something that it is not.`;
    if (anchor?.number === number && anchor.hash !== row.hash)
      return `Entry ${number} is not the one that was written.`;
    return undefined;
  }

  #seal = (hash: string) => createHmac("sha256", this.#needs.key).update(hash).digest("hex");
}

const hashOf = (body: string) => createHash("sha256").update(body).digest("hex");
const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The columns that the log is searched by repeat what the body says: they must not say something else. */
function agrees({ number, at, act, outcome, actorId, objectId, body }: AuditRow): boolean {
  const entry = JSON.parse(body) as AuditEntry;
  return (
    entry.number === number &&
    Date.parse(entry.at) === at &&
    entry.act === act &&
    entry.outcome === outcome &&
    (entry.actor.id ?? null) === actorId &&
    (entry.object ?? null) === objectId
  );
}
