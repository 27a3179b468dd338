import type { Session } from "@dispatch/protocol/session";
import { isLive } from "@dispatch/protocol/session-live";
import { SvelteMap } from "svelte/reactivity";
import { toast } from "svelte-sonner";
import type { DispatchApi, ExportFormat, NewAgent, NewEditor, NewTerminal } from "#lib/api/dispatch-api.ts";
import { failureOf } from "#lib/api/failure.ts";
import { strings } from "#lib/strings.ts";
import type { SessionList } from "./session-list.svelte.ts";

export type Question = {
  readonly kind: "stop" | "delete";
  readonly session: Session;
  readonly then?: () => void;
};

type Needs = { readonly api: DispatchApi; readonly list: SessionList };

/** What a person can do to a session, the same from a row and from its own page. */
export class SessionActions {
  readonly #needs: Needs;
  /** What waits to be confirmed. */
  question = $state.raw<Question>();
  /** What is being shared, in the dialog for it. */
  shared = $state.raw<Session>();
  /** The session whose people are listed right now. */
  presentIn = $state<string>();
  /** Sessions that one looks back at, and where to begin if not at the end. */
  readonly lookedBack = new SvelteMap<string, number | undefined>();
  /** Sessions made on this page and not opened yet. */
  readonly #fresh = new Set<string>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  create = async (body: NewTerminal | NewAgent | NewEditor) => {
    const session = await this.#needs.api.createSession(body);
    this.#needs.list.apply(session);
    this.#fresh.add(session.id);
    return session;
  };

  /** A shell, as it comes, in this workspace or the usual one. */
  startTerminal = async (workspaceId: string | undefined): Promise<Session | undefined> => {
    try {
      return await this.create({ kind: "terminal", ...(workspaceId !== undefined && { workspaceId }) });
    } catch (error) {
      toast.error(failureOf(error).detail);
      return undefined;
    }
  };

  /** Whether the session was made here and is opened for the first time. */
  takeFresh = (id: string) => this.#fresh.delete(id);

  rename = async (session: Session, title: string) => {
    const trimmed = title.trim();
    if (trimmed === "" || trimmed === session.title) return;
    await this.#try(async () =>
      this.#needs.list.apply(await this.#needs.api.renameSession(session.id, trimmed)),
    );
  };

  /** A live process is only ended after a second word. */
  askStop = (session: Session) => {
    if (isLive(session.status)) this.question = { kind: "stop", session };
    else void this.#try(async () => this.#needs.list.apply(await this.#needs.api.stopSession(session.id)));
  };

  askDelete = (session: Session, then?: () => void) => {
    this.question = { kind: "delete", session, ...(then ? { then } : {}) };
  };

  confirm = async () => {
    const { question } = this;
    if (!question) return;
    const { kind, session } = question;
    const done = await this.#try(async () => {
      if (kind === "stop") {
        this.#needs.list.apply(await this.#needs.api.stopSession(session.id));
      } else {
        await this.#needs.api.deleteSession(session.id);
        this.#needs.list.remove(session.id);
        toast.success(strings.toast.deleted(session.title));
      }
    });
    this.question = undefined;
    if (done) question.then?.();
  };

  share = (session: Session) => {
    this.shared = session;
  };

  playBack = (id: string, at?: number) => void this.lookedBack.set(id, at);
  returnToLive = (id: string) => void this.lookedBack.delete(id);

  resume = (session: Session) =>
    this.#try(async () => this.#needs.list.apply(await this.#needs.api.resumeSession(session.id)));

  export = (session: Session, format: ExportFormat) => {
    const link = document.createElement("a");
    link.href = this.#needs.api.exportUrl(session.id, format);
    link.download = `${session.title}.${format}`;
    link.click();
  };

  async #try(action: () => Promise<void>) {
    try {
      await action();
      return true;
    } catch (error) {
      toast.error(failureOf(error).detail);
      return false;
    }
  }
}
