/** First wait after a lost connection: a restarting server is back within a second. */
export const BACKOFF_FIRST_MS = 200;
/** Longest wait between two attempts. */
export const BACKOFF_LIMIT_MS = 5_000;

/**
 * How long to wait before attempt `attempt` (0 is the first). Half of the wait is random, so that
 * a thousand clients of one restarted server do not come back in the same instant.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(BACKOFF_LIMIT_MS, BACKOFF_FIRST_MS * 2 ** Math.min(attempt, 16));
  return full / 2 + (full / 2) * random();
}

/** Resolves after the time, or as soon as the signal aborts. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done, { once: true });
  });
}
