import type { Context } from "../context.ts";
import { interrupted } from "../failure.ts";

/** One key of those that are offered. */
export function askKey(
  { stdin, stderr, signal }: Pick<Context, "stdin" | "stderr" | "signal">,
  { question, keys }: { readonly question: string; readonly keys: string },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      stdin.off("data", read);
      signal.removeEventListener("abort", cancel);
      stdin.setRawMode?.(false);
      stdin.pause();
      stderr.write("\n");
      finish();
    };
    const cancel = () => settle(() => reject(interrupted()));
    const read = (chunk: Buffer | string) => {
      for (const key of chunk.toString()) {
        if (key === "\u0003") return cancel();
        if (keys.includes(key)) {
          stderr.write(key);
          return settle(() => resolve(key));
        }
      }
    };
    stdin.setRawMode?.(true);
    stderr.write(question);
    stdin.on("data", read);
    if (signal.aborted) return cancel();
    signal.addEventListener("abort", cancel, { once: true });
    stdin.resume();
  });
}
