import { goto } from "$app/navigation";
import type { ItemOf } from "@dispatch/protocol/agent/transcript-item";
import { createContext } from "svelte";
import { toast } from "svelte-sonner";
import type { DispatchApi } from "#lib/api/dispatch-api.ts";
import { failureOf } from "#lib/api/failure.ts";
import { sessionPath } from "#lib/paths.ts";
import type { AgentSession } from "#lib/state/agent-session.svelte.ts";
import { keepDraft } from "#lib/state/composer.svelte.ts";
import type { SessionList } from "#lib/state/session-list.svelte.ts";
import { strings } from "#lib/strings.ts";

export type Message = ItemOf<"message">;
type Question = { readonly kind: "fork" | "restore"; readonly message: Message };
type Needs = {
  readonly api: Pick<DispatchApi, "agents" | "deleteSession">;
  readonly agent: AgentSession;
  readonly sessions: SessionList;
};

/** What can be done with a message of a conversation. */
export class MessageActions {
  readonly #needs: Needs;
  /** One menu serves all messages. */
  menu = $state.raw<{ readonly message: Message; readonly anchor: HTMLElement }>();
  isMenuOpen = $state(false);
  /** What waits to be confirmed. */
  question = $state.raw<Question>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  openMenu = (message: Message, anchor: HTMLElement) => {
    this.menu = { message, anchor };
    this.isMenuOpen = true;
  };

  canFork = (message: Message) =>
    message.role === "user" &&
    message.isSteering !== true &&
    this.#needs.agent.isMine &&
    this.#needs.agent.abilities?.fork === true;

  canRestore = (message: Message) => message.snapshotId !== undefined && this.#needs.agent.isMine;

  copy = (message: Message) => this.#toClipboard(message.text, strings.agent.actions.copied);

  copyLink = (message: Message) => {
    const address = new URL(sessionPath(this.#needs.agent.id), location.href);
    address.searchParams.set("item", String(message.seq));
    return this.#toClipboard(address.href, strings.agent.actions.linkCopied);
  };

  ask = (kind: Question["kind"], message: Message) => {
    this.question = { kind, message };
  };

  confirm = async () => {
    const { question } = this;
    if (!question) return;
    try {
      await (question.kind === "fork" ? this.#fork(question.message) : this.#restore(question.message));
    } catch (error) {
      toast.error(failureOf(error).detail);
    }
    this.question = undefined;
  };

  async #fork({ messageId, text }: Message) {
    const { api, agent, sessions } = this.#needs;
    const copy = await api.agents.fork(agent.id, messageId);
    sessions.apply(copy);
    keepDraft(copy.id, text);
    await goto(sessionPath(copy.id));
    const words = strings.agent.actions;
    toast.success(words.forked, {
      action: { label: words.undo, onClick: () => void this.#removeCopy(copy.id) },
    });
  }

  async #removeCopy(id: string) {
    const { api, agent, sessions } = this.#needs;
    try {
      await goto(sessionPath(agent.id));
      await api.deleteSession(id);
      sessions.remove(id);
      keepDraft(id, "");
      toast.success(strings.agent.actions.removed);
    } catch (error) {
      toast.error(failureOf(error).detail);
    }
  }

  async #restore({ snapshotId }: Message) {
    const workspaceId = this.#needs.agent.session?.workspaceId;
    if (workspaceId === undefined || snapshotId === undefined) return;
    const { before, changedFiles } = await this.#needs.api.agents.restoreFiles(workspaceId, snapshotId);
    const words = strings.agent.actions;
    toast.success(words.restored(changedFiles), {
      ...(changedFiles > 0 && {
        action: { label: words.undo, onClick: () => void this.#takeBack(workspaceId, before.id) },
      }),
    });
  }

  async #takeBack(workspaceId: string, snapshotId: string) {
    try {
      await this.#needs.api.agents.restoreFiles(workspaceId, snapshotId);
      toast.success(strings.agent.actions.undone);
    } catch (error) {
      toast.error(failureOf(error).detail);
    }
  }

  async #toClipboard(text: string, done: string) {
    try {
      await navigator.clipboard.writeText(text);
      toast.success(done);
    } catch {
      toast.error(strings.toast.copyFailed);
    }
  }
}

export const [getMessageActions, setMessageActions] = createContext<MessageActions>();
