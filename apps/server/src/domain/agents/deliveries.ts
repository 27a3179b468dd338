import type { DriverCommand } from "@dispatch/protocol/agent/driving";
import type { MessageId } from "@dispatch/protocol/agent/events";
import type { SessionId, SnapshotId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import { isLive } from "@dispatch/protocol/session-live";
import type { Logger } from "../logger.ts";
import type { Hosting } from "../session/hosting.ts";
import type { SessionRow, Store } from "../store.ts";
import { Turns } from "../turns.ts";
import type { ApprovalRow, PromptRow } from "./agent-store.ts";

type Needs = {
  readonly store: Store;
  readonly hosting: Pick<Hosting, "input" | "ownerOf">;
  readonly logger: Logger;
  /** What is kept of the workspace before a message begins a turn. */
  readonly snapshot: (session: SessionRow, messageId: MessageId) => Promise<SnapshotId | undefined>;
};

/**
 * Hands over what was decided for a driver and is in the database: messages and answers, each once, in their order. What cannot
 * be handed over now stays there until the runner is back or the agent is begun again.
 */
export class Deliveries {
  readonly #needs: Needs;
  readonly #turns = new Turns<SessionId>();
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  soon(id: SessionId): void {
    void this.run(id).catch((error: unknown) =>
      this.#needs.logger.error({ err: error, sessionId: id }, "an agent was not told something"),
    );
  }

  /** Resolves once everything there is was handed over, or cannot be now. */
  run(id: SessionId): Promise<void> {
    return this.#turns.take(id, async () => {
      const session = await this.#needs.store.read.sessions.byId(id);
      if (!session || !isLive(session.status) || this.#needs.hosting.ownerOf(id, "agent") === undefined)
        return;
      try {
        await this.#tellAnswers(session);
        await this.#tellPrompts(session);
      } catch (error) {
        // It is on its way out, or its runner is away: what comes next tells it again.
        if (!(error instanceof Problem)) throw error;
      }
    });
  }

  /** To a routine use of a tool of which no rule speaks: the agent does as it would. */
  async pass(id: SessionId, askId: string): Promise<void> {
    await this.#tell(id, `pass ${askId}`, { type: "answer", askId, decision: "pass" }).catch(
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error; // its process is gone, and the question with it
      },
    );
  }

  async tell(id: SessionId, key: string, command: DriverCommand): Promise<void> {
    await this.#tell(id, key, command);
  }

  async #tellAnswers({ id, number, launch }: SessionRow): Promise<void> {
    const { read, write } = this.#store;
    for (const row of await read.approvals.undelivered(number, launch)) {
      await this.#tell(id, row.id, answerOf(row));
      await write(({ approvals }) => approvals.update(row.id, { isDelivered: true }));
    }
  }

  async #tellPrompts(session: SessionRow): Promise<void> {
    const { id, number } = session;
    const { read, write } = this.#store;
    for (const row of await read.prompts.listOf(number)) {
      if (row.state !== "due") continue;
      const { messageId, isSteering } = row;
      const snapshotId = isSteering ? undefined : await this.#needs.snapshot(session, messageId);
      await this.#tell(id, messageId, promptOf(row));
      await write(async ({ prompts, events }) => {
        // What steers begins no turn that would tell of it.
        if (isSteering) return prompts.delete(messageId);
        if (snapshotId)
          events.append(number, { channel: "agent:snapshot", payload: { messageId, snapshotId } });
        return prompts.setState(messageId, "handed");
      });
    }
  }

  get #store() {
    const { store } = this.#needs;
    return { read: store.read, write: store.write.bind(store) };
  }

  #tell(id: SessionId, key: string, command: DriverCommand): Promise<void> {
    return this.#needs.hosting.input(id, Buffer.from(JSON.stringify(command)), key);
  }
}

const promptOf = ({ messageId, text, images, isSteering }: PromptRow): DriverCommand => ({
  type: "prompt",
  messageId,
  text,
  ...(images.length > 0 && { images: [...images] }),
  ...(isSteering && { isSteering }),
});

const answerOf = ({ askId, decision, message, answer }: ApprovalRow): DriverCommand => ({
  type: "answer",
  askId: askId ?? "",
  decision: decision ?? "deny",
  ...(message !== null && { message }),
  ...answer,
});
