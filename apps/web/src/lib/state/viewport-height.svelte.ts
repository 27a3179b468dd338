/** The part of the page that a touch keyboard leaves free; browsers tell it apart from the window's own height. */
export class ViewportHeight implements Disposable {
  heightPx = $state<number>();
  offsetPx = $state(0);

  constructor() {
    window.visualViewport?.addEventListener("resize", this.#read);
    window.visualViewport?.addEventListener("scroll", this.#read);
    this.#read();
  }

  [Symbol.dispose]() {
    window.visualViewport?.removeEventListener("resize", this.#read);
    window.visualViewport?.removeEventListener("scroll", this.#read);
  }

  #read = () => {
    const viewport = window.visualViewport;
    // Zoomed in with two fingers the visible part is a detail of the page, not a smaller page.
    if (!viewport || viewport.scale > 1.01) return;
    this.heightPx = Math.round(viewport.height);
    this.offsetPx = Math.round(viewport.offsetTop);
  };
}
