import type { Logger as Pino } from "pino";
import type { Config } from "../config/config.ts";
import type { Policy } from "../domain/access/policy.ts";
import type { AccountService } from "../domain/account/account.service.ts";
import type { ApiKeyService } from "../domain/account/api-key.service.ts";
import type { AttemptLimiter } from "../domain/account/attempt-limiter.ts";
import type { Authenticator } from "../domain/account/authenticator.ts";
import type { LoginService } from "../domain/account/login.service.ts";
import type { OneTimeLinkService } from "../domain/account/one-time-link.service.ts";
import type { PasswordService } from "../domain/account/password.service.ts";
import type { PeopleService } from "../domain/account/people.service.ts";
import type { Revocations } from "../domain/account/revocations.ts";
import type { Tickets } from "../domain/account/tickets.ts";
import type { EventLog } from "../domain/log/event-log.ts";
import type { SessionChanges } from "../domain/session/session-changes.ts";
import type { SessionService } from "../domain/session/session.service.ts";
import type { SessionView } from "../domain/session/session-view.ts";
import type { Shares } from "../domain/sharing/shares.ts";
import type { SharingService } from "../domain/sharing/sharing.service.ts";
import type { Store, StoredScreen } from "../domain/store.ts";
import type { Vault } from "../domain/vault/vault.ts";
import type { WorkspaceService } from "../domain/workspace/workspace.service.ts";
import type { Readers } from "../feed/readers.ts";
import type { Metrics } from "../metrics.ts";
import type { SessionNumber } from "../domain/log/event-log.ts";
import type { OpenConnections } from "./edge/open-connections.ts";
import type { Rates } from "./edge/rates.ts";
import type { OriginPolicy } from "./origin.ts";

/** The parts of the server that its outer edge speaks to. */
export type ApiServices = {
  readonly config: Config;
  readonly cookieName: string;
  readonly origins: OriginPolicy;
  /** What links for people begin with: the public URL, else the address that this request came to. */
  readonly publicOrigin: (request: { readonly host?: string; readonly protocol: string }) => string;
  readonly logger: Pino;
  readonly now: () => number;
  readonly store: Store;
  readonly log: EventLog;
  readonly accounts: AccountService;
  readonly attempts: AttemptLimiter;
  readonly logins: LoginService;
  readonly oneTimeLinks: OneTimeLinkService;
  readonly passwords: PasswordService;
  readonly people: PeopleService;
  readonly apiKeys: ApiKeyService;
  readonly authenticator: Authenticator;
  readonly policy: Policy;
  readonly shares: Shares;
  readonly sharing: SharingService;
  readonly tickets: Tickets;
  readonly rates: Rates;
  readonly connections: OpenConnections;
  readonly revocations: Revocations;
  readonly vault: Vault;
  readonly workspaces: WorkspaceService;
  readonly sessions: SessionService;
  readonly view: SessionView;
  readonly changes: SessionChanges;
  readonly readers: Readers;
  readonly screens: { read(session: SessionNumber, options?: { fresh?: boolean }): Promise<StoredScreen> };
  readonly runners: { readonly ready: boolean; readonly liveCount: number; list(): RunnerSummary[] };
  readonly metrics: Metrics;
  /** Each check of readiness by name: undefined when all is well, else what is wrong. */
  readonly checks: Readonly<Record<string, () => Promise<string | undefined>>>;
};

export type RunnerSummary = {
  id: string;
  pid: number;
  build: string;
  hostname: string;
  startedAt: string;
  draining: boolean;
  sessions: number;
};
