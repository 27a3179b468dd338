import { placesOf } from "./path-words.ts";

/** What was asked a while ago may have come or gone. */
const KNOWN_FOR_MS = 15_000;
const KNOWN_PATHS = 500;
/** Questions under way at once; what is more than that is no link this time. */
const ASKED_AT_ONCE = 6;

type Needs = {
  /** Whether there is a file at this path of the workspace. */
  readonly isFile: (path: string) => Promise<boolean>;
  readonly workspace: string;
  readonly cwd: () => string | undefined;
  readonly now?: () => number;
};

/** Says which paths in a terminal are files of its workspace. Asks only for what somebody points at. */
export class FileFinder {
  readonly #needs: Needs;
  readonly #known = new Map<string, { readonly at: number; readonly isFile: Promise<boolean> }>();
  #asked = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** The path within the workspace, if there is such a file. */
  async find(path: string): Promise<string | undefined> {
    const { workspace, cwd } = this.#needs;
    for (const place of placesOf(path, { workspace, cwd: cwd() }))
      if (await this.#isFile(place)) return place;
    return undefined;
  }

  #isFile(place: string): Promise<boolean> {
    const now = (this.#needs.now ?? Date.now)();
    const known = this.#known.get(place);
    if (known && now - known.at < KNOWN_FOR_MS) return known.isFile;
    if (this.#asked >= ASKED_AT_ONCE) return Promise.resolve(false);
    this.#asked += 1;
    const isFile = this.#needs
      .isFile(place)
      .catch(() => false)
      .finally(() => (this.#asked -= 1));
    this.#known.delete(place);
    this.#known.set(place, { at: now, isFile });
    const [oldest] = this.#known.keys();
    if (this.#known.size > KNOWN_PATHS && oldest !== undefined) this.#known.delete(oldest);
    return isFile;
  }
}
