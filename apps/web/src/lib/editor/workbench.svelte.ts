import type { Live } from "@dispatch/client/live/live";
import type { Session } from "@dispatch/protocol/session";
import type { FilesApi } from "#lib/api/files-api.ts";
import { FilesDesk } from "#lib/files/files-desk.svelte.ts";
import { isWithin } from "#lib/files/path-names.ts";
import { previewKind } from "#lib/preview/preview-kinds.ts";
import { keptSwitch } from "#lib/state/kept-switch.ts";
import { AgentFollower } from "./agent-follower.svelte.ts";
import type { EditorSession, Place } from "./editor-session.svelte.ts";
import { isDrawing, isMarkdown } from "./file-look.ts";

const keptWraps = keptSwitch("dispatch.editor.wraps");

type Needs = {
  readonly editor: EditorSession;
  readonly files: FilesApi;
  readonly live: Live;
  /** Undefined for those who see the session and not its workspace. */
  readonly workspaceId: string | undefined;
  readonly isFilesFirst: boolean;
  readonly storage: Storage | undefined;
  /** Shows a file in a pane of its own; guests have one pane only. */
  readonly preview: ((path: string) => unknown) | undefined;
};

/** What a pane with an editor shows around the text: its files, what is previewed or compared, and whom it follows. */
export class WorkbenchView implements Disposable {
  readonly #needs: Needs;
  readonly editor: EditorSession;
  readonly desk: FilesDesk | undefined;

  hasPanel = $state(false);
  /** Which is seen where there is room for one of both. */
  narrowSide = $state<"files" | "code">("code");
  #wraps = $state(false);
  #previewing = $state.raw<ReadonlySet<string>>(new Set());
  /** The file whose conflict is looked at. */
  comparing = $state<string>();
  /** The file that is to be closed, and has changes that are not saved. */
  closing = $state<string>();
  isOpening = $state(false);
  follower = $state.raw<AgentFollower>();

  readonly mayPreview = $derived.by(() => {
    const path = this.editor.document?.path;
    return path !== undefined && (isMarkdown(path) || isDrawing(path));
  });
  /** What shows the file in front beside the editor, where it has a preview. */
  readonly previewBeside = $derived.by(() => {
    const path = this.editor.active?.path;
    const { preview } = this.#needs;
    if (!this.desk || !preview || path === undefined || previewKind(path) === undefined) return undefined;
    return () => preview(path);
  });
  readonly isPreviewing = $derived.by(() => this.#previewing.has(this.editor.document?.path ?? ""));

  constructor(needs: Needs) {
    const { editor, files, workspaceId, isFilesFirst, storage, preview } = needs;
    this.#needs = needs;
    this.editor = editor;
    const openFiles = { dirtyIn: this.#dirtyIn, closeIn: this.#closeIn, open: this.show, preview };
    if (workspaceId !== undefined) this.desk = new FilesDesk({ api: files, workspaceId, storage, openFiles });
    this.hasPanel = this.desk !== undefined && isFilesFirst;
    this.narrowSide = isFilesFirst ? "files" : "code";
    this.#wraps = keptWraps.read(storage);
  }

  [Symbol.dispose]() {
    this.desk?.[Symbol.dispose]();
    this.follower?.[Symbol.dispose]();
  }

  get wraps() {
    return this.#wraps;
  }
  set wraps(wraps: boolean) {
    this.#wraps = wraps;
    keptWraps.write(this.#needs.storage, wraps);
  }

  show = async (path: string, place: Place = {}) => {
    this.narrowSide = "code";
    this.comparing = undefined;
    const before = document.activeElement;
    const shown = await this.editor.open(path, place);
    // With fingers it would bring up the keyboard over what is to be read.
    if (!shown || !matchMedia("(hover: hover)").matches) return;
    requestAnimationFrame(() => {
      const now = document.activeElement;
      // Whoever has gone elsewhere meanwhile stays there.
      if (now === before || now === document.body) shown.focus();
    });
  };

  close = async (path: string) => {
    const isClosed = await this.editor.close(path);
    if (!isClosed && this.editor.tabs.some((tab) => tab.path === path)) this.closing = path;
    if (this.editor.tabs.length === 0) this.narrowSide = "files";
  };

  /** Shows a folder or file in the tree. On a narrow pane the name of the open file leads from one side to the other. */
  reveal = async (path: string) => {
    if (!this.desk) return;
    const isSeen = this.hasPanel && this.narrowSide === "files";
    this.narrowSide = isSeen && path === this.editor.active?.path ? "code" : "files";
    this.hasPanel = true;
    this.desk.side = "tree";
    this.desk.names.text = "";
    await this.desk.tree.reveal(path);
  };

  showFiles = (side: "tree" | "search" = "tree") => {
    this.hasPanel = true;
    this.narrowSide = "files";
    if (this.desk) this.desk.side = side;
  };

  togglePanel = () => {
    this.hasPanel = !this.hasPanel;
    this.narrowSide = this.hasPanel ? "files" : "code";
  };

  togglePreview = () => {
    const path = this.editor.document?.path;
    if (path === undefined) return;
    const others = [...this.#previewing].filter((each) => each !== path);
    this.#previewing = new Set(this.isPreviewing ? others : [...others, path]);
  };

  follow = (session: Session | undefined, folder: string | undefined) => {
    const { live } = this.#needs;
    this.follower?.[Symbol.dispose]();
    this.follower = session && new AgentFollower({ live, editor: this.editor, session, folder });
    if (session) this.narrowSide = "code";
  };

  #dirtyIn = (path: string) =>
    this.editor.documents.find((each) => each.isDirty && isWithin(each.path, path))?.path;

  #closeIn = async (path: string) => {
    const open = this.editor.tabs.filter((tab) => isWithin(tab.path, path)).map((tab) => tab.path);
    for (const each of open) await this.editor.close(each);
    return open;
  };
}
