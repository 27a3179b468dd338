/** Follows redirects, keeps cookies and submits forms: as much of a browser as a sign-in page of the old sort needs. */
export class SimpleBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();
  url = new URL("about:blank");
  text = "";
  status = 0;

  /** Goes to an address and on from redirect to redirect, until a page comes or `stop` likes the next address. */
  async open(
    address: string | URL,
    stop: (url: URL) => boolean = () => false,
    form?: URLSearchParams,
  ): Promise<URL> {
    let next = new URL(address);
    let body = form;
    for (let hops = 0; hops < 20; hops++) {
      if (stop(next)) return next;
      const response = await fetch(next, {
        method: body ? "POST" : "GET",
        redirect: "manual",
        headers: { cookie: this.cookieHeader(next) },
        ...(body ? { body } : {}),
      });
      this.#keep(next, response.headers.getSetCookie());
      this.url = next;
      this.status = response.status;
      this.text = await response.text();
      const location = response.headers.get("location");
      if (location === null) return next;
      next = new URL(location, next);
      body = undefined;
    }
    throw new Error(`redirects without end, last to ${next.href}`);
  }

  /** Sends the page's only form with these fields. */
  async submit(fields: Readonly<Record<string, string>>, stop?: (url: URL) => boolean): Promise<URL> {
    const action = /<form[^>]*action="([^"]+)"/.exec(this.text)?.[1];
    if (action === undefined) throw new Error(`no form on ${this.url.href}:\n${this.text.slice(0, 2000)}`);
    const form = new URLSearchParams();
    for (const [tag] of this.text.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      const name = /name="([^"]+)"/.exec(tag)?.[1];
      if (name !== undefined) form.set(name, /value="([^"]*)"/.exec(tag)?.[1] ?? "");
    }
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return this.open(new URL(action, this.url), stop, form);
  }

  cookieHeader({ host }: URL): string {
    return [...(this.#cookies.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  setCookie({ host }: URL, name: string, value: string): void {
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar.set(name, value));
  }

  #keep(url: URL, lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = "", ...rules] = line.split(";");
      const at = pair.indexOf("=");
      const gone = rules.some((rule) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(rule));
      if (gone) this.#cookies.get(url.host)?.delete(pair.slice(0, at));
      else this.setCookie(url, pair.slice(0, at), pair.slice(at + 1));
    }
  }
}
