import type { AgentFault, DriverItem } from "@dispatch/protocol/agent/driving";
import type { TurnOutcome } from "@dispatch/protocol/agent/events";

const SUMMARY_LIMIT_CHARACTERS = 4000;

type End = {
  readonly outcome: TurnOutcome;
  readonly fault?: AgentFault | undefined;
  /** All that were handed over where it is not said. */
  readonly answered?: readonly string[] | undefined;
};

/** Which messages were handed over, and which turn answered them: several in one, and turns that no message began. */
export class Turns {
  readonly #emit: (item: DriverItem) => void;
  /** Handed over and not answered, in order. */
  #open: string[] = [];
  #isOpen = false;
  #said = "";

  constructor(emit: (item: DriverItem) => void) {
    this.#emit = emit;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The last thing that was said. */
  get summary(): string {
    return this.#said;
  }

  prompted(messageId: string): void {
    this.#open.push(messageId);
    this.stirred();
  }

  /** The agent works. */
  stirred(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#said = "";
    this.#emit({ channel: "driver:turn-began", payload: { messageIds: [...this.#open] } });
  }

  said(text: string): void {
    this.#said = text.slice(-SUMMARY_LIMIT_CHARACTERS);
  }

  end({ outcome, fault, answered = this.#open }: End): void {
    if (!this.#isOpen) return;
    const messageIds = this.#open.filter((id) => answered.includes(id));
    this.#open = this.#open.filter((id) => !messageIds.includes(id));
    this.#isOpen = false;
    this.#emit({
      channel: "driver:turn-ended",
      payload: { messageIds, outcome, summary: this.#said, ...(fault && { fault }) },
    });
    // What came too late for this turn begins the next one.
    if (this.#open.length > 0) this.stirred();
  }
}
