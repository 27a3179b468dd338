import type { Attachment } from "@dispatch/client/live/attachment";
import type { Live } from "@dispatch/client/live/live";
import type { ToolDiff } from "@dispatch/protocol/agent/tools";
import type { SessionEvent } from "@dispatch/protocol/events";
import type { Session } from "@dispatch/protocol/session";
import { within } from "#lib/agent/tool-words.ts";
import type { CodeDocument } from "./code-document.svelte.ts";
import { editPlace } from "./edit-place.ts";
import type { EditorSession } from "./editor-session.svelte.ts";

/** Who typed so lately is at work: nothing is taken from under their hands. */
const AT_WORK_MS = 4_000;
/** An edit that is not on the disk after so long came to nothing. */
const AWAITED_MS = 10_000;

type Needs = {
  readonly live: Live;
  readonly editor: EditorSession;
  readonly session: Session;
  /** Where the workspace lies: agents name files from the root of the machine. */
  readonly folder: string | undefined;
};

/** Shows the edits of an agent while it makes them: opens the file, goes to the place, and marks what has changed. */
export class AgentFollower implements Disposable {
  readonly session: Session;
  readonly #needs: Needs;
  readonly #attachment: Attachment;
  readonly #edits = new Map<string, readonly ToolDiff[]>();
  /** Opened by following alone: it goes when the agent has gone on. */
  #passing: string | undefined;
  #awaited: { readonly stop: () => void } | undefined;
  #turn = Promise.resolve();

  /** Where the agent is, if that is not what is shown because the person is at work. */
  elsewhere = $state<string>();

  constructor(needs: Needs) {
    this.#needs = needs;
    this.session = needs.session;
    this.#attachment = needs.live.attach(needs.session.id, {
      afterSeq: needs.session.lastSeq,
      onEvent: (event) => this.#hear(event),
    });
  }

  [Symbol.dispose]() {
    this.#attachment.detach();
    this.#awaited?.stop();
  }

  /** Goes to where the agent is, whatever else is shown. */
  catchUp = () => {
    if (this.elsewhere !== undefined) this.#needs.editor.activate(this.elsewhere);
    this.elsewhere = undefined;
  };

  #hear(event: SessionEvent) {
    if (event.channel === "agent:tool_use") {
      const { toolUseId, diff } = event.payload;
      if (!diff || diff.length === 0) return;
      this.#edits.set(toolUseId, diff);
      for (const each of diff) if (each.oldText !== undefined) this.#showNext(each, "before");
    } else if (event.channel === "agent:tool_result") {
      const { toolUseId, isError } = event.payload;
      const diff = this.#edits.get(toolUseId) ?? [];
      this.#edits.delete(toolUseId);
      if (!isError) for (const each of diff) this.#showNext(each, "after");
    }
  }

  /** One after the other, in the order of the edits. */
  #showNext(diff: ToolDiff, when: "before" | "after") {
    this.#turn = this.#turn.then(() => this.#show(diff, when)).catch(() => undefined);
  }

  async #show(diff: ToolDiff, when: "before" | "after") {
    const { editor, folder } = this.#needs;
    const path = within(diff.path, folder);
    if (path.startsWith("/")) return; // not of this workspace
    const wasOpen = editor.tabs.some((tab) => tab.path === path);
    const isAtWork = editor.documents.some(({ touchedAt }) => Date.now() - touchedAt < AT_WORK_MS);
    const document = await editor.open(path, { isQuiet: true, isBehind: isAtWork });
    if (!document) return;
    if (!wasOpen) await this.#pass(path);
    this.elsewhere = editor.active?.path === path ? undefined : path;
    this.#point(document, diff, { when, isAtWork });
  }

  #point(document: CodeDocument, diff: ToolDiff, how: { when: "before" | "after"; isAtWork: boolean }) {
    this.#awaited?.stop();
    const look = () => {
      const places = editPlace(document.text, diff, how.when);
      if (places) document.point(places, { stays: how.isAtWork });
      return places !== undefined;
    };
    if (look() || how.when === "before") return;
    // It was made, and is on its way here by the disk.
    const off = document.shared.on("change", () => look() && stop());
    const timer = setTimeout(() => stop(), AWAITED_MS);
    const stop = () => {
      off();
      clearTimeout(timer);
    };
    this.#awaited = { stop };
  }

  async #pass(path: string) {
    const { editor } = this.#needs;
    const last = editor.documents.find((document) => document.path === this.#passing);
    this.#passing = path;
    if (last && !last.isDirty && last.touchedAt === 0) await editor.close(last.path);
  }
}
