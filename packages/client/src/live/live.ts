import type { Approval } from "@dispatch/protocol/agent/approval";
import type { Preferences } from "@dispatch/protocol/preferences";
import type { ProblemBody } from "@dispatch/protocol/problems";
import type { Session } from "@dispatch/protocol/session";
import type { Workspace } from "@dispatch/protocol/workspace";
import type { Credential } from "../credential.ts";
import { Attachment, type AttachOptions } from "./attachment.ts";
import { Connection, type LiveState, type SocketTuning } from "./connection.ts";
import { Emitter } from "./emitter.ts";

export type LiveOptions = { readonly socketOptions?: SocketTuning | undefined };

type LiveEvents = {
  readonly state: LiveState;
  readonly session: Session;
  readonly removed: { readonly id: string };
  readonly approval: Approval;
  readonly workspace: Workspace;
  readonly workspaceRemoved: { readonly id: string };
  readonly preferences: Preferences;
  readonly latency: number;
};

type Server = { readonly baseUrl: string; readonly credential: Credential };

/** One socket that serves every attachment, and tells of changes to what is the caller's. */
export class Live {
  readonly #server: Server;
  readonly #options: LiveOptions;
  readonly #emitter = new Emitter<LiveEvents>();
  readonly #attachments = new Map<string, Attachment>();
  /** A server follows a run once for each socket, so a second reader of the same run has its own. */
  readonly #more = new Set<Live>();
  readonly #connection: Connection;
  #latencyMs: number | undefined;

  constructor(server: Server, options: LiveOptions = {}) {
    this.#server = server;
    this.#options = options;
    this.#connection = new Connection({
      ...server,
      tuning: options.socketOptions ?? {},
      onState: (state) => this.#stateChanged(state),
      onLatency: (latencyMs) => {
        this.#latencyMs = latencyMs;
        this.#emitter.emit("latency", latencyMs);
      },
      onEvent: {
        "run:event": (event) => this.#attachments.get(event.runId)?.received(event),
        "run:behind": (message) => this.#attachments.get(message.runId)?.behind(message),
        "session:changed": (session) => {
          this.#attachments.get(session.id)?.sessionChanged(session);
          this.#emitter.emit("session", session);
        },
        "session:removed": (message) => this.#emitter.emit("removed", message),
        "approval:changed": (approval) => this.#emitter.emit("approval", approval),
        "workspace:changed": (workspace) => this.#emitter.emit("workspace", workspace),
        "preferences:changed": (preferences) => this.#emitter.emit("preferences", preferences),
        "workspace:removed": (message) => this.#emitter.emit("workspaceRemoved", message),
      },
    });
  }

  get state(): LiveState {
    return this.#connection.state;
  }

  /** Why the last attempt to connect failed, where the server said so. */
  get problem(): ProblemBody | undefined {
    return this.#connection.problem;
  }

  /** The last measured round trip. */
  get latencyMs(): number | undefined {
    return this.#latencyMs;
  }

  /** Listens; the returned function stops it. */
  on<E extends keyof LiveEvents>(event: E, listener: (value: LiveEvents[E]) => void): () => void {
    return this.#emitter.on(event, listener);
  }

  /** Follows a session until it is detached, whatever happens to the connection. */
  attach(runId: string, options: AttachOptions): Attachment {
    if (!this.#attachments.has(runId)) return this.#attachHere(runId, options);
    const own = new Live(this.#server, this.#options);
    this.#more.add(own);
    return own.#attachHere(runId, options, () => {
      this.#more.delete(own);
      queueMicrotask(() => own.close());
    });
  }

  /** Says that somebody typed, pointed or scrolled in this page: for two seconds floods leave it some of the machine. */
  pageUsed(): void {
    this.#connection.tell("page:used", {});
  }

  /** Try to connect now: after signing in again, for example. */
  retry(): void {
    this.#connection.retry();
    for (const live of this.#more) live.retry();
  }

  close(): void {
    for (const live of [...this.#more]) live.close();
    for (const attachment of [...this.#attachments.values()]) attachment.closed();
    this.#connection.close();
    this.#emitter.clear();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #attachHere(runId: string, options: AttachOptions, ended?: () => void): Attachment {
    const attachment = new Attachment({
      runId,
      link: this.#connection,
      options,
      onEnd: () => {
        if (this.#attachments.get(runId) === attachment) this.#attachments.delete(runId);
        ended?.();
      },
    });
    this.#attachments.set(runId, attachment);
    // Only now can what the server answers find its way here.
    if (this.#connection.online) attachment.connected();
    return attachment;
  }

  #stateChanged(state: LiveState): void {
    for (const attachment of [...this.#attachments.values()]) {
      if (state === "online") attachment.connected();
      else attachment.disconnected();
      if (state === "refused" && this.problem) attachment.refused(this.problem);
    }
    this.#emitter.emit("state", state);
  }
}
