import { dayText } from "#lib/language/formats.ts";
import { strings } from "#lib/strings.ts";

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
  const words = strings.time;
  const ageMs = now - at;
  if (ageMs < JUST_NOW_MS) return words.justNow;
  if (ageMs < MINUTE_MS) return words.secondsAgo(Math.floor(ageMs / (10 * SECOND_MS)) * 10);
  if (ageMs < HOUR_MS) return words.minutesAgo(Math.floor(ageMs / MINUTE_MS));
  if (ageMs < DAY_MS) return words.hoursAgo(Math.floor(ageMs / HOUR_MS));
  if (ageMs < DATE_FROM_MS)
    return ageMs < 2 * DAY_MS ? words.yesterday : words.daysAgo(Math.floor(ageMs / DAY_MS));
  const date = new Date(at);
  return dayText(date, date.getFullYear() !== new Date(now).getFullYear());
}

/** From this much on, what is left is counted in days: hours say more of a day and a half than "2 days". */
const DAYS_LEFT_FROM_MS = 2 * DAY_MS;

/** How long something still lasts, rounded; nothing once it is over. */
export function timeLeft(until: number, now: number): string | undefined {
  const words = strings.time;
  const leftMs = until - now;
  if (leftMs <= 0) return undefined;
  if (leftMs < MINUTE_MS) return words.lessThanAMinute;
  if (leftMs < HOUR_MS) return words.minutes(Math.round(leftMs / MINUTE_MS));
  if (leftMs < DAYS_LEFT_FROM_MS) return words.hours(Math.round(leftMs / HOUR_MS));
  return words.days(Math.round(leftMs / DAY_MS));
}
