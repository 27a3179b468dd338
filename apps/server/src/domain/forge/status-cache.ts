import type { WorkspaceId } from "@dispatch/protocol/ids";
import type { PullRequestStatus } from "@dispatch/protocol/pull-request";

/** Pages that look every few seconds, in several windows, ask the host once. */
const FRESH_MS = 8_000;
const ENTRIES_LIMIT = 500;

type Entry = { readonly at: number; readonly status: Promise<PullRequestStatus> };

/** What was seen of pull requests a moment ago. Failures are not kept. */
export class StatusCache {
  readonly #now: () => number;
  readonly #entries = new Map<WorkspaceId, Entry>();

  constructor(now: () => number) {
    this.#now = now;
  }

  get(id: WorkspaceId, look: () => Promise<PullRequestStatus>): Promise<PullRequestStatus> {
    const known = this.#entries.get(id);
    if (known && this.#now() - known.at < FRESH_MS) return known.status;
    const entry: Entry = { at: this.#now(), status: look() };
    this.forget(id);
    this.#entries.set(id, entry);
    entry.status.catch(() => {
      if (this.#entries.get(id) === entry) this.forget(id);
    });
    for (const [oldest] of this.#entries) {
      if (this.#entries.size <= ENTRIES_LIMIT) break;
      this.forget(oldest);
    }
    return entry.status;
  }

  forget(id: WorkspaceId): void {
    this.#entries.delete(id);
  }
}
