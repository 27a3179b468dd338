import type { MessageId } from "@dispatch/protocol/agent/events";
import type { SnapshotId } from "@dispatch/protocol/ids";
import { Problem } from "@dispatch/protocol/problems";
import type { SnapshotService } from "../git/snapshot.service.ts";
import type { Logger } from "../logger.ts";
import type { SessionRow } from "../store.ts";

/** A turn does not wait longer than this for its workspace to be kept as it is. */
const LIMIT_MS = 10_000;

type Needs = {
  readonly snapshots: Pick<SnapshotService, "take">;
  readonly logger: Logger;
};

/** Before a message begins a turn, the files of its workspace are kept as they are: somewhere to go back to. */
export class TurnSnapshots {
  readonly #needs: Needs;
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** The same message has the same snapshot. Undefined where nothing can be kept: the turn begins all the same. */
  async before(
    { ownerId, workspaceId, title }: SessionRow,
    messageId: MessageId,
  ): Promise<SnapshotId | undefined> {
    const signal = AbortSignal.timeout(LIMIT_MS);
    const whose = { caller: { userId: ownerId }, id: workspaceId, signal };
    try {
      return (await this.#needs.snapshots.take(whose, `Before a turn of “${title}”`, messageId)).id;
    } catch (error) {
      if (!(error instanceof Problem) && !signal.aborted)
        this.#needs.logger.warn({ err: error, workspaceId }, "a workspace could not be kept before a turn");
      return undefined;
    }
  }
}
