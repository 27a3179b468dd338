import {
  type VirtualItem,
  Virtualizer,
  elementScroll,
  observeElementOffset,
  observeElementRect,
} from "@tanstack/virtual-core";

const OVERSCAN_ROWS = 10;

/** Rows of one height, of which only those in view are on the page. */
export class FixedRows {
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #rowPx: number;
  #scroller: HTMLElement | undefined;
  #count = 0;

  shown = $state.raw<readonly VirtualItem[]>([]);
  totalPx = $state(0);

  constructor(rowPx: number) {
    this.#rowPx = rowPx;
    this.#virtualizer = new Virtualizer<HTMLElement, HTMLElement>(this.#options());
  }

  /** For the element that scrolls. */
  scrolls = (element: HTMLElement) => {
    this.#scroller = element;
    const cleanUp = this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
    return () => {
      cleanUp();
      this.#scroller = undefined;
    };
  };

  take(count: number) {
    this.#count = count;
    this.#virtualizer.setOptions(this.#options());
    this.#virtualizer._willUpdate();
    this.#read();
  }

  bring(index: number) {
    this.#virtualizer.scrollToIndex(index, { align: "auto" });
  }

  get pageRows(): number {
    return Math.max(1, Math.floor((this.#scroller?.clientHeight ?? 0) / this.#rowPx) - 1);
  }

  #options() {
    return {
      count: this.#count,
      getScrollElement: () => this.#scroller ?? null,
      estimateSize: () => this.#rowPx,
      overscan: OVERSCAN_ROWS,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.#read(),
    };
  }

  #read() {
    this.shown = this.#virtualizer.getVirtualItems();
    this.totalPx = this.#virtualizer.getTotalSize();
  }
}
