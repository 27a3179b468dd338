import { numberText } from "#lib/language/formats.ts";

/** 950, 12.3k, 4.5M: as exact as anybody reads it. */
export function amount(number: number): string {
  if (number < 1_000) return String(number);
  if (number < 1_000_000) return `${numberText(number / 1_000, number < 100_000 ? 1 : 0)}k`;
  return `${numberText(number / 1_000_000, 1)}M`;
}

/** How long something took: 0.8 s, 42 s, 3 min 5 s, 2 h 10 min. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${numberText(seconds, 1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
