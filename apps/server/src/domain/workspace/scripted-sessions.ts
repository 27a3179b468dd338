import type { SessionId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import { isLive } from "@dispatch/protocol/session-live";
import type { SessionChanges } from "../session/session-changes.ts";
import type { SessionService } from "../session/session.service.ts";
import type { SessionRow, Store, WorkspaceRow } from "../store.ts";

/** Says each command before it runs it, and ends with the first that fails. */
const ONE_AFTER_ANOTHER =
  'for line; do printf "\\033[1m$ %s\\033[0m\\n" "$line"; /bin/sh -c "$line" || exit $?; done';
/** A process tree is gone within the runner's grace; this only ends a wait for a runner that is away. */
const STOP_LIMIT_MS = 15_000;

export type Script = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Begun with the same key it is the same session. */
  readonly key?: string;
};

type Needs = { readonly store: Store; readonly sessions: SessionService; readonly changes: SessionChanges };

/** Commands that Dispatch runs for a workspace: ordinary terminals, that everybody who may can watch. */
export class ScriptedSessions {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  start(row: WorkspaceRow, { title, lines, env, key }: Script): Promise<SessionRow> {
    const wish = {
      kind: "terminal" as const,
      workspaceId: row.id,
      title,
      shell: "/bin/sh",
      args: ["-l", "-c", ONE_AFTER_ANOTHER, "dispatch", ...lines],
      env: { ...env },
    };
    return this.#needs.sessions.createFor(row.ownerId, wish, { key, purpose: "set-up" });
  }

  async isAlive(id: SessionId): Promise<boolean> {
    const session = await this.#needs.store.read.sessions.byId(id);
    return session !== undefined && isLive(session.status);
  }

  /** Waits for its end; undefined if somebody deleted it. */
  async ended(id: SessionId, signal: AbortSignal): Promise<SessionRow | undefined> {
    for (;;) {
      const { promise: news, resolve } = Promise.withResolvers<void>();
      const wake = () => resolve();
      const unsubscribe = this.#needs.changes.subscribe((change) => {
        if ((change.type === "changed" ? change.session.id : change.id) === id) resolve();
      });
      signal.addEventListener("abort", wake, { once: true });
      try {
        const session = await this.#needs.store.read.sessions.byId(id);
        if (!session || session.status === "ended") return session;
        signal.throwIfAborted();
        await news;
      } finally {
        unsubscribe();
        signal.removeEventListener("abort", wake);
      }
    }
  }

  /** Ends it and all that it started. */
  async stop(id: SessionId): Promise<void> {
    await this.#needs.sessions.end(id).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error; // it has ended, or is ending
    });
    await this.ended(id, AbortSignal.timeout(STOP_LIMIT_MS)).catch(() => undefined);
  }
}

/** How it ended, in words that go on with a sentence. */
export function howItEnded(session: SessionRow | undefined): string {
  if (!session) return "was deleted";
  const { outcome, exitCode, signal, reason } = session;
  if (outcome === "stopped") return "was stopped";
  if (outcome === "lost") return `was lost: ${reason ?? "the runner that hosted it is gone."}`;
  if (signal !== null) return `was ended by ${signal}`;
  return `ended with exit code ${exitCode ?? "unknown"}${reason === null ? "" : ` (${reason})`}`;
}
