import type { Attachment } from "@dispatch/client/live/attachment";
import type { SessionEvent } from "@dispatch/protocol/events";
import type { ProblemBody } from "@dispatch/protocol/problems";
import type { Session, SessionScreen } from "@dispatch/protocol/session";
import { hasAccess } from "@dispatch/protocol/session-access";
import type { TerminalSize } from "@dispatch/protocol/terminal";
import { toast } from "svelte-sonner";
import { failureOf } from "#lib/api/failure.ts";
import { strings } from "#lib/strings.ts";
import { GridFollower } from "#lib/terminal/grid-follower.ts";
import type { TerminalScreen } from "#lib/terminal/terminal-screen.ts";
import type { Connection } from "./connection.svelte.ts";
import type { SessionList } from "./session-list.svelte.ts";
import { Typist } from "./typist.svelte.ts";

/** The footer's numbers are refreshed this often: a flood brings thousands of events a second. */
const SHOW_EVERY_MS = 60;
/** Being behind for less than this is how every echo looks; only longer is worth a word. */
const BEHIND_AFTER_MS = 350;

type Needs = {
  readonly id: string;
  readonly connection: Connection;
  readonly sessions: SessionList;
  /** Made here a moment ago: no other window can have answered what its program asked first. */
  readonly isFresh: boolean;
};

/** One session followed on one page: its stream into a terminal, and what is told about it around the terminal. */
export class TerminalSession implements Disposable {
  readonly id: string;
  readonly typist = new Typist();
  readonly #needs: Needs;
  readonly #grid = new GridFollower();
  readonly #off: (() => void)[];
  #screen: TerminalScreen | undefined;
  #attachment: Attachment | undefined;
  #attached = $state.raw<Session>();
  /** Everything up to here existed before this page attached: it is history, and its questions are long settled. */
  #replayUpTo = 0;
  #paintedSeq = 0;
  #behindSince: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #holdsGrid = false;
  /** The page was left; what a terminal still does after that asks this session for nothing. */
  #isLeft = false;

  problem = $state.raw<ProblemBody>();
  isRemoved = $state(false);
  isPainted = $state(false);
  completeUpTo = $state(0);
  head = $state(0);
  isBehind = $state(false);
  size = $state.raw<TerminalSize>();
  isSizedElsewhere = $state(false);
  readonly session = $derived.by(() => this.#needs.sessions.byId(this.#needs.id) ?? this.#attached);
  /** Until the server has said what this page may do, nothing that is typed is kept from it. */
  readonly mayType = $derived(hasAccess(this.session?.access ?? "own", "write"));
  /** It belongs to somebody else. */
  readonly isGiven = $derived(this.session !== undefined && this.session.access !== "own");

  constructor(needs: Needs) {
    this.id = needs.id;
    this.#needs = needs;
    this.#off = [
      needs.connection.live.on("removed", ({ id }) => {
        if (id === needs.id) this.isRemoved = true;
      }),
      needs.connection.live.on("session", (session) => {
        if (session.id === needs.id) this.#showSoon();
      }),
    ];
  }

  /** Begins to follow, with the terminal that is in the page now. */
  open(screen: TerminalScreen) {
    this.#screen = screen;
    this.#attachment = this.#needs.connection.live.attach(this.id, {
      screen: true,
      ...(this.#needs.isFresh ? { afterSeq: 0 } : {}),
      onAttached: ({ seq, session }) => {
        this.#attached = session;
        if (!this.#needs.isFresh || this.isPainted) this.#replayUpTo = seq;
        if (this.#grid.current === undefined && session.cols !== undefined && session.rows !== undefined) {
          this.#grid.start({ cols: session.cols, rows: session.rows });
        }
        this.#showSoon();
      },
      onScreen: (given) => this.#restore(given),
      onEvent: (event) => this.#apply(event),
      onLive: () => {
        // After a screen or a gap the grid is the program's; the window in use takes it over again.
        void screen.afterWrites().then(() => {
          if (this.#isLeft) return;
          if (this.isGiven && !this.isPainted) this.isSizedElsewhere = true;
          this.isPainted = true;
          if (this.isInCharge) this.fit();
        });
      },
      onProblem: (problem) => {
        this.problem = problem;
      },
    });
  }

  /** Whether nothing of it is on the page yet. What a screen shows is there before all that follows has come. */
  get isOpening() {
    return !this.isPainted && this.size === undefined;
  }

  /** Whether this page is in use on its device, and so may decide the grid. */
  get isInCharge() {
    if (this.#isLeft || !this.mayType || document.visibilityState !== "visible") return false;
    const isAlone = (this.session?.attached ?? 1) <= 1;
    // In a session of somebody else looking is not enough: it becomes this page's by typing.
    return isAlone || (document.hasFocus() && !(this.isGiven && this.isSizedElsewhere));
  }

  /**
   * Whether this page answers what programs ask their terminal. Pages may be in use on several devices at once; the one
   * that took the grid last speaks for all.
   */
  get speaks() {
    return this.isInCharge && !this.isSizedElsewhere;
  }

  /**
   * Asks for the grid that fills the page. It is taken when the size has its turn in the stream, as in every other window:
   * one that takes it earlier draws what is on its way otherwise than they do.
   */
  fit = () => {
    const size = this.#screen?.fittingSize();
    // Before the first paint the grid is the one that the screen was drawn for.
    if (!size || !this.isPainted || !this.mayType || this.#holdsGrid) return;
    this.isSizedElsewhere = false;
    if (this.session?.status === "ended") void this.#adopt(size);
    else if (this.#grid.wants(size)) this.#attachment?.resize(size);
  };

  /** While one looks back, the live terminal stays as it is, whatever becomes of its pane. */
  holdGrid(yes: boolean) {
    this.#holdsGrid = yes;
    if (!yes && this.isInCharge) this.fit();
  }

  input = (data: string | Uint8Array) => {
    if (this.#isLeft || !this.mayType) return;
    // Whoever types takes the terminal over.
    if (this.isSizedElsewhere) this.fit();
    this.#attachment?.input(data).catch((error: unknown) => {
      toast.error(strings.toast.inputFailed(failureOf(error).detail), { id: "input-failed" });
    });
  };

  [Symbol.dispose]() {
    this.#isLeft = true;
    for (const off of this.#off) off();
    clearTimeout(this.#timer);
    this.typist[Symbol.dispose]();
    this.#attachment?.detach();
  }

  #restore(given: SessionScreen) {
    this.#grid.start({ cols: given.cols, rows: given.rows });
    this.#replayUpTo = Math.max(this.#replayUpTo, given.seq);
    this.size = { cols: given.cols, rows: given.rows };
    const painted = this.#screen?.restore(given);
    return this.#afterPaint(painted, given.seq);
  }

  #apply(event: SessionEvent) {
    const replay = event.seq <= this.#replayUpTo;
    let painted: Promise<void> | undefined;
    if (event.channel === "terminal:output") {
      painted = this.#screen?.write(event.payload, { replay });
    } else if (event.channel === "terminal:resize") {
      painted = this.#follow(event.payload, replay);
    } else if (event.channel === "session:typist") {
      this.typist.heard(event.payload, { replay });
    } else if (event.channel === "session:error") {
      toast.error(event.payload.error);
    }
    return this.#afterPaint(painted, event.seq);
  }

  #follow(size: TerminalSize, replay: boolean) {
    if (this.#grid.heard(size) && !replay) this.isSizedElsewhere = true;
    return this.#adopt(size);
  }

  async #adopt(size: TerminalSize) {
    await this.#screen?.adopt(size);
    this.size = size;
  }

  async #afterPaint(painted: Promise<void> | undefined, seq: number) {
    await painted;
    this.#paintedSeq = Math.max(this.#paintedSeq, seq);
    this.#showSoon();
  }

  #showSoon() {
    this.#timer ??= setTimeout(() => this.#show(), SHOW_EVERY_MS);
  }

  #show() {
    this.#timer = undefined;
    this.completeUpTo = this.#paintedSeq;
    this.head = Math.max(this.#attachment?.head ?? 0, this.#paintedSeq);
    if (this.head <= this.completeUpTo) {
      this.#behindSince = undefined;
      this.isBehind = false;
      return;
    }
    this.#behindSince ??= Date.now();
    this.isBehind = Date.now() - this.#behindSince >= BEHIND_AFTER_MS;
    this.#showSoon();
  }
}
