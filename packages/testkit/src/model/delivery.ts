import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Asked } from "./conversation.ts";
import type { Gates } from "./gates.ts";
import type { Beat, Reply } from "./reply.ts";
import {
  type Block,
  type Frame,
  type Wire,
  type WireStream,
  contentOf,
  misfortuneOf,
  piecesOf,
} from "./wire/wire.ts";

type Delivery = {
  readonly wire: Wire;
  readonly asked: Asked;
  readonly reply: Reply;
  readonly gates: Gates;
};

/** Goes through the beats of a reply, and stops where whoever asked has gone. */
export async function deliver(delivery: Delivery, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    await (delivery.asked.isStreamed ? stream : answerWhole)(delivery, response, gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

async function stream({ wire, asked, reply, gates }: Delivery, response: ServerResponse, gone: AbortSignal) {
  const writer = new StreamWriter(response, wire.stream(asked), gone);
  await writer.begin(reply);
  for (const beat of reply.beats) {
    if (beat.kind === "break") return writer.breakOff(beat.how);
    if (beat.kind === "gate" || beat.kind === "pause") await hold(beat, gates, gone);
    else await writer.tell(beat);
  }
  await writer.end(reply);
}

async function answerWhole(
  { wire, asked, reply, gates }: Delivery,
  response: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  const blocks: Block[] = [];
  for (const beat of reply.beats) {
    if (beat.kind === "break") {
      if (beat.how === "cut") return void response.destroy();
      const misfortune = misfortuneOf({ kind: beat.how });
      response.writeHead(misfortune.status, { "content-type": "application/json" });
      return void response.end(JSON.stringify(wire.problem(misfortune)));
    }
    if (beat.kind === "gate" || beat.kind === "pause") await hold(beat, gates, gone);
    else append(blocks, beat);
  }
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(wire.whole(asked, blocks, reply)));
}

function append(blocks: Block[], block: Block): void {
  const last = blocks.pop();
  const both = last && joined(last, block);
  blocks.push(...(both ? [both] : last ? [last, block] : [block]));
}

/** What is said in a row is one block; undefined where it is not. */
function joined(before: Block, block: Block): Block | undefined {
  if (before.kind === "call" || before.kind !== block.kind) return undefined;
  return { kind: before.kind, text: before.text + block.text };
}

async function hold(beat: Beat & { kind: "gate" | "pause" }, gates: Gates, gone: AbortSignal): Promise<void> {
  if (beat.kind === "pause") return pause(beat.ms, undefined, { signal: gone });
  await Promise.race([gates.pass(beat.name), aborted(gone)]);
}

async function aborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, "abort");
  throw new Error("whoever asked has gone");
}

class StreamWriter {
  readonly #response: ServerResponse;
  readonly #stream: WireStream;
  readonly #gone: AbortSignal;
  #open: Block | undefined;

  constructor(response: ServerResponse, stream: WireStream, gone: AbortSignal) {
    this.#response = response;
    this.#stream = stream;
    this.#gone = gone;
  }

  async begin(reply: Reply): Promise<void> {
    this.#response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    this.#response.flushHeaders();
    await this.#send(this.#stream.begin(reply));
  }

  async tell(block: Block): Promise<void> {
    const both = this.#open && joined(this.#open, block);
    if (!both) {
      await this.#close();
      await this.#send(this.#stream.open(block));
    }
    this.#open = both ?? block;
    for (const piece of piecesOf(contentOf(block))) await this.#send(this.#stream.piece(block, piece));
  }

  async end(reply: Reply): Promise<void> {
    await this.#close();
    await this.#send(this.#stream.end(reply));
    this.#response.end();
  }

  /** What was said before is on its way, and the block it is in is not finished. */
  async breakOff(how: "cut" | "stream"): Promise<void> {
    if (how === "cut") return void this.#response.socket?.destroySoon();
    await this.#send(this.#stream.fail(misfortuneOf({ kind: how })));
    this.#response.end();
  }

  async #close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    if (open) await this.#send(this.#stream.close(open));
  }

  async #send(frames: readonly Frame[]): Promise<void> {
    for (const { event, data } of frames) {
      const text = typeof data === "string" ? data : JSON.stringify(data);
      const isRoomLeft = this.#response.write(`${event ? `event: ${event}\n` : ""}data: ${text}\n\n`);
      if (!isRoomLeft) await once(this.#response, "drain", { signal: this.#gone });
    }
  }
}
