type Look = { readonly isSplit: boolean; readonly ignoresWhitespace: boolean; readonly isTree: boolean };

const KEY = "dispatch.review";
const usual: Look = { isSplit: true, ignoresWhitespace: false, isTree: true };

/** How somebody likes to read changes, kept in this browser: a phone and a desk want different things. */
export class ReviewLook {
  #look = $state.raw<Look>(usual);

  constructor() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Record<keyof Look, unknown>>;
      const choice = (name: keyof Look) => (typeof kept[name] === "boolean" ? kept[name] : usual[name]);
      this.#look = {
        isSplit: choice("isSplit"),
        ignoresWhitespace: choice("ignoresWhitespace"),
        isTree: choice("isTree"),
      };
    } catch {
      // Storage may be blocked or hold something else: then it is as usual.
    }
  }

  get isSplit() {
    return this.#look.isSplit;
  }
  get ignoresWhitespace() {
    return this.#look.ignoresWhitespace;
  }
  get isTree() {
    return this.#look.isTree;
  }

  change(part: Partial<Look>) {
    this.#look = { ...this.#look, ...part };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#look));
    } catch {
      // It then holds until the page is closed.
    }
  }
}
