import type { GitProgress } from "@dispatch/protocol/errands/remote";

const LINE =
  /^(?:remote: )?([A-Z][A-Za-z ]+?):\s+(?:(\d+)% )?\(?(\d[^)\n]*?)\)?(?:, (?!done)([^\n]*?))?(?:, done\.?)?$/;

/** What of git's words to the terminal tells how far it is. */
export function readProgress(text: string): GitProgress[] {
  return text.split(/[\r\n]+/).flatMap((line) => {
    const [, step, percent, count, more] = LINE.exec(line.trim()) ?? [];
    if (step === undefined) return [];
    const detail = [count, more].filter((part) => part !== undefined && part !== "").join(", ");
    return [
      { step, ...(percent !== undefined && { percent: Number(percent) }), ...(detail !== "" && { detail }) },
    ];
  });
}
