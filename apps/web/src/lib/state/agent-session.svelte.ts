import type { Attachment } from "@dispatch/client/live/attachment";
import type { ProblemBody } from "@dispatch/protocol/problems";
import type { Session } from "@dispatch/protocol/session";
import { hasAccess } from "@dispatch/protocol/sharing";
import { toast } from "svelte-sonner";
import { Transcript } from "@dispatch/protocol/agent/transcript";
import type { QueuedText, TranscriptItem, TranscriptNode } from "@dispatch/protocol/agent/transcript-item";
import { noOffers, withOffers, type AgentOffers } from "#lib/agent/agent-offers.ts";
import { shownNodes } from "#lib/agent/shown-items.ts";
import type { AgentChange, DispatchApi, NewMessage } from "#lib/api/dispatch-api.ts";
import { failureOf } from "#lib/api/failure.ts";
import type { Connection } from "./connection.svelte.ts";
import type { SessionList } from "./session-list.svelte.ts";

/** What is said is shown together this often: tokens come faster than anybody reads, and every redraw costs. */
const SHOW_EVERY_MS = 50;

type Needs = {
  readonly id: string;
  readonly api: Pick<DispatchApi, "sendMessage" | "withdrawMessage" | "interruptSession" | "changeAgent">;
  readonly connection: Connection;
  readonly sessions: SessionList;
};

/** One agent's session followed on one page: its conversation, and what a person can say to it. */
export class AgentSession implements Disposable {
  readonly id: string;
  readonly #needs: Needs;
  readonly #transcript = new Transcript();
  #newestOffers: AgentOffers = noOffers;
  readonly #attachment: Attachment;
  readonly #off: () => void;
  #attached = $state.raw<Session>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  problem = $state.raw<ProblemBody>();
  isRemoved = $state(false);
  /** Everything that existed when this page began to follow is shown. */
  isCaughtUp = $state(false);
  items = $state.raw<readonly TranscriptItem[]>([]);
  queued = $state.raw<readonly QueuedText[]>([]);
  offers = $state.raw<AgentOffers>(noOffers);
  completeUpTo = $state(0);
  head = $state(0);
  isInterrupting = $state(false);
  readonly nodes: readonly TranscriptNode[] = $derived(shownNodes(this.items));
  readonly session = $derived.by(() => this.#needs.sessions.byId(this.#needs.id) ?? this.#attached);
  readonly maySay = $derived(this.session === undefined || hasAccess(this.session.access, "write"));
  readonly isMine = $derived(this.session?.access === "own");
  readonly isGiven = $derived(this.session !== undefined && this.session.access !== "own");
  readonly isBusy = $derived(
    this.session?.status === "running" || this.session?.status === "waiting_for_input",
  );
  readonly abilities = $derived(this.session?.agent?.abilities);

  constructor(needs: Needs) {
    this.id = needs.id;
    this.#needs = needs;
    this.#off = needs.connection.live.on("removed", ({ id }) => {
      if (id === needs.id) this.isRemoved = true;
    });
    this.#attachment = needs.connection.live.attach(needs.id, {
      onEvent: (event) => {
        this.#transcript.apply(event);
        this.#newestOffers = withOffers(this.#newestOffers, event);
        this.#showSoon();
      },
      onAttached: ({ session }) => (this.#attached = session),
      onLive: () => {
        this.#show();
        this.isCaughtUp = true;
      },
      onProblem: (problem) => (this.problem = problem),
    });
  }

  /** Whether the agent was given it or it waits for the turn to end. */
  send = (message: NewMessage, key: string) => this.#needs.api.sendMessage(this.id, message, key);

  withdraw = (messageId: string) => this.#try(() => this.#needs.api.withdrawMessage(this.id, messageId));

  interrupt = async () => {
    if (this.isInterrupting || !this.isBusy) return;
    this.isInterrupting = true;
    await this.#try(() => this.#needs.api.interruptSession(this.id));
    this.isInterrupting = false;
  };

  choose = (change: AgentChange) =>
    this.#try(async () => this.#needs.sessions.apply(await this.#needs.api.changeAgent(this.id, change)));

  [Symbol.dispose]() {
    this.#off();
    this.#attachment.detach();
    clearTimeout(this.#timer);
  }

  #showSoon() {
    this.#timer ??= setTimeout(() => this.#show(), SHOW_EVERY_MS);
  }

  #show() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.items = [...this.#transcript.items];
    this.queued = this.#transcript.queued;
    this.offers = this.#newestOffers;
    this.completeUpTo = this.#attachment.seq;
    this.head = this.#attachment.head;
  }

  async #try(action: () => Promise<unknown>) {
    try {
      await action();
    } catch (error) {
      toast.error(failureOf(error).detail);
    }
  }
}
