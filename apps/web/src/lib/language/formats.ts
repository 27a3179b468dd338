/** How numbers, days and times are written: by the language of the page, and by the browser's region where it fits. */
let locale = "en";

export function setLocale(tag: string) {
  locale = tag;
}

/** "12,345" or "12.345", with so many digits behind the point, if any. */
export const numberText = (number: number, digits = 0) =>
  number.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** "1 line", "2,000 lines": for languages that tell one from more, which English and German both do. */
export const counted = (number: number, one: string, more: string) =>
  `${numberText(number)} ${number === 1 ? one : more}`;

/** A number with a unit that Intl knows, such as "1.5 MB", or in full "2 days". */
export const unitText = (
  number: number,
  unit: string,
  digits: number,
  unitDisplay: "short" | "long" = "short",
) =>
  new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay,
    maximumFractionDigits: digits,
  }).format(number);

/** "May 15" or "15. Mai"; with the year where it has to be told. */
export const dayText = (at: Date, withYear: boolean) =>
  at.toLocaleDateString(locale, {
    month: "short",
    day: "numeric",
    ...(withYear ? { year: "numeric" } : {}),
  });

export const timeText = (at: Date) => at.toLocaleTimeString(locale);
/** The day and the time, in full. */
export const momentText = (at: Date) => at.toLocaleString(locale);
/** "Ada, Bob, Cleo": names in a row. */
export const listText = (names: readonly string[]) =>
  new Intl.ListFormat(locale, { type: "unit" }).format(names);
