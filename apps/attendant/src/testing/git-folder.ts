import { type Buffer } from "node:buffer";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ErrandName, ErrandResult, ErrandWish } from "@dispatch/protocol/errands";
import { errands } from "@dispatch/protocol/errands";
import type { Errand } from "../errand.ts";
import { gitHandlers } from "../git/git-handlers.ts";

type GitErrand = keyof typeof gitHandlers;

/** A folder with a real git repository, in which errands are done as an attendant does them. */
export class GitFolder implements Disposable {
  readonly path: string;
  readonly #outer: string;
  readonly #end = new AbortController();

  constructor(files: Record<string, string> = {}) {
    this.#outer = realpathSync(mkdtempSync(join(tmpdir(), "dispatch-git-")));
    this.path = join(this.#outer, "workspace");
    mkdirSync(this.path);
    this.git("init", "--quiet", "--initial-branch=main");
    this.git("config", "user.name", "Ada");
    this.git("config", "user.email", "ada@example.org");
    this.write(files);
    if (Object.keys(files).length > 0) this.commitAll("first");
  }

  git(...args: string[]): string {
    return execFileSync("git", args, { cwd: this.path, encoding: "utf8", stdio: "pipe" }).trimEnd();
  }

  /** Whether git succeeds with this. */
  tries(...args: string[]): boolean {
    try {
      this.git(...args);
      return true;
    } catch {
      return false;
    }
  }

  write(files: Record<string, string | Uint8Array>): void {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.path, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }

  commitAll(message: string): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", message);
    return this.git("rev-parse", "HEAD");
  }

  /** Beside the workspace, where the repository has no part. */
  beside(name: string): string {
    return join(this.#outer, name);
  }

  async do<N extends GitErrand>(
    name: N,
    wish: ErrandWish<N>,
    more: Partial<Errand<N>> = {},
  ): Promise<ErrandResult<N>> {
    const errand = {
      folder: this.path,
      signal: this.#end.signal,
      note: () => undefined,
      send: () => Promise.resolve(),
      received: nothing(),
      credentials: () => Promise.resolve({}),
      ...more,
    } as unknown as Errand<ErrandName>;
    const handler = gitHandlers[name] as (params: unknown, errand: unknown) => Promise<unknown>;
    const result = await handler(errands[name].params.parse(wish), errand);
    return errands[name].result.parse(result) as ErrandResult<N>;
  }

  [Symbol.dispose]() {
    this.#end.abort();
    rmSync(this.#outer, { recursive: true, force: true });
  }
}

async function* nothing(): AsyncGenerator<Buffer> {
  // nothing came with it
}
