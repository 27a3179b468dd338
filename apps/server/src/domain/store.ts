import type { NewEvent } from "@dispatch/protocol/events";
import type {
  ApiKeyId,
  ExternalAccountId,
  HostTokenId,
  IdentityId,
  InviteId,
  LoginId,
  PasskeyId,
  RepositoryId,
  ReviewCommentId,
  RunnerId,
  SessionId,
  ShareId,
  UserId,
  WorkspaceId,
} from "@dispatch/protocol/ids";
import type { IsolationRung } from "@dispatch/protocol/isolation";
import type { ApiKeyScope, Role } from "@dispatch/protocol/account";
import type { HostKind } from "@dispatch/protocol/host-token";
import type { AgentOffers, ProviderId, ProviderKeyKind } from "@dispatch/protocol/providers";
import type { PullRequestLink } from "@dispatch/protocol/pull-request";
import type { ProviderKind } from "@dispatch/protocol/sign-in";
import type { SessionOutcome, SessionStatus } from "@dispatch/protocol/session-status";
import type { ShareAccess } from "@dispatch/protocol/sharing";
import type { SetUpFile } from "@dispatch/protocol/set-up";
import type { SessionKind, SessionScreen } from "@dispatch/protocol/session";
import type { WorkspaceKind } from "@dispatch/protocol/workspace";
import type { TerminalOptions } from "@dispatch/protocol/terminal";
import type { AgentFacts, Approvals, Prompts } from "./agents/agent-store.ts";
import type { StoredData } from "./data/data-store.ts";
import type { Layouts, PreferenceStore } from "./desk/desk-store.ts";
import type { Rules } from "./approvals/rule-store.ts";
import type { Budgeting, Usages } from "./usage/usage-store.ts";
import type { SessionNumber } from "./log/event-log.ts";

/** Rows as the domain sees them. Times are epoch milliseconds. */
export type UserRow = {
  id: UserId;
  email: string;
  name: string;
  role: Role;
  /** 1, 2, 3 ... in the order of joining, never given twice: what the operating system knows the person by. */
  number: number;
  /** Null for who came in another way and never set a password. */
  passwordHash: string | null;
  disabledAt: number | null;
  createdAt: number;
};
export type LoginRow = {
  id: LoginId;
  userId: UserId;
  cookieHash: string;
  device: string;
  address: string;
  createdAt: number;
  lastUsedAt: number;
  expiresAt: number;
  revokedAt: number | null;
};
export type RefreshTokenRow = { hash: string; loginId: LoginId; createdAt: number; usedAt: number | null };
export type OneTimeLinkRow = {
  id: InviteId;
  purpose: "invite" | "reset";
  hash: string;
  role: "admin" | "member" | null;
  userId: UserId | null;
  createdBy: UserId;
  createdAt: number;
  expiresAt: number;
};
export type SignInProviderRow = {
  id: string;
  kind: ProviderKind;
  name: string;
  issuer: string;
  clientId: string;
  enabled: boolean;
  createdAt: number;
};
export type ExternalAccountRow = {
  id: ExternalAccountId;
  userId: UserId;
  kind: ProviderKind;
  issuer: string;
  /** What the issuer calls the person; it never changes there, as an e-mail address may. */
  subject: string;
  label: string;
  createdAt: number;
  lastUsedAt: number;
};
export type PasskeyRow = {
  id: PasskeyId;
  userId: UserId;
  name: string;
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: string[];
  createdAt: number;
  lastUsedAt: number | null;
};
/** Something begun on the way in that is finished once and soon, or not at all. */
export type SignInStepRow = {
  hash: string;
  purpose: "redirect" | "add-passkey" | "use-passkey";
  facts: string;
  createdAt: number;
  expiresAt: number;
};
/** A request is made by a device and answered by a person; an offer is made by a person and taken by a device. */
export type PairingRow = {
  hash: string;
  userCodeHash: string | null;
  status: "asked" | "allowed" | "denied" | "offered";
  userId: UserId | null;
  device: string;
  address: string;
  createdAt: number;
  expiresAt: number;
};
export type ApiKeyRow = {
  id: ApiKeyId;
  userId: UserId;
  name: string;
  hash: string;
  scopes: ApiKeyScope[];
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
  disabledAt: number | null;
};
/** The private key lies in the vault, under a name that is made of the id. */
export type IdentityRow = {
  id: IdentityId;
  userId: UserId;
  name: string;
  authorName: string;
  authorEmail: string;
  /** Kind and bytes in text, without a comment. */
  publicKey: string;
  isDefault: boolean;
  createdAt: number;
};
/** The token lies in the vault, under a name that is made of the id. */
export type HostTokenRow = {
  id: HostTokenId;
  userId: UserId;
  /** Name and port as in an https address; http ones only on loopback, and always with their port. */
  host: string;
  kind: HostKind;
  /** Null where the kind says it. */
  apiUrl: string | null;
  user: string;
  createdAt: number;
  lastUsedAt: number | null;
  expiresAt: number | null;
};
/** That somebody has given something for a provider; what is secret of it lies in the vault. */
export type ProviderKeyRow = {
  userId: UserId;
  provider: ProviderId;
  /** Null where no key was given. */
  kind: ProviderKeyKind | null;
  baseUrl: string | null;
  /** The names of further variables. */
  variables: readonly string[];
  updatedAt: number;
};
export type AgentOffersRow = { provider: ProviderId; userId: UserId; offers: AgentOffers; learnedAt: number };
/** The pull request of a workspace, as it was last opened or found. */
export type PullRequestRow = PullRequestLink & { workspaceId: WorkspaceId };
export type WorkspaceRow = {
  id: WorkspaceId;
  ownerId: UserId;
  kind: WorkspaceKind;
  name: string;
  path: string;
  /** `preparing` until it was made ready, `failed` where that did not work: then `reason` says why. */
  status: "preparing" | "ready" | "failed";
  reason: string | null;
  repoId: RepositoryId | null;
  /** What was asked for: a branch, a tag or a commit. */
  ref: string | null;
  /** The branch made for it: as it is wished, and then as it is called. */
  branch: string | null;
  /** The commit that its branch began at; what was done since is compared with it. */
  baseCommit: string | null;
  /** As whom it speaks to its host and commits; else the repository's, else the person's default one. */
  identityId: IdentityId | null;
  /** The workspace it is a copy of. */
  fromId: WorkspaceId | null;
  isDefault: boolean;
  /** Dispatch made its folder; else it was there before, and is nobody's to move or delete. */
  isMade: boolean;
  /** Its person offers it to be copied. */
  isTemplate: boolean;
  createdAt: number;
  deletedAt: number | null;
  /** When it goes for good: from then on nothing restores it. */
  goneAt: number | null;
  /** When what it held was cleared away. The row stays for the sessions that refer to it. */
  purgedAt: number | null;
};
export type WorkspaceChange = Partial<
  Pick<
    WorkspaceRow,
    | "name"
    | "isDefault"
    | "isTemplate"
    | "deletedAt"
    | "goneAt"
    | "purgedAt"
    | "status"
    | "reason"
    | "ref"
    | "branch"
    | "baseCommit"
    | "identityId"
  >
>;
export type ReviewCommentRow = {
  id: ReviewCommentId;
  workspaceId: WorkspaceId;
  path: string;
  side: "old" | "new";
  line: number;
  /** The line and its neighbours, as they were when it was commented on. */
  context: { before: string[]; content: string; after: string[] };
  text: string;
  isResolved: boolean;
  sentAt: number | null;
  createdAt: number;
  updatedAt: number;
};
/** How a workspace is made ready to run. Those without a row are not, unless somebody asks for it. */
export type SetUpRow = {
  workspaceId: WorkspaceId;
  state: "waiting" | "running" | "done" | "failed" | "left-out";
  /** Its files are there: what fails from then on leaves them. */
  isTreeMade: boolean;
  carryFromId: WorkspaceId | null;
  /** How many sessions were begun for it. */
  runs: number;
  /** The session it runs in, or ran in last. */
  sessionId: SessionId | null;
  failure: { code: string; detail: string } | null;
  notes: string[];
  /** The set-up file as it was read last. */
  file: SetUpFile | null;
  /** The session that was started last for each service. */
  services: Record<string, SessionId>;
};
/** Ports that a workspace has to itself. */
export type PortBlockRow = { workspaceId: WorkspaceId; first: number; count: number };
/** A repository at a git host, of which a person has one bare clone. */
export type RepositoryRow = {
  id: RepositoryId;
  ownerId: UserId;
  url: string;
  /** The same for all ways to write its address. */
  key: string;
  name: string;
  /** The host's, as it was seen last. */
  defaultBranch: string | null;
  identityId: IdentityId | null;
  /** Whether the contents of all commits are there. */
  isComplete: boolean;
  fetchedAt: number | null;
  createdAt: number;
};
export type RunnerRow = {
  id: RunnerId;
  pid: number;
  build: string;
  hostname: string;
  startedAt: number;
  seenAt: number;
};

/** What a session was made with: a terminal's options, the file that an editor began with, what an agent is to be. */
export type StoredOptions = TerminalOptions & {
  path?: string;
  provider?: string;
  model?: string;
  mode?: string;
};

export type SessionRow = {
  number: SessionNumber;
  id: SessionId;
  ownerId: UserId;
  workspaceId: WorkspaceId;
  kind: SessionKind;
  status: SessionStatus;
  outcome: SessionOutcome | null;
  exitCode: number | null;
  signal: string | null;
  reason: string | null;
  title: string;
  options: StoredOptions;
  launch: number;
  runnerId: RunnerId | null;
  shell: string | null;
  cwd: string | null;
  isolation: IsolationRung | null;
  createdAt: number;
  updatedAt: number;
  endedAt: number | null;
  /** Who typed last, when it was not always the owner: a person's or share's id. */
  typist: UserId | ShareId | null;
  /** Of sessions that are agents. */
  agent: AgentFacts | null;
  /** Of terminals that said something. */
  terminal: TerminalFacts | null;
};

/** What programs in a terminal have said of themselves up to an event of its log. */
export type TerminalFacts = {
  /** Empty for none. */
  readonly title: string;
  readonly bellAt: number | null;
  readonly seq: number;
};

export type SessionChange = Partial<Omit<SessionRow, "number" | "id" | "ownerId" | "createdAt" | "kind">>;

export type StoredScreen = SessionScreen & { readonly bytesSeen: number };

export type IdempotencyRow = {
  userId: UserId;
  key: string;
  request: string;
  status: number;
  body: string;
  at: number;
};

export type ShareRow = {
  id: ShareId;
  session: SessionNumber;
  sessionId: SessionId;
  /** Whose session it is, as others read it. */
  ownerName: string;
  /** With a person, */
  userId: UserId | null;
  /** or by a link with this secret. */
  hash: string | null;
  label: string;
  access: ShareAccess;
  createdBy: UserId;
  createdAt: number;
  expiresAt: number | null;
};
/** One audit entry: its own text, and the columns it is searched by. */
export type AuditRow = {
  number: number;
  at: number;
  act: string;
  outcome: string;
  actorId: string | null;
  objectId: string | null;
  body: string;
  hash: string;
  seal: string;
};
export type SecretRow = { name: string; sealed: string };

export type Users = {
  byId(id: UserId): Promise<UserRow | undefined>;
  byEmail(email: string): Promise<UserRow | undefined>;
  count(): Promise<number>;
  list(): Promise<UserRow[]>;
  /** The number for the next account; asked for in the transaction that inserts it. */
  nextNumber(): Promise<number>;
  insert(user: UserRow): Promise<void>;
  update(
    id: UserId,
    change: Partial<Pick<UserRow, "name" | "role" | "passwordHash" | "disabledAt">>,
  ): Promise<void>;
};
export type Logins = {
  byId(id: LoginId): Promise<LoginRow | undefined>;
  byCookieHash(hash: string): Promise<LoginRow | undefined>;
  listFor(userId: UserId, aliveAt: number): Promise<LoginRow[]>;
  insert(login: LoginRow): Promise<void>;
  touch(id: LoginId, at: number, expiresAt: number): Promise<void>;
  revoke(id: LoginId, at: number): Promise<void>;
  refreshToken(hash: string): Promise<RefreshTokenRow | undefined>;
  addRefreshToken(token: RefreshTokenRow): Promise<void>;
  useRefreshToken(hash: string, at: number): Promise<void>;
};
export type OneTimeLinks = {
  /** A link that may still be used. */
  byHash(hash: string, purpose: OneTimeLinkRow["purpose"], at: number): Promise<OneTimeLinkRow | undefined>;
  listOpen(purpose: OneTimeLinkRow["purpose"], at: number): Promise<OneTimeLinkRow[]>;
  insert(link: OneTimeLinkRow): Promise<void>;
  use(id: InviteId, at: number): Promise<void>;
  delete(id: InviteId, purpose: OneTimeLinkRow["purpose"]): Promise<boolean>;
};
export type SignInProviders = {
  byId(id: string): Promise<SignInProviderRow | undefined>;
  list(): Promise<SignInProviderRow[]>;
  upsert(provider: SignInProviderRow): Promise<void>;
  delete(id: string): Promise<boolean>;
};
export type ExternalAccounts = {
  find(key: Pick<ExternalAccountRow, "kind" | "issuer" | "subject">): Promise<ExternalAccountRow | undefined>;
  listFor(userId: UserId): Promise<ExternalAccountRow[]>;
  insert(account: ExternalAccountRow): Promise<void>;
  touch(id: ExternalAccountId, at: number, label: string): Promise<void>;
  delete(id: ExternalAccountId, userId: UserId): Promise<boolean>;
};
export type Passkeys = {
  byCredentialId(credentialId: string): Promise<PasskeyRow | undefined>;
  listFor(userId: UserId): Promise<PasskeyRow[]>;
  insert(passkey: PasskeyRow): Promise<void>;
  touch(id: PasskeyId, at: number, counter: number): Promise<void>;
  rename(id: PasskeyId, userId: UserId, name: string): Promise<boolean>;
  delete(id: PasskeyId, userId: UserId): Promise<boolean>;
};
export type SignInSteps = {
  /** Makes room by forgetting what has ended, then the oldest. */
  insert(step: SignInStepRow): Promise<void>;
  /** Whoever asks first gets it; it is gone then. */
  take(hash: string, purpose: SignInStepRow["purpose"], at: number): Promise<SignInStepRow | undefined>;
};
export type Pairings = {
  byHash(hash: string, at: number): Promise<PairingRow | undefined>;
  byUserCodeHash(hash: string, at: number): Promise<PairingRow | undefined>;
  /** Makes room by forgetting what has ended, then the oldest. */
  insert(pairing: PairingRow): Promise<void>;
  answer(hash: string, change: Pick<PairingRow, "status" | "userId">): Promise<void>;
  delete(hash: string): Promise<boolean>;
  deleteFor(userId: UserId): Promise<void>;
};
export type ApiKeys = {
  byHash(hash: string): Promise<ApiKeyRow | undefined>;
  listFor(userId: UserId): Promise<ApiKeyRow[]>;
  insert(key: ApiKeyRow): Promise<void>;
  touch(id: ApiKeyId, at: number): Promise<void>;
  update(
    id: ApiKeyId,
    userId: UserId,
    change: Pick<ApiKeyRow, "name" | "disabledAt">,
  ): Promise<ApiKeyRow | undefined>;
  delete(id: ApiKeyId, userId: UserId): Promise<boolean>;
};
export type Identities = {
  byId(id: IdentityId, userId: UserId): Promise<IdentityRow | undefined>;
  /** The oldest first. */
  listFor(userId: UserId): Promise<IdentityRow[]>;
  insert(identity: IdentityRow): Promise<void>;
  update(
    id: IdentityId,
    change: Pick<IdentityRow, "name" | "authorName" | "authorEmail" | "publicKey">,
  ): Promise<void>;
  /** That one, and no other of the person's. */
  makeDefault(id: IdentityId, userId: UserId): Promise<void>;
  delete(id: IdentityId): Promise<void>;
};
export type HostTokens = {
  byId(id: HostTokenId, userId: UserId): Promise<HostTokenRow | undefined>;
  /** By host. */
  listFor(userId: UserId): Promise<HostTokenRow[]>;
  insert(token: HostTokenRow): Promise<void>;
  update(
    id: HostTokenId,
    change: Pick<HostTokenRow, "host" | "kind" | "apiUrl" | "user" | "expiresAt">,
  ): Promise<void>;
  touch(id: HostTokenId, at: number): Promise<void>;
  setEnd(id: HostTokenId, at: number | null): Promise<void>;
  delete(id: HostTokenId): Promise<void>;
};
export type ProviderKeys = {
  of(userId: UserId, provider: ProviderId): Promise<ProviderKeyRow | undefined>;
  /** By provider. */
  listFor(userId: UserId): Promise<ProviderKeyRow[]>;
  put(row: ProviderKeyRow): Promise<void>;
  delete(userId: UserId, provider: ProviderId): Promise<void>;
};
/** What a person's agents last said can be chosen, by provider. */
export type AgentOffersKept = {
  of(provider: ProviderId, userId: UserId): Promise<AgentOffersRow | undefined>;
  listFor(userId: UserId, learnedAfter: number): Promise<AgentOffersRow[]>;
  put(row: AgentOffersRow): Promise<void>;
};
export type PullRequests = {
  of(workspaceId: WorkspaceId): Promise<PullRequestRow | undefined>;
  /** Of all workspaces of a person. */
  listFor(ownerId: UserId): Promise<PullRequestRow[]>;
  put(row: PullRequestRow): Promise<void>;
};
export type Workspaces = {
  byId(id: WorkspaceId, ownerId: UserId): Promise<WorkspaceRow | undefined>;
  defaultOf(ownerId: UserId): Promise<WorkspaceRow | undefined>;
  /** Those in use, or those that were deleted and can be restored; none that is gone. */
  listFor(ownerId: UserId, which: { deleted: boolean }): Promise<WorkspaceRow[]>;
  /** Of everybody, and none that is gone. */
  listAll(): Promise<WorkspaceRow[]>;
  /** Those that borrow from a repository, deleted ones too, and none that is gone. */
  listOf(repoId: RepositoryId): Promise<WorkspaceRow[]>;
  isNameTaken(ownerId: UserId, name: string, except?: WorkspaceId): Promise<boolean>;
  /** By anybody's workspace, or by one that may come back to it. */
  isPathTaken(path: string): Promise<boolean>;
  insert(workspace: WorkspaceRow): Promise<void>;
  update(id: WorkspaceId, change: WorkspaceChange): Promise<void>;
  /** Undoes an insert whose later steps failed. */
  erase(id: WorkspaceId): Promise<void>;
};
export type SetUps = {
  of(workspaceId: WorkspaceId): Promise<SetUpRow | undefined>;
  listFor(ownerId: UserId): Promise<ReadonlyMap<WorkspaceId, SetUpRow>>;
  save(row: SetUpRow): Promise<void>;
};
export type PortBlocks = {
  of(workspaceId: WorkspaceId): Promise<PortBlockRow | undefined>;
  /** Of everybody, in the order of their ports. */
  listAll(): Promise<PortBlockRow[]>;
  save(row: PortBlockRow): Promise<void>;
  release(workspaceId: WorkspaceId): Promise<void>;
};
export type Repositories = {
  byId(id: RepositoryId, ownerId: UserId): Promise<RepositoryRow | undefined>;
  byKey(key: string, ownerId: UserId): Promise<RepositoryRow | undefined>;
  listFor(ownerId: UserId): Promise<RepositoryRow[]>;
  listAll(): Promise<RepositoryRow[]>;
  /** The name of a repository or workspace that counts on this identity. */
  usesIdentity(identityId: IdentityId): Promise<string | undefined>;
  insert(repository: RepositoryRow): Promise<void>;
  update(repository: RepositoryRow): Promise<void>;
  delete(id: RepositoryId): Promise<void>;
};
/** What sessions make of a workspace. */
export type WorkspaceUse = { sessions: number; live: number; lastAt: number };
export type SessionListQuery = {
  ownerId: UserId;
  /** Sessions of others that are listed too. */
  shared: readonly SessionId[];
  limit: number;
  before?: SessionNumber | undefined;
  status?: SessionStatus | undefined;
  workspaceId?: WorkspaceId | undefined;
};
export type Sessions = {
  byId(id: SessionId): Promise<SessionRow | undefined>;
  byNumber(number: SessionNumber): Promise<SessionRow | undefined>;
  list(query: SessionListQuery): Promise<SessionRow[]>;
  /** How many of a person's sessions have not ended. */
  countLive(ownerId: UserId): Promise<number>;
  listLiveIn(workspaceId: WorkspaceId): Promise<SessionRow[]>;
  /** Of each workspace that has sessions. */
  useOf(ownerId: UserId): Promise<ReadonlyMap<WorkspaceId, WorkspaceUse>>;
  /** Every session of these kinds that has not ended. */
  listUnended(...kinds: SessionKind[]): Promise<SessionRow[]>;
  insert(session: Omit<SessionRow, "number">): Promise<SessionNumber>;
  update(id: SessionId, change: SessionChange): Promise<void>;
  /** Whether the id is in use, be it by a session that was removed. */
  isTaken(id: SessionId): Promise<boolean>;
  /** Undoes an insert whose later steps failed: nothing stays. */
  erase(number: SessionNumber): Promise<void>;
  /** Makes it invisible at once; its events are cleared away afterwards. */
  remove(id: SessionId, at: number): Promise<void>;
  listRemoved(): Promise<SessionNumber[]>;
  /** Clears away some of a removed session's events; true when none is left and the row is gone. */
  purge(number: SessionNumber, events: number): Promise<boolean>;
};
export type Runners = {
  upsert(runner: RunnerRow): Promise<void>;
  list(): Promise<RunnerRow[]>;
  delete(id: RunnerId): Promise<void>;
};
export type Screens = {
  load(session: SessionNumber): Promise<StoredScreen | undefined>;
  save(session: SessionNumber, screen: StoredScreen, at: number): Promise<void>;
  /** Keeps a screen along the recording, besides the one at its end. */
  keepWaypoint(session: SessionNumber, screen: StoredScreen, at: number): Promise<void>;
};
export type Idempotency = {
  find(userId: UserId, key: string): Promise<IdempotencyRow | undefined>;
  insert(row: IdempotencyRow): Promise<void>;
  deleteBefore(at: number): Promise<void>;
};

export type ShareRepository = {
  /** Of all sessions that are still there. */
  list(): Promise<ShareRow[]>;
  save(share: ShareRow): Promise<void>;
  delete(id: ShareId): Promise<void>;
};
export type AuditRepository = {
  last(): Promise<Pick<AuditRow, "number" | "hash"> | undefined>;
  insert(row: AuditRow): Promise<void>;
  after(number: number, limit: number): Promise<AuditRow[]>;
  newest(query: {
    before?: number | undefined;
    act?: string | undefined;
    actorId?: string | undefined;
    limit: number;
  }): Promise<AuditRow[]>;
};
export type Secrets = {
  byName(name: string): Promise<SecretRow | undefined>;
  list(): Promise<SecretRow[]>;
  put(secret: SecretRow): Promise<void>;
  delete(name: string): Promise<void>;
};
/** What administrators set for the whole installation, one JSON value under each name. */
export type Settings = {
  read(name: string): Promise<unknown>;
  put(name: string, value: unknown): Promise<void>;
};

/** What was reviewed in workspaces, and what was said about it. */
export type Reviews = {
  /** The hash of each file that was marked, as it was then. */
  marksOf(workspaceId: WorkspaceId): Promise<ReadonlyMap<string, string>>;
  mark(workspaceId: WorkspaceId, mark: { path: string; hash: string; at: number }): Promise<void>;
  unmark(workspaceId: WorkspaceId, path: string): Promise<void>;
  commentsOf(workspaceId: WorkspaceId): Promise<ReviewCommentRow[]>;
  commentBy(workspaceId: WorkspaceId, id: ReviewCommentId): Promise<ReviewCommentRow | undefined>;
  insertComment(row: ReviewCommentRow): Promise<void>;
  updateComment(
    id: ReviewCommentId,
    change: Pick<ReviewCommentRow, "text" | "isResolved" | "updatedAt">,
  ): Promise<void>;
  markSent(ids: readonly ReviewCommentId[], at: number): Promise<void>;
  deleteComment(id: ReviewCommentId): Promise<void>;
  clear(workspaceId: WorkspaceId): Promise<void>;
};

export type Reading = {
  readonly users: Users;
  readonly logins: Logins;
  readonly oneTimeLinks: OneTimeLinks;
  readonly apiKeys: ApiKeys;
  readonly signInProviders: SignInProviders;
  readonly externalAccounts: ExternalAccounts;
  readonly passkeys: Passkeys;
  readonly signInSteps: SignInSteps;
  readonly pairings: Pairings;
  readonly identities: Identities;
  readonly repositories: Repositories;
  readonly hostTokens: HostTokens;
  readonly providerKeys: ProviderKeys;
  readonly agentOffers: AgentOffersKept;
  readonly pullRequests: PullRequests;
  readonly workspaces: Workspaces;
  readonly setUps: SetUps;
  readonly portBlocks: PortBlocks;
  readonly sessions: Sessions;
  readonly runners: Runners;
  readonly screens: Screens;
  readonly idempotency: Idempotency;
  readonly secrets: Secrets;
  readonly shares: ShareRepository;
  readonly audit: AuditRepository;
  readonly settings: Settings;
  readonly reviews: Reviews;
  readonly prompts: Prompts;
  readonly approvals: Approvals;
  readonly rules: Rules;
  readonly usages: Usages;
  readonly budgets: Budgeting;
  readonly layouts: Layouts;
  readonly preferences: PreferenceStore;
  readonly data: StoredData;
};

/** Inside a transaction: the same questions, and events that commit together with the rows. */
export type Writing = Reading & {
  readonly events: {
    append(session: SessionNumber, ...events: NewEvent[]): void;
    appendFrom(session: SessionNumber, sourceEnd: number, event: NewEvent): void;
    /** An item of the runner that made no event is committed all the same. */
    advance(session: SessionNumber, sourceEnd: number): void;
  };
};

export interface Store {
  readonly read: Reading;
  /** All or nothing; followers hear of the events after the commit. */
  write<T>(work: (writing: Writing) => Promise<T>): Promise<T>;
  /** A removed session's number is done with. */
  forget(session: SessionNumber): void;
}
