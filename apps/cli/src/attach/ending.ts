import type { Client } from "@dispatch/client";
import type { Attachment } from "@dispatch/client/live/attachment";
import type { Live } from "@dispatch/client/live/live";
import { RequestProblem } from "@dispatch/client/problem";
import type { SessionEvent } from "@dispatch/protocol/events";
import type { Session } from "@dispatch/protocol/session";
import { exitCode, Failure, type ExitCode } from "../failure.ts";
import { getSession } from "../sessions/session-api.ts";
import { exitCodeOf, statusText } from "../sessions/session-text.ts";

export type Ending =
  | { readonly type: "detached" }
  | { readonly type: "interrupted" }
  | { readonly type: "ended"; readonly session: Session };

/**
 * Waits for the end of an attachment: detached, interrupted, or the session's own end once all of its
 * output was delivered. A refusal rejects.
 */
export class EndingWatch {
  readonly #session: Session;
  readonly #reached = Promise.withResolvers<Ending>();
  #attachment: Attachment | undefined;

  constructor(needs: { live: Live; session: Session; signal: AbortSignal }) {
    this.#session = needs.session;
    needs.live.on("session", (session) => this.seeSession(session));
    needs.live.on("removed", ({ id }) => {
      if (id === this.#session.id) this.refuse(goneFailure(this.#session));
    });
    needs.live.on("state", (state) => {
      if (state === "refused" && needs.live.problem) this.refuse(new RequestProblem(needs.live.problem));
    });
    const interrupt = () => this.#reached.resolve({ type: "interrupted" });
    needs.signal.addEventListener("abort", interrupt, { once: true });
    if (needs.signal.aborted) interrupt();
    // Looked at by whoever awaits `reached`; until then a refusal is not an unhandled one.
    this.#reached.promise.catch(() => undefined);
  }

  get reached(): Promise<Ending> {
    return this.#reached.promise;
  }

  watch(attachment: Attachment): void {
    this.#attachment = attachment;
  }

  detach(): void {
    this.#reached.resolve({ type: "detached" });
  }

  refuse(error: Error): void {
    this.#reached.reject(error);
  }

  /** The status event is the last of a launch: everything before it was delivered. */
  seeEvent(event: SessionEvent): void {
    if (event.channel !== "session:status" || event.payload.status !== "ended") return;
    this.#reached.resolve({ type: "ended", session: { ...this.#session, ...event.payload } });
  }

  /** A screen may have taken the place of the event: then the session itself tells. */
  seeSession(session: Session): void {
    if (session.id !== this.#session.id || session.status !== "ended") return;
    if (this.#attachment && this.#attachment.seq >= session.lastSeq)
      this.#reached.resolve({ type: "ended", session });
  }
}

/** Taken back by its owner, or deleted: it is there no more, as if it never was. */
const goneFailure = ({ sharedBy }: Session) =>
  new Failure({
    exitCode: exitCode.notFound,
    code: "session-not-found",
    what: sharedBy === undefined ? "The session was deleted" : "The session is no longer shared with you",
    advice: "`dispatch ls` shows your sessions",
  });

/** The line that says where it ended, and the exit code. */
export async function describeEnding(
  client: Client,
  session: Session,
  ending: Ending,
): Promise<{ line: string; code: ExitCode }> {
  if (ending.type === "detached")
    return {
      line: `[detached from ${session.id}; \`dispatch attach ${session.id}\` comes back]`,
      code: exitCode.done,
    };
  if (ending.type === "interrupted")
    return { line: `[interrupted; ${session.id} goes on]`, code: exitCode.interrupted };
  // The event names the outcome; how the process ended is in the session.
  const last = await getSession(client, session.id).catch(() => ending.session);
  const shown = last.status === "ended" ? last : ending.session;
  return {
    line: `[${session.id} ${statusText(shown)}${shown.reason ? `: ${shown.reason}` : ""}]`,
    code: exitCodeOf(shown),
  };
}
