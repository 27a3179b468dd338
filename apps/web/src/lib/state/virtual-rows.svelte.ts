import {
  Virtualizer,
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
} from "@tanstack/virtual-core";
import { flushSync } from "svelte";

type Look = {
  /** Of a row that was never on the page. */
  readonly estimatePx: number;
  readonly gapPx: number;
  readonly padding: { readonly startPx: number; readonly endPx: number };
  /** So near to the end somebody is at the end, and stays there. */
  readonly endPx: number;
};

const OVERSCAN_ROWS = 8;
/** Nobody can be nearer to the end than the rounding of a screen's pixels. */
const ROUNDING_PX = 2;

/** Rows of a list that is read from its end: only those in view are on the page, and what is read stays where it is. */
export class VirtualRows {
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #look: Look;
  #scroller: HTMLElement | undefined;
  #keys: readonly number[] = [];
  /** A row that stays on the page although it is out of view: somebody writes in it. */
  #kept: number | undefined;
  #anchor: "start" | "end" = "end";
  /** Somebody is at the very end and stays there, whenever what is there gets its height. Who moves up from it leaves it. */
  #isFollowing = true;
  #lastTopPx = 0;
  #frame: number | undefined;

  shown = $state.raw<readonly VirtualItem[]>([]);
  totalPx = $state(0);
  isAtEnd = $state(true);

  constructor(look: Look) {
    this.#look = look;
    this.#virtualizer = new Virtualizer<HTMLElement, HTMLElement>(this.#options());
  }

  /** For the element that scrolls. */
  scrolls = (element: HTMLElement) => {
    this.#scroller = element;
    const cleanUp = this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
    const keep = (event: FocusEvent) => (this.#kept = keyAround(event.target));
    const release = () => (this.#kept = undefined);
    element.addEventListener("scroll", this.#moved, { passive: true });
    element.addEventListener("focusin", keep);
    element.addEventListener("focusout", release);
    return () => {
      element.removeEventListener("scroll", this.#moved);
      element.removeEventListener("focusin", keep);
      element.removeEventListener("focusout", release);
      cleanUp();
      this.#scroller = undefined;
    };
  };

  /** For the element of each row, which names its index and key. */
  measures = (element: HTMLElement) => {
    this.#virtualizer.measureElement(element);
    return () => queueMicrotask(() => this.#virtualizer.measureElement(null));
  };

  /** Before the page is changed: these are the rows, in their order. */
  take(keys: readonly number[]): void {
    this.#keys = keys;
    this.#virtualizer.setOptions(this.#options());
    this.#read();
  }

  /** After the page was changed. */
  settle(): void {
    this.#virtualizer._willUpdate();
  }

  toEnd(): void {
    this.#follow();
    this.#isFollowing = true;
    this.#virtualizer.scrollToEnd();
  }

  /** Whether there is such a row. */
  toKey(key: number, align: "start" | "center" | "auto" = "start"): boolean {
    const index = this.#keys.indexOf(key);
    if (index < 0) return false;
    this.#isFollowing = false;
    this.#virtualizer.scrollToIndex(index, { align });
    return true;
  }

  /** What a person opens grows downwards from where it is, also at the end. */
  holdStill(): void {
    this.#anchor = "start";
    this.#isFollowing = false;
    this.#virtualizer.setOptions(this.#options());
    requestAnimationFrame(() => requestAnimationFrame(() => this.#follow()));
  }

  /** The first row that can be seen. */
  get firstKey(): number | undefined {
    const offset = this.#virtualizer.scrollOffset ?? 0;
    const row = this.#virtualizer.getVirtualItemForOffset(offset + this.#look.gapPx);
    return row === undefined ? undefined : this.#keys[row.index];
  }

  /** So far is it from the beginning. */
  get offsetPx(): number {
    return this.#virtualizer.scrollOffset ?? 0;
  }

  get viewPx(): number {
    return this.#scroller?.clientHeight ?? 0;
  }

  #moved = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = this.#scroller ?? {};
    if (scrollHeight - clientHeight - scrollTop <= ROUNDING_PX) this.#isFollowing = true;
    else if (scrollTop < this.#lastTopPx) this.#isFollowing = false;
    this.#lastTopPx = scrollTop;
  };

  #stay = () => {
    this.#frame = undefined;
    const scroller = this.#scroller;
    if (scroller && this.#isFollowing) scroller.scrollTop = scroller.scrollHeight;
  };

  #follow() {
    if (this.#anchor === "end") return;
    this.#anchor = "end";
    this.#virtualizer.setOptions(this.#options());
  }

  #options() {
    const keys = this.#keys;
    return {
      count: keys.length,
      getScrollElement: () => this.#scroller ?? null,
      estimateSize: () => this.#look.estimatePx,
      getItemKey: (index: number) => keys[index] ?? index,
      gap: this.#look.gapPx,
      paddingStart: this.#look.padding.startPx,
      paddingEnd: this.#look.padding.endPx,
      scrollPaddingStart: this.#look.gapPx,
      overscan: OVERSCAN_ROWS,
      anchorTo: this.#anchor,
      followOnAppend: this.#anchor === "end",
      scrollEndThreshold: this.#look.endPx,
      rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => this.#with(range),
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: (_: unknown, isSync: boolean) => {
        this.#read();
        // What was moved and what has grown come to the page together.
        if (isSync) flushSync();
      },
    };
  }

  #with(range: Parameters<typeof defaultRangeExtractor>[0]): number[] {
    const indexes = defaultRangeExtractor(range);
    const kept = this.#kept === undefined ? -1 : this.#keys.indexOf(this.#kept);
    if (kept < 0 || indexes.includes(kept)) return indexes;
    return [...indexes, kept].sort((one, other) => one - other);
  }

  #read() {
    this.shown = this.#virtualizer.getVirtualItems();
    this.totalPx = this.#virtualizer.getTotalSize();
    this.isAtEnd = this.#scroller === undefined || this.#virtualizer.isAtEnd(this.#look.endPx);
    if (this.#isFollowing && this.#scroller && this.#frame === undefined)
      this.#frame = requestAnimationFrame(this.#stay);
  }
}

function keyAround(target: EventTarget | null): number | undefined {
  const key = (target as Element | null)?.closest<HTMLElement>("[data-key]")?.dataset["key"];
  return key === undefined ? undefined : Number(key);
}
