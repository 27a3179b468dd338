const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** "1.5 MB": in the largest unit of which there is at least one. */
export function sizeText(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  const style = { style: "unit", unit: units[step], maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat("en", style).format(value);
}
