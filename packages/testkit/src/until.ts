import { setTimeout as pause } from "node:timers/promises";

/** Generous: a deadline only ends a test that would hang, it never decides one. */
export const DEADLINE_MS = 60_000;
const LOOK_EVERY_MS = 25;

/** Looks until there is something, and gives it. For what sends no event: files, processes, another machine's state. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  options: { readonly deadlineMs?: number } = {},
): Promise<T> {
  const endsAt = Date.now() + (options.deadlineMs ?? DEADLINE_MS);
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > endsAt) throw new Error(`waited in vain for: ${what}`);
    await pause(LOOK_EVERY_MS);
  }
}

/** The promise, or an error that names what did not come. */
export async function within<T>(what: string, promise: Promise<T>, deadlineMs = DEADLINE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for: ${what}`)), deadlineMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** `SOAK=10` makes the same tests ten times as long; sizes without it are the promised ones. */
export const soak = Math.max(1, Number(process.env["SOAK"] ?? 1));
