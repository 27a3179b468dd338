import { usageFailure } from "./failure.ts";

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** A time from now on, such as 3h or 2d, or a date. A bare date is its first moment here. */
export function readTime(text: string, now = Date.now()): Date {
  const span = /^(\d{1,4})([mhdw])$/.exec(text);
  if (span) return new Date(now + Number(span[1]) * unitMs[span[2] as keyof typeof unitMs]);
  const time = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text);
  if (!Number.isNaN(time.getTime())) return time;
  throw usageFailure(
    `${JSON.stringify(text)} is not a time`,
    "Write it like 3h, 2d, 2030-01-31 or 2030-01-31T12:00:00Z",
  );
}
