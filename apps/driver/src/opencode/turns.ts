import type { AgentNeeds } from "../agent.ts";
import type { Asks } from "../asks.ts";
import type { Speech } from "../speech.ts";
import type { Tools } from "../tools.ts";
import { endBy, type TurnEnd } from "./faults.ts";
import type { Usage } from "./usage.ts";
import type { MessageInfo } from "./wire.ts";

type Needs = {
  readonly emit: AgentNeeds["emit"];
  readonly speech: Speech;
  readonly tools: Tools;
  readonly asks: Asks;
  readonly usage: Usage;
};

/** What is worked at. The server takes messages at any time, and rests when it has answered all it knows of. */
export class Turns {
  readonly #needs: Needs;
  #isOpen = false;
  #isBusy = false;
  /** Handed over and not answered yet. */
  #waiting: string[] = [];
  /** The server's own names of messages, which are in the order of time. */
  readonly #names = new Map<string, string>();
  /** The last message that an answer was given to. */
  #answeredUpTo = "";
  /** The last answer there is, and the last of a turn that has ended. */
  #latest = "";
  #closedUpTo = "";
  #end: TurnEnd | undefined;
  #begun = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** How many have begun. */
  get begun(): number {
    return this.#begun;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The first message of the turn, as the server calls it. */
  get since(): string | undefined {
    return this.#waiting.map((id) => this.#names.get(id)).find((name) => name !== undefined);
  }

  handedOver(messageId: string): void {
    this.#waiting.push(messageId);
    if (!this.#isOpen) this.#begin();
  }

  named(messageId: string, name: string): void {
    this.#names.set(messageId, name);
  }

  /** Of an answer. One that belongs to a turn that has ended changes nothing any more. */
  answering({ id, parentID, finish, error }: MessageInfo): void {
    if (id <= this.#closedUpTo) return;
    if (id > this.#latest) this.#latest = id;
    if (error) this.endsAs(endBy(error));
    if (parentID !== undefined && parentID > this.#answeredUpTo) this.#answeredUpTo = parentID;
    if (finish === "length") this.#end ??= { outcome: "cut_short" };
    if (finish === "content-filter")
      this.#end ??= {
        outcome: "refused",
        fault: { code: "refused", detail: "The model refused to answer." },
      };
  }

  works(): void {
    this.#isBusy = true;
    if (!this.#isOpen) this.#begin();
  }

  /** The first thing that goes wrong says how the turn ends. */
  endsAs(end: TurnEnd): void {
    if (!this.#isOpen) return;
    this.#end ??= end;
    if (!this.#isBusy) this.#finish(this.#waiting.splice(0));
  }

  rests(): void {
    if (!this.#isBusy) return; // said of an earlier turn
    this.#isBusy = false;
    if (!this.#isOpen) return;
    const isAnswered = (id: string) => (this.#names.get(id) ?? "~") <= this.#answeredUpTo;
    const answered = this.#waiting.filter(isAnswered);
    const all = this.#end !== undefined || answered.length === 0;
    const left = all ? [] : this.#waiting.filter((id) => !isAnswered(id));
    const ended = all ? this.#waiting : answered;
    this.#waiting = left;
    this.#finish(ended);
    if (left.length > 0) this.#begin();
  }

  endNow(end: TurnEnd): void {
    if (!this.#isOpen) return;
    this.#end = end;
    this.#finish(this.#waiting.splice(0));
  }

  #begin() {
    this.#begun += 1;
    this.#isOpen = true;
    this.#end = undefined;
    this.#needs.speech.last = "";
    this.#needs.usage.turnBegins();
    this.#needs.emit({ channel: "driver:turn-began", payload: { messageIds: [...this.#waiting] } });
  }

  #finish(messageIds: string[]) {
    const { emit, speech, tools, asks, usage } = this.#needs;
    const end = this.#end ?? { outcome: "completed" as const };
    this.#isOpen = false;
    this.#closedUpTo = this.#latest;
    asks.withdrawAll();
    speech.finish();
    tools.endAll(end.outcome === "interrupted" ? "Interrupted." : "The turn ended before this did.");
    usage.turnEnds();
    for (const id of messageIds) this.#names.delete(id);
    emit({ channel: "driver:turn-ended", payload: { messageIds, summary: speech.last, ...end } });
  }
}
