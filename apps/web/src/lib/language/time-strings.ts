import { counted } from "./formats.ts";

/** How long ago, and how long still. */
export const timeStrings = {
  justNow: "just now",
  secondsAgo: (count: number) => `${count} s ago`,
  minutesAgo: (count: number) => `${count} min ago`,
  hoursAgo: (count: number) => `${count} h ago`,
  yesterday: "yesterday",
  daysAgo: (count: number) => `${counted(count, "day", "days")} ago`,
  lessThanAMinute: "less than a minute",
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  days: (count: number) => counted(count, "day", "days"),
};
