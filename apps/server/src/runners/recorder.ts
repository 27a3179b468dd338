import { type PlainItem, isPlain } from "@dispatch/protocol/agent/driving";
import type { NewEvent } from "@dispatch/protocol/events";
import { EventItem, ExitItem, itemKind } from "@dispatch/protocol/link";
import { Problem } from "@dispatch/protocol/problems";
import type { Append, EventLog } from "../domain/log/event-log.ts";
import type { SessionOutcomes } from "../domain/session/session-outcomes.ts";
import type { StorageHold } from "../domain/storage-hold.ts";
import type { Item, LiveSession } from "./live-session.ts";
import { type Queued, RecordingQueue } from "./recording-queue.ts";

/** How long to wait before a refused commit is tried again. */
const RETRY_MS = 500;

type Needs = {
  readonly log: EventLog;
  readonly outcomes: SessionOutcomes;
  /** Tells the runner that everything of the session below `offset` is committed. */
  readonly ack: (session: LiveSession, offset: number) => void;
  readonly ended: (session: LiveSession) => void;
  /** A bug: the link is of no use any more, and a new one starts from what is committed. */
  readonly failed: (error: unknown) => void;
  /** Storage refuses (or works again, when undefined) for these sessions. */
  readonly held: (sessions: readonly LiveSession[], hold: StorageHold | undefined) => void;
};

const endOf = (item: Item) => item.offset + item.body.length;

/**
 * Commits what one runner sends, in the order of each session: what arrived together is committed together, acknowledged after
 * that, and never before (R1, R2, R4). While storage refuses, nothing is acknowledged, so the runner holds its processes.
 */
export class Recorder {
  readonly #needs: Needs;
  readonly #queue = new RecordingQueue();
  #running = false;
  /** Ends with the present run; what came last is then in the log, or given up. */
  #settled: Promise<void> = Promise.resolve();
  #closed = false;
  #wake: (() => void) | undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  record(session: LiveSession, item: Item): void {
    try {
      this.#queue.add({ session, item, event: plainEvent(item) });
    } catch (error) {
      void this.close();
      this.#needs.failed(error);
    }
  }

  /** Starts committing what is queued; call it once per chunk that came in. */
  flush(): void {
    if (!this.#running) this.#settled = this.#run();
  }

  /** The link is gone: what is not committed will be sent again over the next one. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#queue.clear();
    this.#wake?.();
    await this.#settled;
  }

  async #run() {
    this.#running = true;
    try {
      while (!this.#queue.isEmpty && !this.#closed) await this.#untilStored(this.#queue.take());
    } catch (error) {
      void this.close();
      this.#needs.failed(error);
    } finally {
      this.#running = false;
    }
  }

  async #untilStored(batch: Queued[]): Promise<void> {
    const held = new Set<LiveSession>();
    while (!this.#closed) {
      try {
        await this.#store(batch);
        if (held.size > 0) this.#needs.held([...held], undefined);
        return;
      } catch (error) {
        const hold =
          error instanceof Problem && error.code === "storage-unavailable"
            ? (error.cause as StorageHold | undefined)
            : undefined;
        if (!(error instanceof Problem) || error.code !== "storage-unavailable") throw error;
        // Whatever waits behind the batch is held by the same refusal.
        for (const session of [...batch.map((queued) => queued.session), ...this.#queue.sessions])
          held.add(session);
        this.#needs.held([...held], hold ?? { code: "storage-unwritable", detail: error.message });
        await this.#pause();
      }
    }
  }

  async #store(batch: Queued[]): Promise<void> {
    const { log, outcomes, ack, ended } = this.#needs;
    const [{ session, item, event }] = batch as [Queued];
    if (event) {
      await log.append(batch.flatMap(toAppend));
      // One ack per session is enough: offsets say everything below them.
      for (const [of, offset] of new Map(batch.map((queued) => [queued.session, endOf(queued.item)])))
        ack(of, offset);
      return;
    }
    if (item.kind === itemKind.exit)
      await outcomes.exited(session.id, ExitItem.parse(JSON.parse(item.body.toString())), endOf(item));
    else await outcomes.happened(session.id, eventItem(item) as Exclude<EventItem, PlainItem>, endOf(item));
    ack(session, endOf(item));
    if (item.kind === itemKind.exit) ended(session);
  }

  #pause() {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, RETRY_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const eventItem = ({ body }: Item) => EventItem.parse(JSON.parse(body.toString()));

function plainEvent(item: Item): NewEvent | undefined {
  if (item.kind === itemKind.output) return { channel: "terminal:output", payload: item.body };
  if (item.kind !== itemKind.event) return undefined;
  const said = eventItem(item);
  return isPlain(said) ? said : undefined;
}

const toAppend = ({ session, item, event }: Queued): Append[] =>
  event ? [{ session: session.number, event, sourceEnd: endOf(item) }] : [];
