/** A day as the server names it, by this browser's clock. */
export function dayKey(at: number): string {
  const date = new Date(at);
  const part = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/** So many days up to today, the oldest first. Noon is the same day whatever the clocks do in the night. */
export function lastDays(count: number, now: number): readonly string[] {
  const today = new Date(now);
  return Array.from({ length: count }, (_, index) =>
    dayKey(
      new Date(today.getFullYear(), today.getMonth(), today.getDate() - (count - 1 - index), 12).getTime(),
    ),
  );
}

/** The day as a date of this browser, for showing it. */
export const dateOf = (day: string) => new Date(`${day}T12:00:00`);
