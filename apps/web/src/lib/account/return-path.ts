/** Where to go after signing in: the page that was asked for, if it is one of ours. */
export function returnPath<Path extends string>(next: string | null, home: Path): Path {
  if (next === null || !next.startsWith("/") || next.startsWith("//") || next.includes("\\")) return home;
  return next as Path;
}
