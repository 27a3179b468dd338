import {
  Virtualizer,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
} from "@tanstack/virtual-core";
import { untrack } from "svelte";

type Options = {
  readonly count: number;
  readonly keyOf: (index: number) => string;
  readonly estimatePx: (index: number) => number;
};

/** Rows outside the view cost nothing: only those within are elements. Made while a component is. */
export class SeenRows {
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  #element: HTMLElement | null = null;
  items = $state.raw<readonly VirtualItem[]>([]);
  totalPx = $state(0);

  constructor(options: () => Options) {
    this.#virtualizer = new Virtualizer<HTMLElement, HTMLElement>(this.#with(untrack(options)));
    $effect(() => {
      const wanted = options();
      untrack(() => {
        this.#virtualizer.setOptions(this.#with(wanted));
        this.#virtualizer._willUpdate();
        this.#show();
      });
    });
  }

  /** For `{@attach}` on what is scrolled. */
  scroller = (element: HTMLElement) => {
    this.#element = element;
    const unmount = this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
    this.#show();
    return () => {
      unmount();
      this.#element = null;
    };
  };

  /** For `{@attach}` on each row that is not as high as was estimated; it says its place by `data-index`. */
  row = (element: HTMLElement) => {
    this.#virtualizer.measureElement(element);
    return () => this.#virtualizer.measureElement(null);
  };

  scrollTo(index: number, align: "auto" | "center" | "start" = "auto") {
    this.#virtualizer.scrollToIndex(index, { align });
  }

  #with({ count, keyOf, estimatePx }: Options) {
    return {
      count,
      getItemKey: keyOf,
      estimateSize: estimatePx,
      getScrollElement: () => this.#element,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      overscan: 12,
      onChange: () => this.#show(),
    };
  }

  #show() {
    this.items = this.#virtualizer.getVirtualItems();
    this.totalPx = this.#virtualizer.getTotalSize();
  }
}
