import type { Client } from "@dispatch/client";
import { problemOf } from "@dispatch/client/problem";
import type { TranscriptItem } from "@dispatch/protocol/agent/transcript-item";
import type { Context } from "../context.ts";
import { Failure } from "../failure.ts";
import { answerApproval, getApproval, refuseOwn } from "./approval-api.ts";
import { askPerson } from "./ask-person.ts";
import { howToAnswer } from "./item-text.ts";

type Needs = Pick<Context, "stdin" | "stderr" | "signal" | "settings"> & {
  readonly client: Client;
  /** Somebody sits here and can be asked. */
  readonly isInteractive: boolean;
  /** Ctrl-C while a question is on the screen. */
  readonly onInterrupt: () => void;
  /** Holds back whatever else reads the keyboard. */
  readonly holdInput?: () => () => void;
};

/** What waits for a person is asked right here, one after the other; what was answered elsewhere goes from the screen. */
export class Attending {
  readonly #needs: Needs;
  readonly #told = new Set<string>();
  #asking: { readonly id: string; readonly withdrawn: AbortController } | undefined;
  #turn: Promise<void> = Promise.resolve();
  readonly #settled = new Set<string>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  see(item: TranscriptItem): void {
    const approval = item.type === "tool" ? item.approval : item.type === "approval" ? item : undefined;
    if (!approval) return;
    const { approvalId: id, answer } = approval;
    if (answer) {
      this.#settled.add(id);
      if (this.#asking?.id === id) this.#asking.withdrawn.abort();
    } else if (!this.#told.has(id)) {
      this.#told.add(id);
      this.#turn = this.#turn.then(() => this.#ask(id));
    }
  }

  /** Takes a question from the screen; it stays open. */
  leave(): void {
    this.#asking?.withdrawn.abort();
  }

  async #ask(id: string): Promise<void> {
    const { client, stderr, signal, settings, isInteractive, onInterrupt, holdInput } = this.#needs;
    if (this.#settled.has(id) || signal.aborted) return;
    const withdrawn = new AbortController();
    const release = isInteractive ? holdInput?.() : undefined;
    this.#asking = { id, withdrawn };
    try {
      const approval = await getApproval(client, id);
      // History is full of what was answered, and what only tells of a failure is told by the transcript.
      if (approval.state !== "open" || approval.type === "failure" || approval.type === "sign-in") return;
      if (!isInteractive) {
        stderr.write(`[${howToAnswer(id)}]\n`);
        return;
      }
      refuseOwn(approval, settings);
      const desk = { ...this.#needs, signal: AbortSignal.any([signal, withdrawn.signal]) };
      await answerApproval(client, id, await askPerson(desk, approval));
    } catch (error) {
      if (withdrawn.signal.aborted || signal.aborted) return;
      if (error instanceof Failure && error.code === "interrupted") return onInterrupt();
      const why = error instanceof Failure ? error.message : (problemOf(error)?.detail ?? String(error));
      stderr.write(`[${why} ${howToAnswer(id)}]\n`);
    } finally {
      this.#asking = undefined;
      release?.();
    }
  }
}
