import type { Approval } from "@dispatch/protocol/agent/approval";
import type { DispatchApi, NewAnswer } from "#lib/api/dispatch-api.ts";
import { failureOf, type Failure } from "#lib/api/failure.ts";
import { ApprovalDraft } from "#lib/approvals/approval-draft.svelte.ts";
import { queueOf } from "#lib/approvals/approval-queue.ts";
import { ChangedMeanwhile } from "./changed-meanwhile.ts";
import type { Connection } from "./connection.svelte.ts";

type Needs = {
  readonly api: Pick<DispatchApi, "openApprovals" | "approval" | "answer">;
  readonly connection: Connection;
  /** A guest has no list: what a session asks is looked up one by one. */
  readonly hasList: boolean;
};

/** Everything that waits for this person, kept true by the live connection. */
export class ApprovalList implements Disposable {
  readonly #needs: Needs;
  readonly #off: (() => void)[];
  #byId = $state.raw<ReadonlyMap<string, Approval>>(new Map());
  readonly #meanwhile = new ChangedMeanwhile();
  readonly #asked = new Set<string>();
  readonly #drafts = new Map<string, ApprovalDraft>();

  phase = $state<"loading" | "ready" | "failed">("loading");
  failure = $state.raw<Failure>();
  readonly open = $derived(queueOf(this.#byId.values()));
  readonly count = $derived(this.open.length);

  constructor(needs: Needs) {
    this.#needs = needs;
    const { live } = needs.connection;
    this.#off = [
      live.on("approval", this.apply),
      // What changed while the connection was away was not heard of.
      live.on("state", () => {
        if (live.state === "online") void this.load();
      }),
    ];
  }

  /** What is being answered stays when its card goes out of view, and is the same on every card of it. */
  draftOf = (id: string): ApprovalDraft => {
    const draft = this.#drafts.get(id) ?? new ApprovalDraft(this, id);
    this.#drafts.set(id, draft);
    return draft;
  };

  byId = (id: string) => this.#byId.get(id);
  openOf = (sessionId: string) => this.open.filter((approval) => approval.sessionId === sessionId);

  apply = (approval: Approval) => {
    this.#meanwhile.note(approval.id);
    if (approval.state !== "open") this.#drafts.delete(approval.id);
    this.#byId = new Map(this.#byId).set(approval.id, approval);
  };

  load = async () => {
    if (!this.#needs.hasList) return;
    try {
      const next = await this.#meanwhile.over(() => this.#needs.api.openApprovals(), this.byId);
      // What is not open any more stays known: whoever looks at it sees who answered.
      for (const id of this.#byId.keys()) if (!next.has(id)) void this.#look(id);
      this.#byId = next;
      this.phase = "ready";
      this.failure = undefined;
    } catch (error) {
      this.failure = failureOf(error);
      if (this.phase === "loading") this.phase = "failed";
    }
  };

  /** For what is asked in a session that is somebody else's: no news of it comes by itself. */
  ensure = (id: string) => {
    if (this.#byId.has(id) || this.#asked.has(id)) return;
    this.#asked.add(id);
    void this.#look(id);
  };

  /** Resolves with what became of it: where somebody else was first, with their answer. */
  answer = async (id: string, answer: NewAnswer): Promise<Approval> => {
    try {
      const approval = await this.#needs.api.answer(id, answer);
      this.apply(approval);
      return approval;
    } catch (error) {
      if (failureOf(error).code !== "approval-answered") throw error;
      const approval = await this.#needs.api.approval(id);
      this.apply(approval);
      return approval;
    }
  };

  [Symbol.dispose]() {
    for (const off of this.#off) off();
  }

  async #look(id: string) {
    try {
      this.apply(await this.#needs.api.approval(id));
    } catch {
      // It is not for this person, or the server is away: then there is nothing to show.
      this.#asked.delete(id);
    }
  }
}
