import type { Buffer } from "node:buffer";
import { LINK_VERSIONS_ACCEPTED, Refused, Welcome, type Hello } from "@dispatch/protocol/link";
import { jsonFrame, type Frame } from "@dispatch/protocol/link-frames";
import type { Log } from "../log.ts";
import { Connection } from "./connection.ts";

/** First pause before another dial; it doubles up to the limit. Short, since a restarting server is the usual case. */
const REDIAL_FIRST_MS = 25;
const REDIAL_LIMIT_MS = 250;
/** After a refusal: only an update of the server can change its mind. */
const REDIAL_REFUSED_MS = 2_000;

export type LinkNeeds = {
  readonly socketPath: string;
  readonly log: Log;
  readonly hello: () => Hello;
  readonly onWelcome: (welcome: Welcome) => void;
  readonly onRefused: (refused: Refused) => void;
  readonly onFrame: (frame: Frame) => void;
  readonly onDrain: () => void;
  /** The server was there and is not any more, or a dial did not reach it. */
  readonly onLost: () => void;
  readonly silenceLimitMs?: number;
};

type State =
  | { readonly name: "waiting"; readonly timer: NodeJS.Timeout }
  | { readonly name: "greeting"; readonly connection: Connection }
  | { readonly name: "open"; readonly connection: Connection }
  | { readonly name: "closed" };

/** The one link to the server: dials until someone answers, says hello, and passes nothing on before the welcome. */
export class Link {
  readonly #needs: LinkNeeds;
  #state: State = { name: "closed" };
  #redialMs = REDIAL_FIRST_MS;
  #openings = 0;

  constructor(needs: LinkNeeds) {
    this.#needs = needs;
  }

  /** Differs for each welcome: what was asked on one connection is not answered on the next. */
  get opening(): number {
    return this.#openings;
  }

  get isOpen(): boolean {
    return this.#state.name === "open";
  }

  isFull(): boolean {
    return this.#state.name !== "open" || this.#state.connection.isFull();
  }

  send(frame: Buffer) {
    if (this.#state.name === "open") this.#state.connection.send(frame);
  }

  sendSoon(frame: Buffer) {
    if (this.#state.name === "open") this.#state.connection.sendSoon(frame);
  }

  sendParts(head: Buffer, body: Buffer) {
    if (this.#state.name === "open") this.#state.connection.sendParts(head, body);
  }

  dial() {
    const connection = new Connection(
      this.#needs.socketPath,
      {
        onOpen: () => connection.send(jsonFrame("hello", this.#needs.hello())),
        onFrame: (frame) => this.#receive(connection, frame),
        onDrain: this.#needs.onDrain,
        onClose: (reason) => this.#lost(connection, reason),
      },
      this.#needs.silenceLimitMs,
    );
    this.#state = { name: "greeting", connection };
  }

  /** For good; what was sent still leaves. */
  close() {
    const state = this.#state;
    this.#state = { name: "closed" };
    if (state.name === "waiting") clearTimeout(state.timer);
    if (state.name === "greeting" || state.name === "open") state.connection.finish();
  }

  #receive(connection: Connection, frame: Frame) {
    if (this.#state.name === "open") return this.#needs.onFrame(frame);
    if (this.#state.name !== "greeting") return;
    if (frame.type === "welcome") return this.#welcomed(connection, Welcome.parse(frame.value));
    if (frame.type !== "refused") return connection.close(`${frame.type} came before the welcome`);
    const refused = Refused.parse(frame.value);
    this.#needs.log("error", "the server refuses this runner", refused);
    this.#redialMs = REDIAL_REFUSED_MS;
    this.#needs.onRefused(refused);
    connection.close("refused");
  }

  #welcomed(connection: Connection, welcome: Welcome) {
    if (!LINK_VERSIONS_ACCEPTED.includes(welcome.version)) {
      this.#redialMs = REDIAL_REFUSED_MS;
      return connection.close(
        `the server chose link version ${welcome.version}, which this runner does not speak`,
      );
    }
    this.#state = { name: "open", connection };
    this.#redialMs = REDIAL_FIRST_MS;
    this.#openings += 1;
    this.#needs.log("info", "linked to the server", { build: welcome.build, resumed: welcome.resume.length });
    this.#needs.onWelcome(welcome);
  }

  #lost(connection: Connection, reason: string) {
    if (this.#state.name === "closed" || this.#state.name === "waiting") return;
    if (this.#state.connection !== connection) return;
    if (this.#state.name === "open") this.#needs.log("warn", "the link is lost", { reason });
    // Jitter, so that many runners do not all come at the same moment after a restart.
    const waitMs = this.#redialMs * (0.75 + Math.random() * 0.25);
    if (this.#redialMs < REDIAL_LIMIT_MS) this.#redialMs = Math.min(this.#redialMs * 2, REDIAL_LIMIT_MS);
    this.#state = { name: "waiting", timer: setTimeout(() => this.dial(), waitMs) };
    this.#needs.onLost();
  }
}
