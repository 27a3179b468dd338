// Apart from the schemas, which a page that only asks this need not load.

export const sessionAccesses = ["view", "write", "own"] as const;

/** What somebody has of a session. Each includes those before it. */
export type SessionAccess = (typeof sessionAccesses)[number];

export const hasAccess = (has: SessionAccess | undefined, needs: SessionAccess): boolean =>
  has !== undefined && sessionAccesses.indexOf(has) >= sessionAccesses.indexOf(needs);
