import type { Page, Response } from "playwright-core";

/** What a page loads, in bytes as they come over the wire. */
export type PageWeight = {
  readonly javaScript: number;
  readonly css: number;
  readonly fonts: number;
};

const kinds: Readonly<Record<string, keyof PageWeight>> = {
  script: "javaScript",
  stylesheet: "css",
  font: "fonts",
};

/** Counts what a page loads, from its first address on. The browser must come without a service worker and a cache. */
export class PageScale {
  readonly #parts = new Map<string, Promise<readonly [keyof PageWeight, number]>>();

  constructor(page: Page) {
    page.on("response", (response) => this.#note(response));
  }

  async weight(): Promise<PageWeight> {
    const weight = { javaScript: 0, css: 0, fonts: 0 };
    for (const [kind, bytes] of await Promise.all(this.#parts.values())) weight[kind] += bytes;
    return weight;
  }

  #note(response: Response) {
    const kind = kinds[response.request().resourceType()];
    // What was loaded before comes from the browser's memory.
    if (kind && response.ok() && !this.#parts.has(response.url()))
      this.#parts.set(response.url(), weigh(kind, response));
  }
}

async function weigh(kind: keyof PageWeight, response: Response) {
  await response.finished();
  return [kind, (await response.request().sizes()).responseBodySize] as const;
}
