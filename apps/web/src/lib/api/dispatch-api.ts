import { createClient, type Client } from "@dispatch/client";
import { dataOf } from "@dispatch/client/problem";
import type { ApiKey, NewApiKey, Register, Setup, SignIn, User } from "@dispatch/protocol/account";
import type { CreateSession, Session } from "@dispatch/protocol/session";

export type SetupState = (typeof Setup)["_output"];
export type ExportFormat = "cast" | "jsonl" | "txt";
type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** Sessions are read in pages of this many rows: few requests, and an answer stays far below a megabyte. */
const PAGE_ROWS = 200;

/** Every call the app makes, by what it means. Answers are typed by the schemas that the server builds its API from. */
export class DispatchApi {
  readonly #client: Client;

  constructor(baseUrl: string) {
    this.#client = createClient({ baseUrl });
  }

  live = () => this.#client.live();

  setup = async () => dataOf(await this.#client.GET("/api/setup")) as SetupState;
  me = async () => (dataOf(await this.#client.GET("/api/auth/me")) as { user: User }).user;
  register = async (body: Register) => (dataOf(await this.#client.POST("/api/auth/register", { body })) as { user: User }).user;
  signIn = async (body: SignIn) => (dataOf(await this.#client.POST("/api/auth/login", { body })) as { user: User }).user;
  signOut = async () => void dataOf(await this.#client.POST("/api/auth/logout"));

  /** All sessions, page by page, so that a long list shows its beginning at once. */
  async *sessions(): AsyncGenerator<readonly Session[]> {
    let cursor: string | undefined;
    do {
      const query = { limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) };
      const page = dataOf(await this.#client.GET("/api/sessions", { params: { query } })) as Page<Session>;
      yield page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  session = async (id: string) =>
    dataOf(await this.#client.GET("/api/sessions/{id}", { params: { path: { id } } })) as Session;
  createSession = async (body: CreateSession) =>
    dataOf(await this.#client.POST("/api/sessions", { body })) as Session;
  renameSession = async (id: string, title: string) =>
    dataOf(await this.#client.PATCH("/api/sessions/{id}", { params: { path: { id } }, body: { title } })) as Session;
  deleteSession = async (id: string) =>
    void dataOf(await this.#client.DELETE("/api/sessions/{id}", { params: { path: { id } } }));
  stopSession = async (id: string) =>
    void dataOf(await this.#client.POST("/api/sessions/{id}/stop", { params: { path: { id } } }));
  resumeSession = async (id: string) =>
    void dataOf(await this.#client.POST("/api/sessions/{id}/resume", { params: { path: { id } } }));

  exportUrl = (id: string, format: ExportFormat) =>
    `${this.#client.baseUrl}/api/sessions/${encodeURIComponent(id)}/export?format=${format}`;

  apiKeys = async () => (dataOf(await this.#client.GET("/api/api-keys")) as Page<ApiKey>).items;
  createApiKey = async (name: string) =>
    dataOf(await this.#client.POST("/api/api-keys", { body: { name } })) as NewApiKey;
  deleteApiKey = async (id: string) =>
    void dataOf(await this.#client.DELETE("/api/api-keys/{id}", { params: { path: { id } } }));
}
