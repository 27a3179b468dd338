import type { FileMatch } from "@dispatch/protocol/errands/files";
import type { FilesApi, Found, Search } from "#lib/api/files-api.ts";
import { failureOf } from "#lib/api/failure.ts";

/** While somebody types, what is half a word is not searched for. */
const SEARCH_AFTER_MS = 220;

type Needs = {
  readonly api: Pick<FilesApi, "search">;
  readonly workspaceId: string;
  readonly in: Search["in"];
  readonly limit: number;
};

/** What is found in a workspace, by name or in the files: always the answer to what was asked last. */
export class FileSearch implements Disposable {
  readonly #needs: Needs;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: AbortController | undefined;

  #text = $state("");
  #isRegex = $state(false);
  #matchCase = $state(false);
  isBusy = $state(false);
  found = $state.raw<Found>();
  trouble = $state<string>();
  /** The matches of each file, in the order in which they were found. */
  readonly files = $derived(byFile(this.found?.items ?? []));

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  [Symbol.dispose]() {
    clearTimeout(this.#timer);
    this.#end?.abort();
  }

  get text() {
    return this.#text;
  }
  set text(text: string) {
    this.#text = text;
    this.#searchSoon();
  }
  get isRegex() {
    return this.#isRegex;
  }
  set isRegex(is: boolean) {
    this.#isRegex = is;
    this.#searchSoon();
  }
  get matchCase() {
    return this.#matchCase;
  }
  set matchCase(does: boolean) {
    this.#matchCase = does;
    this.#searchSoon();
  }

  #searchSoon() {
    clearTimeout(this.#timer);
    this.#end?.abort();
    this.trouble = undefined;
    this.isBusy = this.#text !== "";
    if (this.#text === "") this.found = undefined;
    else this.#timer = setTimeout(() => void this.#search(), SEARCH_AFTER_MS);
  }

  async #search() {
    const { api, workspaceId, in: where, limit } = this.#needs;
    const end = (this.#end = new AbortController());
    const search = { q: this.#text, in: where, limit, isRegex: this.#isRegex, matchCase: this.#matchCase };
    try {
      const found = await api.search(workspaceId, search, end.signal);
      if (!end.signal.aborted) this.found = found;
    } catch (error) {
      if (end.signal.aborted) return;
      this.found = undefined;
      this.trouble = failureOf(error).detail;
    }
    if (!end.signal.aborted) this.isBusy = false;
  }
}

function byFile(matches: readonly FileMatch[]) {
  return [...Map.groupBy(matches, ({ path }) => path)].map(([path, matches]) => ({ path, matches }));
}
