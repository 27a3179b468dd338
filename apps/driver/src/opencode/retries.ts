import type { AgentNeeds } from "../agent.ts";
import { codeByWords } from "../fault-words.ts";
import type { TurnEnd } from "./faults.ts";
import type { Status } from "./wire.ts";

/** OpenCode tries again without end, each time later. After so many tries somebody should know. */
const TRIES = 5;
/** Who is told to wait longer than this had better be told. */
const WAIT_LIMIT_MS = 60_000;

/** Tells of tries that failed, and gives up for it. */
export class Retries {
  readonly #emit: AgentNeeds["emit"];
  readonly #giveUp: (end: TurnEnd) => void;
  #attempt = 0;

  constructor(emit: AgentNeeds["emit"], giveUp: (end: TurnEnd) => void) {
    this.#emit = emit;
    this.#giveUp = giveUp;
  }

  begin(): void {
    this.#attempt = 0;
  }

  take({ attempt = 1, message = "The provider failed.", next }: Status): void {
    if (attempt === this.#attempt) return;
    this.#attempt = attempt;
    const waitMs = next === undefined ? undefined : Math.max(0, Math.round(next - Date.now()));
    const code = codeByWords(message) ?? "overloaded";
    if (attempt < TRIES && (waitMs ?? 0) <= WAIT_LIMIT_MS && code !== "signed-out") {
      const payload = {
        code: "retry",
        text: message,
        ...(waitMs === undefined ? {} : { retryInMs: waitMs }),
      };
      return this.#emit({ channel: "agent:notice", payload });
    }
    const retryAfterMs = waitMs === undefined || waitMs <= WAIT_LIMIT_MS ? {} : { retryAfterMs: waitMs };
    this.#giveUp({ outcome: "failed", fault: { code, detail: message, ...retryAfterMs } });
  }
}
