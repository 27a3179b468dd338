import type { RunnerId } from "@dispatch/protocol/ids";
import type { IsolationReport } from "@dispatch/protocol/isolation";
import { Problem } from "@dispatch/protocol/problems";
import type { Recorder } from "./recorder.ts";
import type { RunnerConnection } from "./runner-connection.ts";

/** How long a request waits for a runner that is starting or dialling again. */
const RUNNER_WAIT_MS = 10_000;

/** A welcomed runner; `current` says that it is of the server's own build and takes new sessions. */
export type Link = {
  readonly connection: RunnerConnection;
  readonly recorder: Recorder;
  readonly current: boolean;
  /** What the runner has proved, once it has told. */
  isolation?: IsolationReport;
};
type Waiter = { readonly wants: (link: Link) => boolean; readonly settle: (link: Link | Problem) => void };

/** The runners that are connected right now, and those who wait for one. */
export class Links implements Disposable {
  readonly #byRunner = new Map<RunnerId, Link>();
  readonly #waiters = new Set<Waiter>();
  /** What a runner's last link still has to commit before its next one may begin. */
  readonly #settling = new Map<RunnerId, Promise<void>>();

  get(id: RunnerId): Link | undefined {
    return this.#byRunner.get(id);
  }

  all(): [RunnerId, Link][] {
    return [...this.#byRunner];
  }

  current(): Link[] {
    return [...this.#byRunner.values()].filter((link) => link.current);
  }

  /** Resolves when nothing of the runner's last link is on its way into the log any more. */
  async settled(id: RunnerId): Promise<void> {
    await this.#settling.get(id);
  }

  add(id: RunnerId, link: Link): void {
    this.#byRunner.set(id, link);
  }

  /** Tells those who wait that the link may be used. */
  offer(link: Link): void {
    for (const waiter of [...this.#waiters]) if (waiter.wants(link)) waiter.settle(link);
  }

  remove(id: RunnerId): void {
    const link = this.#byRunner.get(id);
    this.#byRunner.delete(id);
    if (link) this.#settling.set(id, link.recorder.close());
  }

  /** A link that fits, now or within some seconds. */
  where(wants: (link: Link) => boolean): Promise<Link> {
    for (const link of this.#byRunner.values()) if (wants(link)) return Promise.resolve(link);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        wants,
        settle: (answer) => {
          clearTimeout(timer);
          this.#waiters.delete(waiter);
          if (answer instanceof Problem) reject(answer);
          else resolve(answer);
        },
      };
      const late = "No runner is ready. logs/runner.log in the Dispatch home folder says why.";
      const timer = setTimeout(
        () => waiter.settle(new Problem("runner-unavailable", {}, late)),
        RUNNER_WAIT_MS,
      );
      this.#waiters.add(waiter);
    });
  }

  /** Nobody waits any longer, and nothing more is recorded. */
  [Symbol.dispose]() {
    for (const waiter of [...this.#waiters]) waiter.settle(new Problem("shutting-down", {}));
    for (const { recorder } of this.#byRunner.values()) void recorder.close();
  }
}
