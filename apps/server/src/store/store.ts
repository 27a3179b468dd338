import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Kysely } from "kysely";
import type { RunnerId } from "@dispatch/protocol/ids";
import type { SessionEvent } from "@dispatch/protocol/events";
import type { EventBus } from "../domain/log/bus.ts";
import type {
  Append,
  Committed,
  EventLog,
  Head,
  PageLimits,
  SessionNumber,
} from "../domain/log/event-log.ts";
import type { Reading, Store, Writing } from "../domain/store.ts";
import { auditRepository } from "./audit.repository.ts";
import { apiKeyRepository } from "./api-key.repository.ts";
import { externalAccountRepository } from "./external-account.repository.ts";
import { pairingRepository } from "./pairing.repository.ts";
import { passkeyRepository } from "./passkey.repository.ts";
import { signInProviderRepository } from "./sign-in-provider.repository.ts";
import { signInStepRepository } from "./sign-in-step.repository.ts";
import { type Database, openDatabase } from "./database.ts";
import { dataRepository } from "./data.repository.ts";
import { layoutRepository, preferenceRepository } from "./desk.repository.ts";
import { type Advance, EventRows } from "./event-log.ts";
import { idempotencyRepository } from "./idempotency.repository.ts";
import { hostTokenRepository } from "./host-token.repository.ts";
import { identityRepository } from "./identity.repository.ts";
import { loginRepository } from "./login.repository.ts";
import { migrate } from "./migrate.ts";
import { promptRepository } from "./prompt.repository.ts";
import { approvalRepository } from "./approval.repository.ts";
import { agentOffersRepository, providerKeyRepository } from "./provider.repository.ts";
import { ruleRepository } from "./rule.repository.ts";
import { pullRequestRepository } from "./pull-request.repository.ts";
import { runnerRepository } from "./runner.repository.ts";
import { repositoryRepository } from "./repository.repository.ts";
import { reviewRepository } from "./review.repository.ts";
import { screenRepository } from "./screen.repository.ts";
import { secretRepository, settingRepository } from "./secret.repository.ts";
import { sessionRepository } from "./session.repository.ts";
import { oneTimeLinkRepository } from "./one-time-link.repository.ts";
import { shareRepository } from "./share.repository.ts";
import { orStorageProblem } from "./storage-error.ts";
import type { Tables } from "./tables.ts";
import { budgetRepository, usageRepository } from "./usage.repository.ts";
import { userRepository } from "./user.repository.ts";
import { setUpRepository } from "./set-up.repository.ts";
import { portBlockRepository } from "./port-block.repository.ts";
import { workspaceRepository } from "./workspace.repository.ts";
import { WriteLane } from "./write-lane.ts";

const repositories = (sql: Kysely<Tables>): Reading => ({
  users: userRepository(sql),
  logins: loginRepository(sql),
  oneTimeLinks: oneTimeLinkRepository(sql),
  apiKeys: apiKeyRepository(sql),
  signInProviders: signInProviderRepository(sql),
  externalAccounts: externalAccountRepository(sql),
  passkeys: passkeyRepository(sql),
  signInSteps: signInStepRepository(sql),
  pairings: pairingRepository(sql),
  identities: identityRepository(sql),
  repositories: repositoryRepository(sql),
  hostTokens: hostTokenRepository(sql),
  providerKeys: providerKeyRepository(sql),
  agentOffers: agentOffersRepository(sql),
  pullRequests: pullRequestRepository(sql),
  workspaces: workspaceRepository(sql),
  setUps: setUpRepository(sql),
  portBlocks: portBlockRepository(sql),
  sessions: sessionRepository(sql),
  runners: runnerRepository(sql),
  screens: screenRepository(sql),
  idempotency: idempotencyRepository(sql),
  secrets: secretRepository(sql),
  shares: shareRepository(sql),
  audit: auditRepository(sql),
  settings: settingRepository(sql),
  reviews: reviewRepository(sql),
  prompts: promptRepository(sql),
  approvals: approvalRepository(sql),
  rules: ruleRepository(sql),
  usages: usageRepository(sql),
  budgets: budgetRepository(sql),
  layouts: layoutRepository(sql),
  preferences: preferenceRepository(sql),
  data: dataRepository(sql),
});

/** Given back to the disk in one go: 2 MB of pages that may have to be moved, so that nobody's echo waits noticeably. */
const PAGES_AT_ONCE = 256;

/** The embedded store: one SQLite file, one connection that writes, one that reads only what is committed. */
export class SqliteStore implements Store, EventLog, AsyncDisposable {
  readonly read: Reading;
  readonly #writer: Database;
  readonly #reader: Database;
  readonly #bus: EventBus;
  readonly #events: EventRows;
  readonly #readEvents: EventRows;
  readonly #lane = new WriteLane();
  readonly #writing: Reading;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #freePages: StatementSync;

  constructor(needs: { path: string; durability: "process" | "power"; bus: EventBus; now: () => number }) {
    this.#writer = openDatabase(needs.path, needs.durability);
    migrate(this.#writer.raw);
    this.#reader = openDatabase(needs.path, needs.durability);
    this.#reader.raw.exec("pragma query_only = on");
    this.#bus = needs.bus;
    this.#events = new EventRows(this.#writer.raw, needs.now);
    this.#readEvents = new EventRows(this.#reader.raw, needs.now);
    this.#writing = repositories(this.#writer.sql);
    this.read = repositories(this.#reader.sql);
    this.#begin = this.#writer.raw.prepare("begin immediate");
    this.#commit = this.#writer.raw.prepare("commit");
    this.#freePages = this.#writer.raw.prepare("pragma freelist_count");
  }

  /** Does it while nobody writes: those who want to wait for it. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#lane.run(work);
  }

  async write<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    const entries: Append[] = [];
    const advances: Advance[] = [];
    const committed: Committed[] = [];
    const events = {
      append: (session: SessionNumber, ...added: Append["event"][]) => {
        for (const event of added) entries.push({ session, event });
      },
      appendFrom: (session: SessionNumber, sourceEnd: number, event: Append["event"]) =>
        void entries.push({ session, event, sourceEnd }),
      advance: (session: SessionNumber, sourceEnd: number) => void advances.push({ session, sourceEnd }),
    };
    const result = await this.#lane.run(async () => {
      try {
        this.#begin.run();
        const value = await work({ ...this.#writing, events });
        committed.push(...this.#events.write(entries));
        this.#events.advance(advances);
        this.#commit.run();
        this.#events.commit(committed, [...entries, ...advances]);
        return value;
      } catch (error) {
        rollback(this.#writer.raw);
        throw orStorageProblem(error);
      }
    });
    this.#bus.publish(committed);
    return result;
  }

  /** The hot path: one statement for one entry, one transaction for several, no promise inside. */
  async append(entries: readonly Append[]): Promise<readonly Committed[]> {
    const committed = await this.#lane.run(() => {
      const single = entries.length === 1;
      try {
        if (!single) this.#begin.run();
        const rows = this.#events.write(entries);
        if (!single) this.#commit.run();
        this.#events.commit(rows, entries);
        return rows;
      } catch (error) {
        if (!single) rollback(this.#writer.raw);
        throw orStorageProblem(error);
      }
    });
    this.#bus.publish(committed);
    return committed;
  }

  async readEvents(session: SessionNumber, after: number, limits: PageLimits): Promise<SessionEvent[]> {
    return this.#readEvents.read(session, after, limits);
  }

  /** Gives some of what is free in the file back to the disk; whether there may be more. */
  async shrink(): Promise<boolean> {
    const free = () => (this.#freePages.get() as { freelist_count: number }).freelist_count;
    return this.#lane.run(() => {
      const before = free();
      if (before > 0) this.#writer.raw.exec(`pragma incremental_vacuum(${PAGES_AT_ONCE})`);
      const left = free();
      return left > 0 && left < before; // the file of an older version does not shrink
    });
  }

  /** Whether a commit goes through right now; what is wrong, if not. */
  async probe(): Promise<string | undefined> {
    try {
      const id = "run_probe0000000000000" as RunnerId;
      // A row that comes and goes: a transaction that changes nothing would succeed on a full disk too.
      await this.write(async ({ runners }) => {
        await runners.upsert({ id, pid: 0, build: "", hostname: "", startedAt: 0, seenAt: 0 });
        await runners.delete(id);
      });
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  head = (session: SessionNumber): Head => this.#events.head(session);
  sourceEnd = (session: SessionNumber): number => this.#events.sourceEnd(session);
  forget = (session: SessionNumber) => this.#events.forget(session);

  async [Symbol.asyncDispose]() {
    // Through the lane, so that a write in progress ends first.
    await this.#lane.run(() => {
      this.#reader.raw.close();
      this.#writer.raw.exec("pragma wal_checkpoint(truncate)");
      this.#writer.raw.close();
    });
  }
}

function rollback(database: DatabaseSync) {
  // SQLite has already rolled back by itself after some errors; a second rollback would hide the first error.
  if (database.isTransaction) database.exec("rollback");
}
