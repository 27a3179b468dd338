import { counted } from "./formats.ts";
import type { Translation } from "#lib/language/translation.ts";
import type { timeStrings as english } from "./time-strings.ts";

export const timeStrings: Translation<typeof english> = {
  justNow: "gerade eben",
  secondsAgo: (count) => `vor ${count} s`,
  minutesAgo: (count) => `vor ${count} min`,
  hoursAgo: (count) => `vor ${count} Std.`,
  yesterday: "gestern",
  daysAgo: (count) => `vor ${counted(count, "Tag", "Tagen")}`,
  lessThanAMinute: "weniger als eine Minute",
  minutes: (count) => `${count} min`,
  hours: (count) => `${count} Std.`,
  days: (count) => counted(count, "Tag", "Tage"),
};
