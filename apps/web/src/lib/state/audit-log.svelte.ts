import type { Person } from "@dispatch/protocol/account";
import type { AuditEntry, AuditVerdict } from "@dispatch/protocol/audit";
import type { DispatchApi } from "#lib/api/dispatch-api.ts";
import { failureOf, type Failure } from "#lib/api/failure.ts";

/** What is shown of the log: everything, or one act, or one person's, or both. Empty is everything. */
export type AuditFilter = { readonly act: string; readonly actor: string };

type Api = Pick<DispatchApi, "audit" | "verifyAudit" | "people">;

/** Who did what on this server, read page by page from the newest entry on. */
export class AuditLog {
  readonly #api: Api;
  /** Counts what was asked for: an answer to an older question is of no use. */
  #asked = 0;
  #cursor: string | null = null;

  items = $state.raw<readonly AuditEntry[]>();
  people = $state.raw<readonly Person[]>([]);
  hasMore = $state(false);
  isLoading = $state(false);
  failure = $state.raw<Failure>();
  verdict = $state.raw<AuditVerdict>();
  verifyFailure = $state.raw<Failure>();
  isVerifying = $state(false);
  filter = $state.raw<AuditFilter>({ act: "", actor: "" });

  constructor(api: Api) {
    this.#api = api;
  }

  load = async () => {
    const people = this.#api.people().then((found) => (this.people = found));
    await Promise.all([this.#read([], undefined), people.catch(this.#failed)]);
  };

  narrow = (change: Partial<AuditFilter>) => {
    this.filter = { ...this.filter, ...change };
    return this.#read([], undefined);
  };

  more = () => this.#read(this.items ?? [], this.#cursor ?? undefined);

  verify = async () => {
    this.isVerifying = true;
    this.verifyFailure = undefined;
    try {
      this.verdict = await this.#api.verifyAudit();
    } catch (error) {
      this.verifyFailure = failureOf(error);
    } finally {
      this.isVerifying = false;
    }
  };

  async #read(before: readonly AuditEntry[], cursor: string | undefined) {
    const asked = ++this.#asked;
    this.isLoading = true;
    this.failure = undefined;
    try {
      const page = await this.#api.audit(this.filter, cursor);
      if (asked !== this.#asked) return;
      this.items = [...before, ...page.items];
      this.#cursor = page.nextCursor;
      this.hasMore = page.nextCursor !== null;
    } catch (error) {
      if (asked === this.#asked) this.#failed(error);
    } finally {
      if (asked === this.#asked) this.isLoading = false;
    }
  }

  #failed = (error: unknown) => {
    this.failure = failureOf(error);
  };
}
