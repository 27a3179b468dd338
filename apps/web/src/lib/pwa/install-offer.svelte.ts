/** What Chromium gives a page that it would install; other browsers offer it in their own menus alone. */
type InstallPrompt = Event & {
  readonly prompt: () => Promise<{ readonly outcome: "accepted" | "dismissed" }>;
};

/** Whether the browser would install the app, asked only when somebody wants it. */
export class InstallOffer implements Disposable {
  #prompt = $state.raw<InstallPrompt>();
  readonly #stop = new AbortController();

  constructor(page: Pick<Window, "addEventListener">) {
    const { signal } = this.#stop;
    page.addEventListener(
      "beforeinstallprompt",
      (event) => {
        event.preventDefault(); // no bar of the browser's own over the page
        this.#prompt = event as InstallPrompt;
      },
      { signal },
    );
    page.addEventListener("appinstalled", () => (this.#prompt = undefined), { signal });
  }

  get isOpen() {
    return this.#prompt !== undefined;
  }

  install = async () => {
    const prompt = this.#prompt;
    this.#prompt = undefined; // it can be used once
    await prompt?.prompt();
  };

  [Symbol.dispose]() {
    this.#stop.abort();
  }
}
