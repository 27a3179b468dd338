import { z } from "zod";

const UNITS: Readonly<Record<string, number>> = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 };
/** A session with less than this could not even start a shell in a sandbox. */
const SMALLEST_BYTES = 16 * 1024 ** 2;
const FEWEST = 16;

/** `none`, or what `read` makes of the text; undefined stands for what cannot be read. */
const orNone = (read: (text: string) => number | undefined, expected: string) =>
  z.union([z.string(), z.number()]).transform((value, context) => {
    const text = String(value).trim();
    if (text.toLowerCase() === "none") return null;
    const number = read(text);
    if (number !== undefined) return number;
    context.addIssue({ code: "custom", message: expected });
    return z.NEVER;
  });

/** A size such as `512M` or `1.5G`. */
export const LimitBytes = orNone((text) => {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?$/i.exec(text) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  const bytes = Math.floor(Number(number) * (UNITS[unit.toUpperCase()] as number));
  return bytes >= SMALLEST_BYTES && Number.isSafeInteger(bytes) ? bytes : undefined;
}, "must be a size of at least 16M such as 512M or 8G, or none");

export const LimitCount = orNone((text) => {
  const count = Number(text);
  return Number.isSafeInteger(count) && count >= FEWEST ? count : undefined;
}, `must be a whole number of at least ${FEWEST}, or none`);

export const LimitProcessors = orNone((text) => {
  const processors = Number(text);
  return processors >= 0.1 && processors <= 4096 ? processors : undefined;
}, "must be a number of processors such as 1.5, at least 0.1, or none");

const none = (value: number | null) => value ?? ("none" as const);

/** A time such as `300` or `1.5` seconds. */
export const Seconds = orNone((text) => {
  const seconds = Number(text);
  return seconds > 0 && seconds <= 31_536_000 ? seconds : undefined;
}, "must be a number of seconds above 0, at most a year, or none").transform(none);

export const Days = orNone((text) => {
  const days = Number(text);
  return Number.isSafeInteger(days) && days >= 1 && days <= 36_500 ? days : undefined;
}, "must be a whole number of days, at least 1, or none").transform(none);
