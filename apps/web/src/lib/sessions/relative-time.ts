const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Below this age a time reads "just now": counting seconds in a list is noise. */
const JUST_NOW_MS = 10 * SECOND_MS;
/** From this age on a date says more than a number of days. */
const DATE_FROM_MS = 30 * DAY_MS;

/** How long ago something was, in the words of a list row. A time ahead of this clock reads "just now". */
export function relativeTime(at: number, now: number): string {
  const ageMs = now - at;
  if (ageMs < JUST_NOW_MS) return "just now";
  if (ageMs < MINUTE_MS) return `${Math.floor(ageMs / (10 * SECOND_MS)) * 10} s ago`;
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min ago`;
  if (ageMs < DAY_MS) return `${Math.floor(ageMs / HOUR_MS)} h ago`;
  if (ageMs < DATE_FROM_MS)
    return ageMs < 2 * DAY_MS ? "yesterday" : `${Math.floor(ageMs / DAY_MS)} days ago`;
  const date = new Date(at);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString("en", {
    month: "short",
    day: "numeric",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

/** From this much on, what is left is counted in days: hours say more of a day and a half than "2 days". */
const DAYS_LEFT_FROM_MS = 2 * DAY_MS;

/** How long something still lasts, rounded; nothing once it is over. */
export function timeLeft(until: number, now: number): string | undefined {
  const leftMs = until - now;
  if (leftMs <= 0) return undefined;
  if (leftMs < MINUTE_MS) return "less than a minute";
  if (leftMs < HOUR_MS) return `${Math.round(leftMs / MINUTE_MS)} min`;
  if (leftMs < DAYS_LEFT_FROM_MS) return `${Math.round(leftMs / HOUR_MS)} h`;
  return `${Math.round(leftMs / DAY_MS)} days`;
}
