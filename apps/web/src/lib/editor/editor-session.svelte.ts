import type { Editor, EditorTrouble } from "@dispatch/client/editor/open-editor";
import type { SharedDocument } from "@dispatch/client/editor/shared-document";
import { EDITOR_OPEN_LIMIT } from "@dispatch/protocol/editor";
import { changesBetween } from "@dispatch/protocol/text-merge";
import { hasAccess } from "@dispatch/protocol/session-access";
import { toast } from "svelte-sonner";
import type { DispatchApi } from "#lib/api/dispatch-api.ts";
import { failureOf, type Failure } from "#lib/api/failure.ts";
import type { Connection } from "#lib/state/connection.svelte.ts";
import type { SessionList } from "#lib/state/session-list.svelte.ts";
import { strings } from "#lib/strings.ts";
import { CodeDocument } from "./code-document.svelte.ts";
import { Drafts } from "./drafts.ts";
import { type Look, lookAt } from "./file-look.ts";

export type Tab =
  | { readonly type: "document"; readonly path: string; readonly document: CodeDocument }
  | {
      readonly type: "preview";
      readonly path: string;
      readonly look: Exclude<Look, "text">;
      readonly why: string;
    };
export type Place = {
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** A failure is not worth a word. */
  readonly isQuiet?: boolean;
  /** What is shown stays in front. */
  readonly isBehind?: boolean;
};

type Needs = {
  readonly api: Pick<DispatchApi, "openEditor" | "files">;
  readonly connection: Connection;
  readonly sessions: SessionList;
  /** The session to join; asked when something is to be opened. */
  readonly sessionId: () => Promise<string>;
  /** Undefined for those who see the session and not its workspace. */
  readonly workspaceId: string | undefined;
  readonly storage: Storage | undefined;
};

/**
 * The files that are open in an editor session, on one page. They are open for all who are in the session, whichever
 * window opened them, and so are the tabs; what can only be looked at is open here alone.
 */
export class EditorSession implements Disposable {
  readonly #needs: Needs;
  #editor: Editor | undefined;
  #joining: Promise<Editor> | undefined;
  #drafts: Drafts | undefined;
  #isGone = false;
  readonly #off: (() => void)[];

  id = $state<string>();
  phase = $state<"idle" | "joining" | "ready" | "failed">("idle");
  failure = $state.raw<Failure>();
  isRemoved = $state(false);
  tabs = $state.raw<readonly Tab[]>([]);
  activePath = $state<string>();
  /** What was typed in an earlier visit and never arrived, by its file. */
  drafts = $state.raw<ReadonlyMap<string, string>>(new Map());
  /** Files that are being opened. */
  opening = $state.raw<ReadonlySet<string>>(new Set());

  readonly session = $derived.by(() =>
    this.id === undefined ? undefined : this.#needs.sessions.byId(this.id),
  );
  readonly mayType = $derived.by(() =>
    this.session === undefined
      ? this.#needs.workspaceId !== undefined
      : hasAccess(this.session.access, "write") && this.session.status !== "ended",
  );
  readonly active = $derived(this.tabs.find(({ path }) => path === this.activePath) ?? this.tabs[0]);
  readonly document = $derived(this.active?.type === "document" ? this.active.document : undefined);
  readonly documents = $derived(this.tabs.flatMap((tab) => (tab.type === "document" ? [tab.document] : [])));
  readonly unsettled = $derived(this.documents.filter(({ isSettled }) => !isSettled));

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#off = [
      needs.connection.live.on("removed", ({ id }) => {
        if (id === this.id) this.isRemoved = true;
      }),
    ];
  }

  [Symbol.dispose]() {
    this.#isGone = true;
    for (const off of this.#off) off();
    this.keepDrafts();
    for (const document of this.documents) document[Symbol.dispose]();
    this.#editor?.leave();
  }

  /** Follows the session; a second call finds the first one's editor. */
  join = (): Promise<Editor> => {
    this.#joining ??= this.#join().catch((error: unknown) => {
      this.#joining = undefined;
      this.phase = "failed";
      this.failure = failureOf(error);
      throw error;
    });
    return this.#joining;
  };

  /** Tries again where nobody waits for the answer. */
  retry = () => void this.join().catch(() => undefined);

  /** Opens a file where it is not open, and goes to the place. Answers with whether it can be typed into. */
  open = async (
    path: string,
    { line, column, isQuiet = false, isBehind = false }: Place = {},
  ): Promise<CodeDocument | undefined> => {
    const there = this.tabs.find((tab) => tab.path === path);
    if (!there) await this.#tryOpen(path, isQuiet);
    const tab = this.tabs.find((each) => each.path === path);
    if (!tab) return undefined;
    if (!isBehind) this.activate(path);
    if (tab.type === "preview") return undefined;
    if (line !== undefined) tab.document.goTo(line, column);
    return tab.document;
  };

  activate = (path: string) => {
    this.activePath = path;
    try {
      if (this.id !== undefined) this.#needs.storage?.setItem(this.#activeKey(this.id), path);
    } catch {
      // Full or blocked: the next visit then begins with the first tab.
    }
  };

  save = (path: string) =>
    this.#try(async () => {
      const document = this.documents.find((each) => each.path === path);
      if (document?.conflict) return void toast.error(strings.editor.conflict.first(path));
      if (document?.isDirty) await this.#editor?.save(path);
    });

  saveAll = async () => {
    for (const { path, isDirty } of this.documents) if (isDirty) await this.save(path);
  };

  /** Closes a tab; for everybody, where it is a document. False: it has changes that are not saved. */
  close = async (path: string, { discard = false } = {}): Promise<boolean> => {
    const tab = this.tabs.find((each) => each.path === path);
    if (tab?.type !== "document") {
      this.#drop(path);
      return true;
    }
    if (tab.document.isDirty && !discard && tab.document.text !== "") return false;
    return this.#try(async () => this.#editor?.close(path, { discard }));
  };

  /** Ends a conflict. What was made of both is typed over theirs, so that nothing has to be kept beside it. */
  resolve = (path: string, how: "mine" | "theirs" | { readonly edited: string }) =>
    this.#try(async () => {
      const editor = await this.join();
      await editor.resolve(path, how === "mine" ? "mine" : "theirs");
      if (typeof how === "string") return;
      const document = this.documents.find((each) => each.path === path);
      document?.edit(changesBetween(document.text, how.edited));
      await editor.save(path);
    });

  takeDraft = (path: string) => {
    const draft = this.drafts.get(path);
    const document = this.documents.find((each) => each.path === path);
    if (draft === undefined || !document) return;
    document.edit(changesBetween(document.text, draft));
    this.dropDraft(path);
  };

  dropDraft = (path: string) => {
    this.#drafts?.drop(path);
    this.drafts = new Map([...this.drafts].filter(([each]) => each !== path));
  };

  /** What has not arrived yet is kept by the browser: the page may go at any time. */
  keepDrafts = () => {
    for (const { path, text } of this.unsettled) this.#drafts?.keep(path, text);
  };

  async #join(): Promise<Editor> {
    this.phase = "joining";
    const { api, connection, sessionId, storage } = this.#needs;
    const id = await sessionId();
    const editor = await api.openEditor(connection.live, id);
    if (this.#isGone) {
      editor.leave();
      throw new DOMException("The pane was closed.", "AbortError");
    }
    this.id = id;
    this.#editor = editor;
    this.#drafts = new Drafts(id, storage);
    editor.on("opened", (document) => this.#add(document));
    editor.on("closed", ({ path }) => this.#drop(path));
    editor.on("trouble", (trouble) => this.#tell(trouble));
    editor.on("refused", (error) => (this.failure = failureOf(error)));
    for (const document of editor.documents) this.#add(document);
    this.activePath ??= storage?.getItem(this.#activeKey(id)) ?? undefined;
    this.phase = "ready";
    return editor;
  }

  async #tryOpen(path: string, isQuiet: boolean) {
    if (this.opening.has(path)) return;
    this.opening = new Set([...this.opening, path]);
    await this.#try(() => this.#openNew(path), isQuiet);
    this.opening = new Set([...this.opening].filter((each) => each !== path));
  }

  async #openNew(path: string) {
    const { api, workspaceId } = this.#needs;
    const look = workspaceId === undefined ? "text" : await lookAt(api.files, workspaceId, path);
    if (look !== "text") return this.#addTab({ type: "preview", path, look, why: "" });
    const editor = await this.join();
    await this.#makeRoom();
    try {
      await editor.open(path);
    } catch (error) {
      const { code, detail } = failureOf(error);
      // What only looks like text is shown as what it is.
      if (code !== "document-refused" || workspaceId === undefined) throw error;
      this.#addTab({ type: "preview", path, look: "binary", why: detail });
    }
  }

  /** A session holds so many files; the one that was looked at least makes room, if nothing would be lost by it. */
  async #makeRoom() {
    if (this.documents.length < EDITOR_OPEN_LIMIT) return;
    const idle = this.documents.filter(({ isDirty, path }) => !isDirty && path !== this.activePath);
    const [oldest] = idle.toSorted((a, b) => a.touchedAt - b.touchedAt);
    if (oldest) await this.#editor?.close(oldest.path);
  }

  #add(shared: SharedDocument) {
    const { path } = shared;
    const draft = this.#drafts?.of(path);
    if (draft !== undefined && draft !== shared.text) this.drafts = new Map(this.drafts).set(path, draft);
    const document: CodeDocument = new CodeDocument({
      shared,
      onSave: () => void this.save(path),
      onTyped: () => this.#tendDraft(shared),
    });
    shared.on("refused", ({ error, text }) => {
      this.drafts = new Map(this.drafts).set(path, text);
      toast.error(failureOf(error).detail);
    });
    this.#addTab({ type: "document", path, document });
  }

  #tendDraft({ path, isSettled, text }: SharedDocument) {
    if (this.drafts.has(path)) return; // somebody has still to say what becomes of the earlier one
    if (isSettled) this.#drafts?.drop(path);
    else if (this.#needs.connection.phase !== "online") this.#drafts?.keep(path, text);
  }

  #addTab(tab: Tab) {
    this.tabs = [...this.tabs.filter(({ path }) => path !== tab.path), tab];
  }

  #drop(path: string) {
    const index = this.tabs.findIndex((tab) => tab.path === path);
    const tab = this.tabs[index];
    if (!tab) return;
    this.tabs = this.tabs.toSpliced(index, 1);
    if (this.activePath === path) this.activePath = (this.tabs[index] ?? this.tabs[index - 1])?.path;
    if (tab.type === "document") tab.document[Symbol.dispose]();
  }

  #tell({ path, code, error }: EditorTrouble) {
    // A conflict and a file that is gone are told where the file is shown.
    if (code !== "conflict" && code !== "gone" && this.tabs.some((tab) => tab.path === path))
      toast.error(error);
  }

  async #try(action: () => Promise<unknown>, isQuiet = false): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return false;
      const { code, detail } = failureOf(error);
      if (!isQuiet && code !== "editor-conflict") toast.error(detail);
      return false;
    }
  }

  #activeKey = (id: string) => `dispatch.editor.${id}`;
}
