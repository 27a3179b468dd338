import type { Attachment } from "@dispatch/client/live/attachment";
import { problemOf } from "@dispatch/client/problem";
import type { ProblemBody } from "@dispatch/protocol/problems";
import type { Session } from "@dispatch/protocol/session";
import { hasAccess } from "@dispatch/protocol/session-access";
import { toast } from "svelte-sonner";
import type { QueuedText, TranscriptItem, TranscriptNode } from "@dispatch/protocol/agent/transcript-item";
import { noOffers, withOffers, type AgentOffers } from "#lib/agent/agent-offers.ts";
import { Conversation } from "#lib/agent/conversation.ts";
import { shownNodes } from "#lib/agent/shown-items.ts";
import type { AgentChange, DispatchApi, NewMessage } from "#lib/api/dispatch-api.ts";
import { failureOf } from "#lib/api/failure.ts";
import type { Connection } from "./connection.svelte.ts";
import type { SessionList } from "./session-list.svelte.ts";

/** What is said is shown together this often: tokens come faster than anybody reads, and every redraw costs. */
const SHOW_EVERY_MS = 50;
/** Opened with the newest part alone, a few screens long. */
const PAGE_ITEMS = 60;
/** Whoever looks for something far back is not to wait for many answers. */
const FAR_PAGE_ITEMS = 500;
/** Of a conversation that is read at its end so much is kept on the page, and cut back to when there is more. */
const KEPT_ITEMS = 300;
const TRIM_ABOVE_ITEMS = 900;
/** A second press of a key that comes so soon was meant for what the first has ended already. */
const INTERRUPT_PAUSE_MS = 1_000;

type Needs = {
  readonly id: string;
  readonly api: Pick<
    DispatchApi,
    "sendMessage" | "withdrawMessage" | "interruptSession" | "changeAgent" | "agents"
  >;
  readonly connection: Connection;
  readonly sessions: SessionList;
};

/** One agent's session followed on one page: its conversation, and what a person can say to it. */
export class AgentSession implements Disposable {
  readonly id: string;
  readonly #needs: Needs;
  readonly #off: (() => void)[];
  readonly #ended = new AbortController();
  #conversation: Conversation | undefined;
  #newestOffers: AgentOffers = noOffers;
  #attachment: Attachment | undefined;
  #attached = $state.raw<Session>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #opening = false;
  #earlier: Promise<void> | undefined;
  #interruptedAt = -Infinity;

  problem = $state.raw<ProblemBody>();
  isRemoved = $state(false);
  /** Why it could not be opened, until it can. */
  failure = $state<string>();
  /** Everything that existed when this page began to follow is shown. */
  isCaughtUp = $state(false);
  items = $state.raw<readonly TranscriptItem[]>([]);
  queued = $state.raw<readonly QueuedText[]>([]);
  offers = $state.raw<AgentOffers>(noOffers);
  completeUpTo = $state(0);
  head = $state(0);
  isInterrupting = $state(false);
  /** There is more in front of what is here. */
  hasEarlier = $state(false);
  isLoadingEarlier = $state(false);
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
    const { live } = needs.connection;
    this.#off = [
      live.on("removed", ({ id }) => {
        if (id === needs.id) this.isRemoved = true;
      }),
      live.on("state", () => {
        if (live.state === "online" && this.failure !== undefined) void this.open();
      }),
    ];
    void this.open();
  }

  /** The newest part at once, then everything that happens behind it. */
  open = async () => {
    if (this.#opening || this.#conversation) return;
    this.#opening = true;
    this.failure = undefined;
    try {
      const page = await this.#needs.api.agents.transcript(
        this.id,
        { limit: PAGE_ITEMS },
        this.#ended.signal,
      );
      const { models, modes, commands } = page.offers;
      this.#newestOffers = { models, modes, commands };
      this.#conversation = new Conversation(page);
      this.#follow(page.lastSeq);
    } catch (error) {
      if (this.#ended.signal.aborted) return;
      const problem = problemOf(error);
      if (problem && problem.status < 500 && problem.status !== 429) this.problem = problem;
      else this.failure = failureOf(error).detail;
    } finally {
      this.#opening = false;
    }
  };

  /** The part in front of what is here. One at a time, whoever asks. */
  showEarlier = (isFar = false): Promise<void> => {
    const conversation = this.#conversation;
    if (!conversation || conversation.cursor === null) return Promise.resolve();
    return (this.#earlier ??= this.#loadEarlier(conversation, conversation.cursor, isFar));
  };

  /** Back at the end nobody needs what was said long ago. */
  forget() {
    if (this.items.length > TRIM_ABOVE_ITEMS && this.#conversation?.trim(KEPT_ITEMS)) this.#show();
  }

  /** Whether the agent was given it or it waits for the turn to end. */
  send = (message: NewMessage, key: string) => this.#needs.api.sendMessage(this.id, message, key);

  /** In words that a button stands for. */
  say = (text: string) => this.#try(() => this.send({ text }, crypto.randomUUID()));

  withdraw = (messageId: string) => this.#try(() => this.#needs.api.withdrawMessage(this.id, messageId));

  interrupt = async () => {
    if (this.isInterrupting || !this.isBusy) return;
    this.isInterrupting = true;
    await this.#try(() => this.#needs.api.interruptSession(this.id));
    this.#interruptedAt = performance.now();
    this.isInterrupting = false;
  };

  /** By a key, which is often pressed twice: the second is not for the turn that begins behind the interrupted one. */
  interruptByKey = () =>
    performance.now() - this.#interruptedAt < INTERRUPT_PAUSE_MS ? Promise.resolve() : this.interrupt();

  choose = (change: AgentChange) =>
    this.#try(async () => this.#needs.sessions.apply(await this.#needs.api.changeAgent(this.id, change)));

  [Symbol.dispose]() {
    this.#ended.abort();
    for (const off of this.#off) off();
    this.#attachment?.detach();
    clearTimeout(this.#timer);
  }

  #follow(afterSeq: number) {
    const conversation = this.#conversation;
    this.#attachment = this.#needs.connection.live.attach(this.id, {
      afterSeq,
      onEvent: (event) => {
        conversation?.apply(event);
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
    this.#show();
  }

  async #loadEarlier(conversation: Conversation, before: string, isFar: boolean) {
    this.isLoadingEarlier = true;
    try {
      const wish = { before, limit: isFar ? FAR_PAGE_ITEMS : PAGE_ITEMS };
      const page = await this.#needs.api.agents.transcript(this.id, wish, this.#ended.signal);
      // Meanwhile it may have been let go of.
      if (conversation.cursor !== before) return;
      conversation.prepend(page);
      this.#show();
    } catch (error) {
      if (!this.#ended.signal.aborted) toast.error(failureOf(error).detail);
      throw error;
    } finally {
      this.isLoadingEarlier = false;
      this.#earlier = undefined;
    }
  }

  #showSoon() {
    this.#timer ??= setTimeout(() => this.#show(), SHOW_EVERY_MS);
  }

  #show() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#conversation) return;
    this.items = this.#conversation.items;
    this.queued = this.#conversation.queued;
    this.hasEarlier = this.#conversation.cursor !== null;
    this.offers = this.#newestOffers;
    this.completeUpTo = this.#attachment?.seq ?? this.#conversation.lastSeq;
    this.head = this.#attachment?.head ?? this.#conversation.lastSeq;
  }

  async #try(action: () => Promise<unknown>) {
    try {
      await action();
    } catch (error) {
      toast.error(failureOf(error).detail);
    }
  }
}
