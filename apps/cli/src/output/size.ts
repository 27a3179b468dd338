const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** "1.5 MiB": in the largest unit of which there is at least one. */
export function sizeText(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${step === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${UNITS[step] ?? ""}`;
}
