import { createClient, type Client } from "@dispatch/client";
import type { Live } from "@dispatch/client/live/live";
import type {
  ApiKey,
  ApiKeyScope,
  ChangeAccount,
  Invite,
  Login,
  NewApiKey,
  NewInvite as NewInviteShape,
  Person,
  ResetLink as ResetLinkShape,
  Role,
  Setup,
  SignIn,
  User,
} from "@dispatch/protocol/account";
import type { Approval, Decision } from "@dispatch/protocol/agent/approval";
import type { AuditEntry, AuditVerdict } from "@dispatch/protocol/audit";
import type { ConnectionTest, Identity, TrustedHost } from "@dispatch/protocol/identity";
import type { HostKind, HostToken, HostTokenTest } from "@dispatch/protocol/host-token";
import type { Model, Provider } from "@dispatch/protocol/providers";
import type { OfferFound, Pairing, PairingOffer } from "@dispatch/protocol/pairing";
import type { Passkey, Passkeys as PasskeysShape } from "@dispatch/protocol/passkey";
import type {
  ExternalAccounts as ExternalAccountsShape,
  ProviderKind,
  SignInProvider,
  WayIn,
} from "@dispatch/protocol/sign-in";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import type { Health, Ready, RotatedSecrets, Runner } from "@dispatch/protocol/installation";
import type { MessageDelivery, SentMessage, Session } from "@dispatch/protocol/session";
import type { NewShare, Share, ShareAccess } from "@dispatch/protocol/sharing";
import type { Branch } from "@dispatch/protocol/errands/repositories";
import type { Repository } from "@dispatch/protocol/repository";
import type { Orphan, Workspace, WorkspaceUsage } from "@dispatch/protocol/workspace";
import { agentsApi, type AgentsApi } from "./agents-api.ts";
import { deskApi } from "./desk-api.ts";
import { read } from "./read.ts";
import { FilesApi } from "./files-api.ts";
import { PlaybackApi } from "./playback-api.ts";
import { ReviewApi } from "./review-api.ts";

export type SetupState = (typeof Setup)["_output"];
export type ExportFormat = "cast" | "jsonl" | "md" | "txt";
export type NewAccount = SignIn & {
  readonly name?: string;
  readonly setupKey?: string;
  readonly invite?: string;
};
export type GivenRole = Exclude<Role, "owner">;
export type NewInvite = (typeof NewInviteShape)["_output"];
export type ResetLink = (typeof ResetLinkShape)["_output"];
export type InviteWish = { readonly role: GivenRole; readonly expiresInHours: number };
export type PasswordChange = { readonly currentPassword?: string; readonly newPassword: string };
export type ExternalAccounts = (typeof ExternalAccountsShape)["_output"];
export type Passkeys = (typeof PasskeysShape)["_output"];
export type TripWish = { readonly next?: string; readonly invite?: string };
export type ProviderWish = {
  readonly kind: ProviderKind;
  readonly name: string;
  readonly issuer?: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly enabled: boolean;
};
export type HostTokenWish = {
  readonly host: string;
  readonly kind: HostKind;
  readonly apiUrl?: string;
  readonly user?: string;
};
export type IdentityWish = {
  readonly name: string;
  readonly authorName: string;
  readonly authorEmail: string;
  readonly privateKey?: string;
  readonly passphrase?: string;
  readonly isDefault?: true;
};
export type ApiKeyWish = {
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly expiresAt?: string;
};
export type ApiKeyChange = { readonly name?: string; readonly isDisabled?: boolean };
export type PersonChange = { readonly role?: GivenRole; readonly disabled?: boolean };
export type ShareWish = { readonly access: ShareAccess } & (
  | { readonly with: "person"; readonly email: string; readonly expiresAt?: string }
  | { readonly with: "link"; readonly label: string; readonly expiresInHours: number }
);
export type NewTerminal = {
  readonly kind: "terminal";
  readonly shell?: string;
  readonly cwd?: string;
  readonly title?: string;
  readonly workspaceId?: string;
};
export type NewAgent = {
  readonly kind: "agent";
  readonly provider?: string;
  readonly model?: string;
  readonly prompt?: string;
  readonly workspaceId?: string;
};
export type NewEditor = {
  readonly kind: "editor";
  readonly workspaceId?: string;
  readonly title?: string;
};
export type ImageType = "image/png" | "image/jpeg" | "image/gif" | "image/webp";
export type NewMessage = {
  readonly text: string;
  readonly attachments?: { mimeType: ImageType; name: string; data: string }[];
  readonly delivery?: MessageDelivery;
};
export type NewAnswer = {
  readonly decision: Decision;
  readonly scope?: "session" | "always";
  readonly message?: string;
  readonly input?: Record<string, unknown>;
  readonly answers?: Record<string, string | string[]>;
};
export type AgentChange = { readonly model: string } | { readonly mode: string };
export type RepositoryChoice = ({ readonly id: string } | { readonly url: string }) & {
  readonly ref?: string;
  readonly identityId?: string;
};
export type WorkspaceWish =
  | { readonly kind: "plain"; readonly name: string; readonly path?: string }
  | { readonly kind: "worktree" | "clone"; readonly name?: string; readonly repo: RepositoryChoice }
  | { readonly kind: "copy"; readonly name?: string; readonly from: string };
export type WorkspaceChange = {
  readonly name?: string;
  readonly isTemplate?: boolean;
  readonly identityId?: string | null;
};
export type RepositoryChange = { readonly name?: string; readonly identityId?: string | null };
type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** Sessions are read in pages of this many rows: few requests, and an answer stays far below a megabyte. */
const PAGE_ROWS = 200;

/** A list to choose a file from is no longer than can be taken in. */
const FOUND_FILES = 12;

/** Every call the app makes, by what it means. */
export class DispatchApi {
  readonly #client: Client;
  readonly agents: AgentsApi;
  readonly files: FilesApi;
  readonly playback: PlaybackApi;

  /** Without a token as whoever is signed in to this browser. */
  constructor(baseUrl: string, token?: string) {
    this.#client = createClient({ baseUrl, token });
    this.agents = agentsApi(this.#client);
    this.files = new FilesApi(this.#client);
    this.playback = new PlaybackApi(this.#client);
  }

  get desk() {
    return deskApi(this.#client);
  }

  /** The same server, for whoever holds this token. */
  as = (token: string) => new DispatchApi(this.#client.baseUrl, token);

  /** For the calls of an area that are kept apart, and loaded with its pages. */
  get client(): Client {
    return this.#client;
  }

  live = () => this.#client.live();
  /** Joins an editor session by a connection that is there. */
  openEditor = async (live: Live, sessionId: string) => {
    const { openEditor } = await import("@dispatch/client/editor/open-editor");
    return openEditor({ client: this.#client, live, sessionId });
  };

  review = (workspaceId: string) => new ReviewApi(this.#client, workspaceId);

  setup = async () => read<SetupState>(await this.#client.GET("/api/setup"));
  me = async () => read<{ user: User }>(await this.#client.GET("/api/auth/me")).user;
  register = async (body: NewAccount) =>
    read<{ user: User }>(await this.#client.POST("/api/auth/register", { body })).user;
  signIn = async (body: SignIn) =>
    read<{ user: User }>(await this.#client.POST("/api/auth/login", { body })).user;
  signOut = async () => read<void>(await this.#client.POST("/api/auth/logout"));
  changeAccount = async (body: ChangeAccount) =>
    read<User>(await this.#client.PATCH("/api/auth/me", { body }));
  changePassword = async (body: PasswordChange) =>
    read<void>(await this.#client.POST("/api/auth/password", { body }));
  resetPassword = async (token: string, password: string) =>
    read<void>(await this.#client.POST("/api/auth/reset", { body: { token, password } }));
  logins = async () => read<Page<Login>>(await this.#client.GET("/api/auth/logins")).items;
  endLogin = async (id: string) => read<void>(await this.#client.DELETE("/api/auth/logins/{id}", pathOf(id)));

  waysIn = async () => read<Page<WayIn>>(await this.#client.GET("/api/auth/providers")).items;
  /** Where to send this browser so that somebody signs in there. */
  signInAt = async (provider: string, body: TripWish) =>
    read<{ url: string }>(
      await this.#client.POST("/api/auth/oauth/{provider}/start", { params: { path: { provider } }, body }),
    ).url;
  connectAt = async (provider: string) =>
    read<{ url: string }>(
      await this.#client.POST("/api/auth/oauth/{provider}/connect", { params: { path: { provider } } }),
    ).url;
  externalAccounts = async () =>
    read<ExternalAccounts>(await this.#client.GET("/api/auth/external-accounts"));
  disconnect = async (id: string) =>
    read<void>(await this.#client.DELETE("/api/auth/external-accounts/{id}", pathOf(id)));

  passkeys = async () => read<Passkeys>(await this.#client.GET("/api/auth/passkeys"));
  beginPasskey = async (password: string | undefined) =>
    read<PublicKeyCredentialCreationOptionsJSON>(
      await this.#client.POST("/api/auth/passkeys/options", {
        body: password === undefined ? {} : { password },
      }),
    );
  addPasskey = async (name: string, credential: RegistrationResponseJSON) =>
    read<Passkey>(
      await this.#client.POST("/api/auth/passkeys", { body: { name, credential: plain(credential) } }),
    );
  renamePasskey = async (id: string, name: string) =>
    read<Passkey>(await this.#client.PATCH("/api/auth/passkeys/{id}", { ...pathOf(id), body: { name } }));
  deletePasskey = async (id: string) =>
    read<void>(await this.#client.DELETE("/api/auth/passkeys/{id}", pathOf(id)));
  beginPasskeySignIn = async () =>
    read<PublicKeyCredentialRequestOptionsJSON>(await this.#client.POST("/api/auth/passkey/options"));
  signInWithPasskey = async (credential: AuthenticationResponseJSON) =>
    read<{ user: User }>(
      await this.#client.POST("/api/auth/passkey", { body: { credential: plain(credential) } }),
    ).user;

  findPairing = async (userCode: string) =>
    read<Pairing>(await this.#client.POST("/api/auth/device/find", { body: { userCode } }));
  answerPairing = async (userCode: string, decision: "allow" | "deny") =>
    read<void>(await this.#client.POST("/api/auth/device/approve", { body: { userCode, decision } }));
  offerPairing = async () => read<PairingOffer>(await this.#client.POST("/api/auth/device/offer"));
  findOffer = async (code: string) =>
    read<OfferFound>(await this.#client.POST("/api/auth/device/offer/find", { body: { code } }));
  acceptOffer = async (code: string) =>
    read<{ user: User }>(await this.#client.POST("/api/auth/device/offer/accept", { body: { code } })).user;

  providers = async () => read<Page<SignInProvider>>(await this.#client.GET("/api/sign-in-providers")).items;
  putProvider = async (id: string, body: ProviderWish) =>
    read<SignInProvider>(await this.#client.PUT("/api/sign-in-providers/{id}", { ...pathOf(id), body }));
  deleteProvider = async (id: string) =>
    read<void>(await this.#client.DELETE("/api/sign-in-providers/{id}", pathOf(id)));
  /** What is to be registered with a provider of this id. */
  callbackUrl = (id: string) => `${this.#client.baseUrl}/api/auth/oauth/${id}/callback`;

  identities = async () =>
    read<Page<Identity>>(await this.#client.GET("/api/users/{userId}/identities", mine())).items;
  createIdentity = async (body: IdentityWish) =>
    read<Identity>(await this.#client.POST("/api/users/{userId}/identities", { ...mine(), body }));
  putIdentity = async (id: string, body: IdentityWish) =>
    read<Identity>(
      await this.#client.PUT("/api/users/{userId}/identities/{identityId}", { ...myIdentity(id), body }),
    );
  deleteIdentity = async (id: string) =>
    read<void>(await this.#client.DELETE("/api/users/{userId}/identities/{identityId}", myIdentity(id)));
  hostTokens = async () => read<Page<HostToken>>(await this.#client.GET("/api/host-tokens")).items;
  addHostToken = async (body: HostTokenWish & { readonly token: string }) =>
    read<HostToken>(await this.#client.POST("/api/host-tokens", { body }));
  putHostToken = async (id: string, body: HostTokenWish & { readonly token?: string }) =>
    read<HostToken>(await this.#client.PUT("/api/host-tokens/{id}", { ...pathOf(id), body }));
  deleteHostToken = async (id: string) =>
    read<void>(await this.#client.DELETE("/api/host-tokens/{id}", pathOf(id)));
  testHostToken = async (id: string) =>
    read<HostTokenTest>(await this.#client.POST("/api/host-tokens/{id}/test", pathOf(id)));
  testIdentity = async (id: string, host: string) =>
    read<ConnectionTest>(
      await this.#client.POST("/api/users/{userId}/identities/{identityId}/test", {
        ...myIdentity(id),
        body: { host },
      }),
    );
  trustHost = async (host: string, fingerprint: string) =>
    read<TrustedHost>(
      await this.#client.POST("/api/users/{userId}/known-hosts", { ...mine(), body: { host, fingerprint } }),
    );

  people = async () => read<Page<Person>>(await this.#client.GET("/api/users")).items;
  changePerson = async (id: string, body: PersonChange) =>
    read<Person>(await this.#client.PATCH("/api/users/{id}", { ...pathOf(id), body }));
  passwordResetLink = async (id: string) =>
    read<ResetLink>(await this.#client.POST("/api/users/{id}/password-reset", pathOf(id)));
  invites = async () => read<Page<Invite>>(await this.#client.GET("/api/invites")).items;
  invite = async (body: InviteWish) => read<NewInvite>(await this.#client.POST("/api/invites", { body }));
  deleteInvite = async (id: string) => read<void>(await this.#client.DELETE("/api/invites/{id}", pathOf(id)));

  /** Newest first; the cursor of a page leads to the next one. */
  audit = async ({ act, actor }: { act: string; actor: string }, cursor?: string) => {
    const query = {
      ...(act === "" ? {} : { act }),
      ...(actor === "" ? {} : { actor }),
      ...(cursor === undefined ? {} : { cursor: Number(cursor) }),
    };
    return read<Page<AuditEntry>>(await this.#client.GET("/api/audit", { params: { query } }));
  };
  verifyAudit = async () => read<AuditVerdict>(await this.#client.GET("/api/audit/verify"));
  get docsUrl() {
    return `${this.#client.baseUrl}/api/docs`;
  }
  get openApiUrl() {
    return `${this.#client.baseUrl}/api/openapi.json`;
  }
  get auditExportUrl() {
    return `${this.#client.baseUrl}/api/audit/export`;
  }

  health = async () => read<Health>(await this.#client.GET("/api/health"));
  /** A server that is not ready says so with a 503, which here is an answer like the other. */
  ready = async () => {
    const answer = await this.#client.GET("/api/ready");
    return answer.response.status === 503 && answer.error ? (answer.error as Ready) : read<Ready>(answer);
  };
  runners = async () => read<Page<Runner>>(await this.#client.GET("/api/runners")).items;
  rotateEncryptionKey = async () =>
    read<RotatedSecrets>(await this.#client.POST("/api/encryption-key/rotate"));

  /** All sessions, page by page, so that a long list shows its beginning at once. */
  async *sessions(): AsyncGenerator<readonly Session[]> {
    let cursor: number | undefined;
    do {
      const query = { limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) };
      const page = read<Page<Session>>(await this.#client.GET("/api/sessions", { params: { query } }));
      yield page.items;
      cursor = page.nextCursor === null ? undefined : Number(page.nextCursor);
    } while (cursor !== undefined);
  }

  session = async (id: string) => read<Session>(await this.#client.GET("/api/sessions/{id}", pathOf(id)));
  createSession = async (body: NewTerminal | NewAgent | NewEditor) =>
    read<Session>(await this.#client.POST("/api/sessions", { body }));
  renameSession = async (id: string, title: string) =>
    read<Session>(await this.#client.PATCH("/api/sessions/{id}", { ...pathOf(id), body: { title } }));
  deleteSession = async (id: string) =>
    read<void>(await this.#client.DELETE("/api/sessions/{id}", pathOf(id)));
  stopSession = async (id: string) =>
    read<Session>(await this.#client.POST("/api/sessions/{id}/stop", pathOf(id)));
  resumeSession = async (id: string) =>
    read<Session>(await this.#client.POST("/api/sessions/{id}/resume", pathOf(id)));

  /** Every agent there could be. */
  agentProviders = async () => read<Page<Provider>>(await this.#client.GET("/api/providers")).items;
  models = async () => read<Page<Model>>(await this.#client.GET("/api/models")).items;

  /** The key makes sure that a message which is sent again is the same one. */
  sendMessage = async (id: string, body: NewMessage, key: string) =>
    read<SentMessage>(
      await this.#client.POST("/api/sessions/{id}/messages", {
        ...pathOf(id),
        body,
        headers: { "idempotency-key": key },
      }),
    );
  withdrawMessage = async (id: string, messageId: string) =>
    read<void>(
      await this.#client.DELETE("/api/sessions/{id}/messages/{messageId}", {
        params: { path: { id, messageId } },
      }),
    );
  interruptSession = async (id: string) =>
    read<unknown>(await this.#client.POST("/api/sessions/{id}/interrupt", pathOf(id)));
  /** Another model or mode, from its next step on. */
  changeAgent = async (id: string, body: AgentChange) =>
    read<Session>(await this.#client.PATCH("/api/sessions/{id}", { ...pathOf(id), body }));

  /** What waits for this person. */
  openApprovals = async () =>
    read<Page<Approval>>(
      await this.#client.GET("/api/approvals", { params: { query: { state: "open", limit: 500 } } }),
    ).items;
  approval = async (id: string) => read<Approval>(await this.#client.GET("/api/approvals/{id}", pathOf(id)));
  answer = async (id: string, body: NewAnswer) =>
    read<Approval>(await this.#client.POST("/api/approvals/{id}", { ...pathOf(id), body }));

  shares = async (id: string) =>
    read<Page<Share>>(await this.#client.GET("/api/sessions/{id}/shares", pathOf(id))).items;
  share = async (id: string, body: ShareWish) =>
    read<NewShare>(await this.#client.POST("/api/sessions/{id}/shares", { ...pathOf(id), body }));
  endShare = async (id: string, shareId: string) =>
    read<void>(
      await this.#client.DELETE("/api/sessions/{id}/shares/{shareId}", { params: { path: { id, shareId } } }),
    );
  /** What the link in this browser's hand opens. */
  shared = async () => read<Session>(await this.#client.GET("/api/shared"));

  exportUrl = (id: string, format: ExportFormat) =>
    `${this.#client.baseUrl}/api/sessions/${encodeURIComponent(id)}/export?format=${format}`;

  workspaces = async ({ deleted }: { deleted: boolean }) =>
    read<Page<Workspace>>(
      await this.#client.GET("/api/workspaces", {
        params: { query: { deleted: deleted ? "true" : "false" } },
      }),
    ).items;
  createWorkspace = async (wish: WorkspaceWish) =>
    read<Workspace>(await this.#client.POST("/api/workspaces", { body: wish }));
  changeWorkspace = async (id: string, change: WorkspaceChange) =>
    read<Workspace>(await this.#client.PATCH("/api/workspaces/{id}", { ...pathOf(id), body: change }));
  retryWorkspace = async (id: string) =>
    read<Workspace>(await this.#client.POST("/api/workspaces/{id}/retry", pathOf(id)));
  /** `now`: for good; `force`: also what holds work that is nowhere else. */
  deleteWorkspace = async (id: string, { now = false, force = false } = {}) =>
    read<void>(
      await this.#client.DELETE("/api/workspaces/{id}", {
        params: { path: { id }, query: { now: now ? "true" : "false", force: force ? "true" : "false" } },
      }),
    );
  orphans = async () => read<Page<Orphan>>(await this.#client.GET("/api/workspaces/orphans")).items;
  decideOrphan = async ({ name, kind }: Orphan, action: "adopt" | "delete") =>
    read<{ readonly workspace?: Workspace }>(
      await this.#client.POST("/api/workspaces/orphans/{name}", {
        params: { path: { name } },
        body: { action, kind },
      }),
    );

  repositories = async () => read<Page<Repository>>(await this.#client.GET("/api/repos")).items;
  createRepository = async (body: { readonly url: string } & RepositoryChange) =>
    read<Repository>(await this.#client.POST("/api/repos", { body: body as never }));
  changeRepository = async (id: string, body: RepositoryChange) =>
    read<Repository>(await this.#client.PATCH("/api/repos/{id}", { ...pathOf(id), body }));
  fetchRepository = async (id: string) =>
    read<Repository>(await this.#client.POST("/api/repos/{id}/fetch", pathOf(id)));
  forgetRepository = async (id: string) =>
    read<void>(await this.#client.DELETE("/api/repos/{id}", pathOf(id)));
  branches = async (id: string) =>
    read<Page<Branch>>(await this.#client.GET("/api/repos/{id}/branches", pathOf(id))).items;
  restoreWorkspace = async (id: string) =>
    read<Workspace>(await this.#client.POST("/api/workspaces/{id}/restore", pathOf(id)));
  /** What failed in its set-up only is ready then. */
  takeWorkspaceAsItIs = async (id: string) =>
    read<Workspace>(
      await this.#client.POST("/api/workspaces/{id}/retry", {
        params: { path: { id }, query: { setup: "false" } },
      }),
    );
  startService = async (id: string, name: string) =>
    read<Session>(
      await this.#client.POST("/api/workspaces/{id}/services/{name}", { params: { path: { id, name } } }),
    );
  /** Paths of files whose name has these letters, the likeliest first. */
  findFiles = async (id: string, q: string, signal: AbortSignal) =>
    read<{ readonly items: readonly { readonly path: string }[] }>(
      await this.#client.GET("/api/workspaces/{id}/files/search", {
        params: { path: { id }, query: { q, limit: FOUND_FILES } },
        signal,
      }),
    ).items.map(({ path }) => path);
  workspaceUsage = async (id: string) =>
    read<WorkspaceUsage>(await this.#client.GET("/api/workspaces/{id}/usage", pathOf(id)));

  apiKeys = async () => read<Page<ApiKey>>(await this.#client.GET("/api/api-keys")).items;
  createApiKey = async (body: ApiKeyWish) =>
    read<NewApiKey>(
      await this.#client.POST("/api/api-keys", { body: { ...body, scopes: [...body.scopes] } }),
    );
  changeApiKey = async (id: string, body: ApiKeyChange) =>
    read<ApiKey>(await this.#client.PATCH("/api/api-keys/{id}", { ...pathOf(id), body }));
  deleteApiKey = async (id: string) =>
    read<void>(await this.#client.DELETE("/api/api-keys/{id}", pathOf(id)));
}

/** What belongs to who is signed in. */
const mine = () => ({ params: { path: { userId: "me" } } });
const myIdentity = (identityId: string) => ({ params: { path: { userId: "me", identityId } } });
const pathOf = (id: string) => ({ params: { path: { id } } });

/** The library's type for a browser's answer leaves more open than the schema: what is missing is refused by the server. */
const plain = (credential: object) => credential as never;
