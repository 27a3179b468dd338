import { EditorCommand, type EditorDocuments } from "@dispatch/protocol/editor";
import { shownDocument } from "@dispatch/protocol/editor-state";
import type { SessionId, UserId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { Caller } from "../access/caller.ts";
import type { FileService } from "../files/file.service.ts";
import type { EventLog } from "../log/event-log.ts";
import type { Logger } from "../logger.ts";
import type { Placement, SessionHost, Started } from "../session/session-host.ts";
import type { SessionOutcomes } from "../session/session-outcomes.ts";
import type { SessionRow, Store } from "../store.ts";
import { EditorFiles } from "./editor-files.ts";
import { LiveEditor, readState } from "./live-editor.ts";

/** How long to wait before the end of a session is written again that storage refused. */
const RETRY_MS = 500;

type Needs = {
  readonly store: Store;
  readonly log: EventLog;
  readonly files: Pick<FileService, "do">;
  readonly outcomes: SessionOutcomes;
  readonly logger: Logger;
};
type Live = { readonly ownerId: UserId; readonly editor: LiveEditor; admitted: boolean };

/** The live side of editor sessions: in the server itself, as there is nothing to it but what the log holds. */
export class EditorHost implements SessionHost, AsyncDisposable {
  readonly #needs: Needs;
  readonly #live = new Map<SessionId, Live>();
  readonly #endings = new Set<Promise<void>>();
  #isClosing = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Takes up the sessions of the last server, and finishes what it was at. */
  async begin(): Promise<void> {
    const { store, outcomes } = this.#needs;
    for (const session of await store.read.sessions.listUnended("editor")) {
      const isUnseen = session.status === "preparing" && session.launch === 1;
      if (session.status === "pending" || isUnseen) await outcomes.abandoned(session);
      else if (session.status === "stopping") await outcomes.closed(session.id);
      else {
        await outcomes.adopted(session.id);
        const live = this.#add(session);
        live.admitted = true;
        this.#begin(session.id, live);
      }
    }
  }

  place(): Promise<Placement> {
    return Promise.resolve({ runnerId: null, isolation: undefined });
  }

  async start(session: SessionRow): Promise<Started> {
    const { editor } = this.#add(session);
    const { path } = session.options;
    try {
      if (session.launch === 1 && path !== undefined) await editor.openFirst(path);
      else await editor.state();
      return {};
    } catch (error) {
      await this.discard(session.id);
      throw error;
    }
  }

  admit(id: SessionId): void {
    const live = this.#live.get(id);
    if (!live) return;
    live.admitted = true;
    this.#begin(id, live);
  }

  /** It has ended when its log says so. */
  stop(id: SessionId): Promise<void> {
    const ending = this.#close(id).finally(() => this.#endings.delete(ending));
    this.#endings.add(ending);
    return Promise.resolve();
  }

  async discard(id: SessionId): Promise<void> {
    const live = this.#live.get(id);
    this.#live.delete(id);
    await live?.editor.end();
  }

  interrupt(): Promise<void> {
    return Promise.reject(notHere("Nothing runs in an editor session that could be interrupted."));
  }

  resize(): Promise<void> {
    return Promise.reject(notHere("An editor session has no size."));
  }

  async input(id: SessionId, data: Uint8Array, key: string, by: Caller): Promise<void> {
    const live = this.#live.get(id);
    if (!live) throw over(id);
    const author = { name: by.name, ...(by.kind === "person" && { userId: by.userId }) };
    await live.editor.do(commandOf(data), { key, by: author });
  }

  ownerOf(id: SessionId): UserId | undefined {
    const live = this.#live.get(id);
    return live?.admitted ? live.ownerId : undefined;
  }

  hold(): undefined {
    return undefined;
  }

  /** The open files as of an event, which a client follows on from. */
  async documents({ id, kind, number }: SessionRow): Promise<EditorDocuments> {
    if (kind !== "editor") throw notHere("Only editor sessions have documents.", kind);
    const live = this.#live.get(id);
    const state = await (live ? live.editor.state() : readState(this.#needs.log, number));
    return { seq: state.seq, items: state.documents.map(shownDocument) };
  }

  /** Leaves the sessions as they are, for the next server. */
  async [Symbol.asyncDispose]() {
    this.#isClosing = true;
    await Promise.allSettled([...this.#live.values()].map(({ editor }) => editor.end()));
    await Promise.allSettled(this.#endings);
  }

  #add({ id, number, ownerId, workspaceId }: SessionRow): Live {
    const { log, files, logger } = this.#needs;
    const editor = new LiveEditor({
      number,
      log,
      files: new EditorFiles(files, { ownerId, id: workspaceId }),
      logger,
      over: () => (this.#isClosing ? new Problem("shutting-down", {}) : over(id)),
    });
    const live = { ownerId, editor, admitted: false };
    this.#live.set(id, live);
    return live;
  }

  #begin(id: SessionId, { editor }: Live) {
    editor
      .begin()
      .catch((error: unknown) => this.#needs.logger.warn({ err: error, id }, "an editor's log was not read"));
  }

  async #close(id: SessionId): Promise<void> {
    await this.discard(id);
    for (;;) {
      try {
        return await this.#needs.outcomes.closed(id);
      } catch (error) {
        const isHeld = error instanceof Problem && error.code === "storage-unavailable";
        if (!isHeld || this.#isClosing) {
          this.#needs.logger.error({ err: error, id }, "the end of an editor session was not written");
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}

function commandOf(data: Uint8Array): EditorCommand {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data));
  } catch (error) {
    throw new Problem(
      "malformed-request",
      {},
      'What is sent to an editor session is JSON, as in {"type":"open","path":"notes.txt"}.',
      { cause: error },
    );
  }
  const command = EditorCommand.safeParse(value);
  if (command.success) return command.data;
  const errors = command.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new Problem(
    "invalid-request",
    { errors },
    errors.map(({ path, message }) => `${path}: ${message}`).join("; "),
  );
}

const notHere = (detail: string, kind = "editor") => new Problem("session-kind-refused", { kind }, detail);

const over = (sessionId: SessionId) =>
  new Problem(
    "session-refused",
    { sessionId, sessionStatus: "ended", input: "prompt" },
    "The session has ended: nothing takes this. Resume it first.",
  );
