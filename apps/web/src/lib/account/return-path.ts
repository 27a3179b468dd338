/** Where to go after signing in: the page that was asked for, if it is one of ours. */
export function returnPath(next: string | null, home: string): string {
  if (next === null || !next.startsWith("/") || next.startsWith("//") || next.includes("\\")) return home;
  return next;
}
