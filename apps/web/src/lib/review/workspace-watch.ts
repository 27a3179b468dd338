/** Tells that something changed in a workspace's files, as long as somebody looks at the page. */
export class WorkspaceWatch implements Disposable {
  readonly #url: string;
  readonly #onChange: () => void;
  #source: EventSource | undefined;

  constructor(url: string, onChange: () => void) {
    this.#url = url;
    this.#onChange = onChange;
    document.addEventListener("visibilitychange", this.#tend);
    this.#tend();
  }

  [Symbol.dispose]() {
    document.removeEventListener("visibilitychange", this.#tend);
    this.#source?.close();
  }

  /** A browser has few connections for one server: a page that is not seen holds none. */
  #tend = () => {
    if (document.hidden) {
      this.#source?.close();
      this.#source = undefined;
    } else if (!this.#source) {
      this.#source = new EventSource(this.#url);
      // What changed before everything was watched was not told.
      for (const event of ["watching", "change"]) this.#source.addEventListener(event, this.#onChange);
    }
  };
}
