import { unitText } from "#lib/language/formats.ts";

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** "1.5 MB": in the largest unit of which there is at least one. */
export function sizeText(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  // In short, English says "818 byte".
  return unitText(value, units[step] ?? "byte", value < 10 ? 1 : 0, step === 0 ? "long" : "short");
}
