import type { SessionEvent } from "@dispatch/protocol/events";
import type { ProblemBody } from "@dispatch/protocol/problems";
import type { Session, SessionScreen } from "@dispatch/protocol/session";
import type { AttachAck, RunEvent, ServerToClient } from "@dispatch/protocol/socket";
import type { TerminalSize } from "@dispatch/protocol/terminal";
import { backoffMs } from "../backoff.ts";
import { isKnownChannel } from "../event-json.ts";
import { ConnectionError, RequestProblem } from "../problem.ts";
import { Consumption } from "./consumption.ts";
import { InputQueue } from "./input-queue.ts";
import type { Link } from "./link.ts";

/** Unread output that may be on its way to one attachment: fills a fast line, and is painted in a blink. */
export const WINDOW_DEFAULT_BYTES = 512 * 1024;
/** An attach is answered from memory or a short read; a server that needs longer has lost it. */
const ATTACH_TIMEOUT_MS = 15_000;

export type AttachOptions = {
  /** Go on after this event. */
  readonly afterSeq?: number | undefined;
  /** Begin with a screen instead of the history. */
  readonly screen?: boolean | undefined;
  readonly window?: number | undefined;
  /** Each event once, in order. A promise delays the ack, and so slows this reader alone. */
  readonly onEvent: (event: SessionEvent) => void | Promise<void>;
  /** The terminal as it is now: put it in place of everything painted before. */
  readonly onScreen?: ((screen: SessionScreen) => void | Promise<void>) | undefined;
  /** After every attach and re-attach. `seq` is the newest event the server has. */
  readonly onAttached?: ((attached: { readonly seq: number; readonly session: Session }) => void) | undefined;
  /** Everything that existed at the moment of attaching was delivered. */
  readonly onLive?: (() => void) | undefined;
  /** The attachment was refused, and has ended. */
  readonly onProblem?: ((problem: ProblemBody) => void) | undefined;
};

type State =
  | { readonly name: "waiting" } // for a connection, or for the painter to catch up
  | { readonly name: "attaching" }
  | { readonly name: "following" }
  | { readonly name: "ended"; readonly problem?: ProblemBody };

type Needs = {
  readonly runId: string;
  readonly link: Link;
  readonly options: AttachOptions;
  readonly onEnd: () => void;
};

/** One reader and writer of one session, across any number of connections. */
export class Attachment {
  readonly runId: string;
  readonly #link: Link;
  readonly #options: AttachOptions;
  readonly #onEnd: () => void;
  readonly #windowBytes: number;
  readonly #consumption: Consumption;
  readonly #input: InputQueue;
  #state: State = { name: "waiting" };
  /** Last event delivered, or shown by a screen. */
  #seq: number;
  #head = 0;
  /** What the server had when it answered; `onLive` is due when it was delivered. */
  #liveAt: number | undefined;
  readonly #wantsScreen: boolean;
  /** The next attach begins with a screen, whatever the cursor. */
  #fresh: boolean;
  /** Counts attach calls: an answer to an older one is of no use. */
  #attempt = 0;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #size: { value: TerminalSize; sent: boolean } | undefined;

  constructor(needs: Needs) {
    this.runId = needs.runId;
    this.#link = needs.link;
    this.#options = needs.options;
    this.#onEnd = needs.onEnd;
    this.#windowBytes = needs.options.window ?? WINDOW_DEFAULT_BYTES;
    this.#wantsScreen = needs.options.screen === true;
    this.#fresh = this.#wantsScreen && needs.options.afterSeq === undefined;
    this.#seq = needs.options.afterSeq ?? 0;
    this.#input = new InputQueue({ runId: needs.runId, link: needs.link });
    this.#consumption = new Consumption({
      ackEveryBytes: this.#windowBytes / 4,
      ack: (seq) => {
        // A new attachment begins with an open window: what an older one delivered needs no ack there.
        if (this.#state.name === "following") this.#link.tell("run:ack", { runId: this.runId, seq });
      },
    });
  }

  /** Number of the last event delivered. */
  get seq(): number {
    return this.#seq;
  }

  /** Highest number known to exist. */
  get head(): number {
    return Math.max(this.#head, this.#seq);
  }

  /** Resolves when the process has been handed the input; rejects when it was refused or given up. */
  input(data: string | Uint8Array): Promise<void> {
    return this.#input.write(data);
  }

  /** The newest size wins; it is sent again if the connection was lost before the server had it. */
  resize(size: TerminalSize): void {
    this.#size = { value: size, sent: false };
    this.#sendSize();
  }

  interrupt(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#link.call("run:interrupt", { runId: this.runId }, (answer) => {
        if (!answer)
          reject(new ConnectionError("The connection was lost before the interrupt was acknowledged."));
        else if (answer.ok) resolve();
        else reject(new RequestProblem(answer.problem));
      });
    });
  }

  /** Begins anew with a screen: for a painter whose picture was spoiled. Input on its way is not touched. */
  refresh(): void {
    if (this.#state.name === "ended") return;
    this.#fresh = true;
    if (this.#timer === undefined || this.#state.name === "attaching") this.#attach();
  }

  /** Stops following. The session goes on. */
  detach(): void {
    if (this.#state.name === "ended") return;
    this.#end(new ConnectionError("The attachment was detached."));
    this.#link.tell("run:detach", { runId: this.runId });
  }

  [Symbol.dispose](): void {
    this.detach();
  }

  /** For the connection: it is there. */
  connected(): void {
    if (this.#state.name === "ended") return;
    this.#attach();
    this.#sendSize();
    this.#input.online();
  }

  /** For the connection: it is lost. */
  disconnected(): void {
    if (this.#state.name === "ended") return;
    this.#wait();
    if (this.#size) this.#size.sent = false;
    this.#input.offline();
  }

  /** For the connection: it is refused and no other will be made by itself. */
  refused(problem: ProblemBody): void {
    if (this.#state.name !== "ended") this.#input.refuse(problem);
  }

  /** For the connection: it was closed for good. */
  closed(): void {
    if (this.#state.name !== "ended") this.#end(new ConnectionError("The connection was closed."));
  }

  /** For the connection: the session's projection changed. */
  sessionChanged(session: Session): void {
    this.#head = Math.max(this.#head, session.lastSeq);
  }

  /** For the connection: an event of this run. */
  received(event: RunEvent): void {
    this.#head = Math.max(this.#head, event.seq);
    // While an attach is under way, what arrives belongs to the attachment before it.
    if (this.#state.name !== "following") return;
    if (event.seq <= this.#seq) return;
    if (event.seq !== this.#seq + 1) return this.#attach();
    this.#seq = event.seq;
    this.#failures = 0;
    if (isKnownChannel(event.channel)) this.#deliver(event);
    this.#tellWhenLive();
  }

  /** For the connection: this reader was too slow for its window. */
  behind(message: Parameters<ServerToClient["run:behind"]>[0]): void {
    this.#head = Math.max(this.#head, message.seq);
    if (this.#state.name !== "following") return;
    if (message.screen && this.#options.onScreen) return this.#showScreen(message.screen);
    if (this.#wantsScreen) this.#fresh = true;
    this.#tryLater();
  }

  #deliver({ seq, at, channel, payload }: RunEvent): void {
    const bytes = channel === "terminal:output" ? payload.byteLength : JSON.stringify(payload).length;
    const consumed = this.#consumption.add(seq, bytes);
    // In browsers sockets hand over binary data as plain buffers.
    const own =
      channel === "terminal:output" && !(payload instanceof Uint8Array) ? new Uint8Array(payload) : payload;
    this.#settleWith(consumed, this.#options.onEvent({ seq, at, channel, payload: own } as SessionEvent));
  }

  #showScreen(screen: SessionScreen): void {
    this.#seq = screen.seq;
    this.#fresh = false;
    this.#settleWith(this.#consumption.add(screen.seq, 0), this.#options.onScreen?.(screen));
    this.#tellWhenLive();
  }

  #settleWith(consumed: () => void, work: void | Promise<void>): void {
    const settle = () => {
      consumed();
      if (this.#state.name === "waiting" && this.#timer === undefined) this.#attach();
    };
    if (work) work.then(settle, (error: unknown) => (settle(), Promise.reject(error as Error)));
    else settle();
  }

  #tellWhenLive(): void {
    if (this.#liveAt === undefined || this.#seq < this.#liveAt) return;
    this.#liveAt = undefined;
    this.#options.onLive?.();
  }

  #attach(): void {
    this.#wait();
    // A painter that is a whole window behind gets nothing more: memory stays bounded across reconnects.
    if (!this.#link.online || this.#consumption.pendingBytes >= this.#windowBytes) return;
    this.#state = { name: "attaching" };
    const attempt = this.#attempt;
    this.#timer = setTimeout(() => this.#link.drop(), ATTACH_TIMEOUT_MS);
    // With a cursor too, `screen` says that a screen may take the place of what a slow reader missed.
    const shown = this.#wantsScreen || this.#fresh ? { screen: true } : {};
    const from = this.#fresh ? {} : { afterSeq: this.#seq };
    this.#link.call(
      "run:attach",
      { runId: this.runId, window: this.#windowBytes, ...from, ...shown },
      (answer) => {
        if (attempt === this.#attempt && answer) this.#answered(answer);
      },
    );
  }

  /** Forgets an attach under way; its answer and events will not be heard. */
  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#attempt += 1;
    this.#state = { name: "waiting" };
  }

  #answered(answer: AttachAck): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!answer.ok) {
      const { problem } = answer;
      // A server that starts, stops or has a full disk refuses for a while only.
      if (problem.status >= 500 || problem.status === 429) return this.#tryLater();
      this.#end(new RequestProblem(problem), problem);
      this.#options.onProblem?.(problem);
      return;
    }
    this.#state = { name: "following" };
    this.#head = Math.max(this.#head, answer.seq, answer.session.lastSeq);
    this.#liveAt = answer.seq;
    this.#options.onAttached?.({ seq: answer.seq, session: answer.session });
    if (this.#state.name !== "following") return; // the listener may have detached
    if (answer.screen) return this.#showScreen(answer.screen);
    // A session that has no screen to give is read from the cursor on.
    if (this.#fresh) return this.#attachByCursor();
    this.#tellWhenLive();
  }

  #attachByCursor(): void {
    this.#fresh = false;
    this.#attach();
  }

  #tryLater(): void {
    this.#wait();
    this.#timer = setTimeout(() => this.#attach(), backoffMs(this.#failures));
    this.#failures += 1;
  }

  #sendSize(): void {
    const size = this.#size;
    if (!size || size.sent || !this.#link.online) return;
    size.sent = true;
    this.#link.call("run:resize", { runId: this.runId, ...size.value }, (answer) => {
      if (answer && this.#size === size) this.#size = undefined;
    });
  }

  #end(reason: Error, problem?: ProblemBody): void {
    this.#wait();
    this.#state = problem ? { name: "ended", problem } : { name: "ended" };
    this.#input.close(reason);
    this.#onEnd();
  }
}
