import { createClient, type Client } from "@dispatch/client";
import { dataOf } from "@dispatch/client/problem";
import type {
  ApiKey,
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
import type { Session } from "@dispatch/protocol/session";
import type { NewShare, Share, ShareAccess } from "@dispatch/protocol/sharing";

export type SetupState = (typeof Setup)["_output"];
export type ExportFormat = "cast" | "jsonl" | "txt";
export type NewAccount = SignIn & {
  readonly name?: string;
  readonly setupKey?: string;
  readonly invite?: string;
};
export type GivenRole = Exclude<Role, "owner">;
export type NewInvite = (typeof NewInviteShape)["_output"];
export type ResetLink = (typeof ResetLinkShape)["_output"];
export type InviteWish = { readonly role: GivenRole; readonly expiresInHours: number };
export type PasswordChange = { readonly currentPassword: string; readonly newPassword: string };
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
};
type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** Sessions are read in pages of this many rows: few requests, and an answer stays far below a megabyte. */
const PAGE_ROWS = 200;

/** Every call the app makes, by what it means. */
export class DispatchApi {
  readonly #client: Client;

  /** Without a token as whoever is signed in to this browser. */
  constructor(baseUrl: string, token?: string) {
    this.#client = createClient({ baseUrl, token });
  }

  /** The same server, for whoever holds this token. */
  as = (token: string) => new DispatchApi(this.#client.baseUrl, token);

  live = () => this.#client.live();

  setup = async () => read<SetupState>(await this.#client.GET("/api/setup"));
  me = async () => read<{ user: User }>(await this.#client.GET("/api/auth/me")).user;
  register = async (body: NewAccount) =>
    read<{ user: User }>(await this.#client.POST("/api/auth/register", { body })).user;
  signIn = async (body: SignIn) =>
    read<{ user: User }>(await this.#client.POST("/api/auth/login", { body })).user;
  signOut = async () => read<void>(await this.#client.POST("/api/auth/logout"));
  changePassword = async (body: PasswordChange) =>
    read<void>(await this.#client.POST("/api/auth/password", { body }));
  resetPassword = async (token: string, password: string) =>
    read<void>(await this.#client.POST("/api/auth/reset", { body: { token, password } }));
  logins = async () => read<Page<Login>>(await this.#client.GET("/api/auth/logins")).items;
  endLogin = async (id: string) => read<void>(await this.#client.DELETE("/api/auth/logins/{id}", pathOf(id)));

  people = async () => read<Page<Person>>(await this.#client.GET("/api/users")).items;
  changePerson = async (id: string, body: PersonChange) =>
    read<Person>(await this.#client.PATCH("/api/users/{id}", { ...pathOf(id), body }));
  passwordResetLink = async (id: string) =>
    read<ResetLink>(await this.#client.POST("/api/users/{id}/password-reset", pathOf(id)));
  invites = async () => read<Page<Invite>>(await this.#client.GET("/api/invites")).items;
  invite = async (body: InviteWish) => read<NewInvite>(await this.#client.POST("/api/invites", { body }));
  deleteInvite = async (id: string) => read<void>(await this.#client.DELETE("/api/invites/{id}", pathOf(id)));

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

  createSession = async (body: NewTerminal) =>
    read<Session>(await this.#client.POST("/api/sessions", { body }));
  renameSession = async (id: string, title: string) =>
    read<Session>(await this.#client.PATCH("/api/sessions/{id}", { ...pathOf(id), body: { title } }));
  deleteSession = async (id: string) =>
    read<void>(await this.#client.DELETE("/api/sessions/{id}", pathOf(id)));
  stopSession = async (id: string) =>
    read<Session>(await this.#client.POST("/api/sessions/{id}/stop", pathOf(id)));
  resumeSession = async (id: string) =>
    read<Session>(await this.#client.POST("/api/sessions/{id}/resume", pathOf(id)));

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

  apiKeys = async () => read<Page<ApiKey>>(await this.#client.GET("/api/api-keys")).items;
  createApiKey = async (name: string) =>
    read<NewApiKey>(await this.#client.POST("/api/api-keys", { body: { name } }));
  deleteApiKey = async (id: string) =>
    read<void>(await this.#client.DELETE("/api/api-keys/{id}", pathOf(id)));
}

const pathOf = (id: string) => ({ params: { path: { id } } });

/** OpenAPI knows ids as plain strings; the types of the protocol, which both are made from, tell them apart. */
const read = <T>(answer: Parameters<typeof dataOf>[0]) => dataOf(answer) as T;
