import { Buffer } from "node:buffer";
import {
  IN_FLIGHT_LIMIT_BYTES,
  ITEM_LIMIT_BYTES,
  itemKind,
  PAUSE_ABOVE_BYTES,
  RESUME_BELOW_BYTES,
  type EventItem,
  type ExitItem,
  type ItemKind,
} from "@dispatch/protocol/link";
import { gatherBuffers } from "./gather-buffers.ts";

/** How long a flood is gathered into one item at most: less than a screen's frame, many times a read. */
const GATHER_MS = 3;
/** A session with less output than this within `GATHER_MS` is somebody typing: it leaves at once, */
const AT_ONCE_BYTES = 16 * 1024;
/** unless so many items are on their way already that the server would only gather them itself. */
const AT_ONCE_ITEMS = 64;
/** An item smaller than this does not pin a gathering buffer of 64 KiB: it is copied out. */
const COPY_BELOW_BYTES = ITEM_LIMIT_BYTES / 2;
/** Sent and forgotten items are cut off the list in lots, so that an ack costs the same with any backlog. */
const FORGET_LOT = 64;

export type Item = { readonly offset: number; readonly kind: ItemKind; readonly body: Buffer };
/** `room` is the gathering buffer that the body lies in, if it does. */
type HeldItem = Item & { readonly room?: Buffer | undefined };

type Needs = {
  /** Where this launch's items begin. */
  readonly offset: number;
  /** There may be something to take. */
  readonly onReady: () => void;
  /** Too much is held: stop reading from the process, or go on. */
  readonly onHold: () => void;
  readonly onRelease: () => void;
  readonly now?: () => number;
};

/**
 * What a session has produced and the server has not yet committed, in order, with absolute offsets. Nothing is
 * ever dropped: too much holds the process instead. An item, once cut, keeps its offset and bytes for good.
 */
export class Outbox {
  readonly #needs: Needs;
  readonly #now: () => number;
  #items: HeldItem[] = [];
  /** Index of the next item to send; those before it are in flight. */
  #next = 0;
  /** Index of the oldest item that is still needed. */
  #oldest = 0;
  #acked: number;
  #sent: number;
  #end: number;
  #gathered: Buffer | undefined;
  #gatheredBytes = 0;
  #gatherTimer: NodeJS.Timeout | undefined;
  #windowStartedAt = -Infinity;
  #windowBytes = 0;
  #isFlood = false;
  #held = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#now = needs.now ?? (() => performance.now());
    this.#acked = this.#sent = this.#end = needs.offset;
  }

  /** Offset of the oldest item that is still held. */
  get start(): number {
    return this.#items[this.#oldest]?.offset ?? this.#end - this.#gatheredBytes;
  }

  /** Offset behind the newest byte. */
  get end(): number {
    return this.#end;
  }

  get isEmpty(): boolean {
    return this.#acked === this.#end;
  }

  get unsentBytes(): number {
    return this.#end - this.#sent;
  }

  /** Takes a copy of `bytes`. */
  output(bytes: Buffer) {
    const cutBefore = this.#items.length;
    this.#gather(bytes);
    if (!this.#held && this.#end - this.#acked > PAUSE_ABOVE_BYTES) {
      this.#held = true;
      this.#needs.onHold();
    }
    const atOnce = this.#mayLeaveAtOnce(bytes.length);
    if (atOnce) this.#stopGathering();
    else if (this.#gatheredBytes > 0)
      this.#gatherTimer ??= setTimeout(() => this.#gatheredLongEnough(), GATHER_MS);
    if (atOnce || this.#items.length > cutBefore) this.#needs.onReady();
  }

  /** Takes its place behind all output so far. */
  event(event: EventItem) {
    this.#append(itemKind.event, event);
  }

  /** The last item. */
  exit(exit: ExitItem) {
    this.#append(itemKind.exit, exit);
  }

  /** The next item to send, if there is one and the server is not too far behind. */
  take(): Item | undefined {
    if (this.#next === this.#items.length) {
      if (this.#gatheredBytes === 0 || this.#gatherTimer) return undefined;
      this.#cut();
    }
    const item = this.#items[this.#next];
    if (!item) return undefined;
    const end = item.offset + item.body.length;
    if (this.#sent > this.#acked && end - this.#acked > IN_FLIGHT_LIMIT_BYTES) return undefined;
    this.#next += 1;
    this.#sent = end;
    return item;
  }

  /** Everything below `offset` is committed. */
  acknowledge(offset: number) {
    this.#acked = Math.min(Math.max(this.#acked, offset), this.#end);
    this.#sent = Math.max(this.#sent, this.#acked);
    for (let item = this.#items[this.#oldest]; item; item = this.#items[this.#oldest]) {
      if (item.offset + item.body.length > this.#acked) break;
      this.#oldest += 1;
      // What is committed has arrived: no socket holds it any more.
      if (item.room) gatherBuffers.giveBack(item.room);
    }
    this.#next = Math.max(this.#next, this.#oldest);
    this.#forget();
    if (this.#held && this.#end - this.#acked < RESUME_BELOW_BYTES) {
      this.#held = false;
      this.#needs.onRelease();
    }
  }

  /** A new connection: what is not committed is sent again. An item that is committed in part is sent whole. */
  resendFrom(offset: number) {
    this.acknowledge(offset);
    this.#next = this.#oldest;
    this.#sent = this.#acked;
  }

  /** Holds nothing and needs nothing any more. */
  discard() {
    this.#stopGathering();
    this.#items = [];
    this.#next = this.#oldest = 0;
    this.#gathered = undefined;
    this.#gatheredBytes = 0;
    this.#acked = this.#sent = this.#end;
  }

  #append(kind: ItemKind, value: EventItem | ExitItem) {
    this.#stopGathering();
    this.#cut();
    this.#push(kind, Buffer.from(JSON.stringify(value)), this.#end);
    this.#needs.onReady();
  }

  #push(kind: ItemKind, body: Buffer, offset: number, room?: Buffer) {
    this.#items.push({ offset, kind, body, room });
    this.#end = offset + body.length;
  }

  #gather(bytes: Buffer) {
    for (let from = 0; from < bytes.length;) {
      const piece = bytes.subarray(from, from + ITEM_LIMIT_BYTES - this.#gatheredBytes);
      const wanted = this.#gatheredBytes + piece.length;
      if (!this.#gathered || this.#gathered.length < wanted) {
        // The first piece usually leaves as it is; only what grows gets a buffer to grow in.
        const roomier = this.#gathered ? gatherBuffers.take() : Buffer.allocUnsafe(wanted);
        this.#gathered?.copy(roomier, 0, 0, this.#gatheredBytes);
        this.#gathered = roomier;
      }
      piece.copy(this.#gathered, this.#gatheredBytes);
      this.#gatheredBytes = wanted;
      this.#end += piece.length;
      from += piece.length;
      if (this.#gatheredBytes === ITEM_LIMIT_BYTES) this.#cut();
    }
  }

  /** Makes an item of what was gathered. */
  #cut() {
    if (!this.#gathered || this.#gatheredBytes === 0) return;
    const view = this.#gathered.subarray(0, this.#gatheredBytes);
    const room = this.#gathered.length === ITEM_LIMIT_BYTES ? this.#gathered : undefined;
    const offset = this.#end - view.length;
    this.#gathered = undefined;
    this.#gatheredBytes = 0;
    if (!room || view.length >= COPY_BELOW_BYTES) return this.#push(itemKind.output, view, offset, room);
    this.#push(itemKind.output, Buffer.from(view), offset);
    gatherBuffers.giveBack(room);
  }

  #stopGathering() {
    clearTimeout(this.#gatherTimer);
    this.#gatherTimer = undefined;
  }

  #gatheredLongEnough() {
    this.#gatherTimer = undefined;
    if (this.#gatheredBytes > 0) this.#needs.onReady();
  }

  #mayLeaveAtOnce(bytes: number): boolean {
    const now = this.#now();
    const elapsedMs = now - this.#windowStartedAt;
    const isFirst = elapsedMs > GATHER_MS;
    if (isFirst) {
      // A flood that goes on stays one: its first piece in every window need not be an item of its own.
      this.#isFlood = this.#windowBytes > AT_ONCE_BYTES && elapsedMs < 2 * GATHER_MS;
      this.#windowStartedAt = now;
      this.#windowBytes = 0;
    }
    this.#windowBytes += bytes;
    if (this.#isFlood) return false;
    return isFirst || (this.#windowBytes <= AT_ONCE_BYTES && this.#next - this.#oldest < AT_ONCE_ITEMS);
  }

  #forget() {
    if (this.#oldest < FORGET_LOT && this.#oldest < this.#items.length) return;
    this.#items.splice(0, this.#oldest);
    this.#next -= this.#oldest;
    this.#oldest = 0;
  }
}
