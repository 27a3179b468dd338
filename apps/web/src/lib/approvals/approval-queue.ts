import type { Approval } from "@dispatch/protocol/agent/approval";

/** What is open, in the order in which to see to it: what holds up work first, then what has waited longest. */
export const queueOf = (approvals: Iterable<Approval>): readonly Approval[] =>
  [...approvals]
    .filter(({ state }) => state === "open")
    .sort((one, other) => one.rank - other.rank || (one.createdAt < other.createdAt ? -1 : 1));

/** What a queue shows on one visit: everything that was open then or came since, also what has been answered meanwhile. */
export function visited(before: readonly string[], open: readonly Approval[]): readonly string[] {
  const fresh = open.map(({ id }) => id as string).filter((id) => !before.includes(id));
  return fresh.length === 0 ? before : [...before, ...fresh];
}

/** The nearest open one from here on, the way that was gone; otherwise the nearest the other way. */
export function neighbour(
  ids: readonly string[],
  from: string | undefined,
  step: 1 | -1,
  isOpen: (id: string) => boolean,
): string | undefined {
  const start = from === undefined ? (step === 1 ? -1 : ids.length) : ids.indexOf(from);
  for (let index = start + step; index >= 0 && index < ids.length; index += step) {
    const id = ids[index];
    if (id !== undefined && isOpen(id)) return id;
  }
  return from !== undefined && isOpen(from) ? from : ids.find(isOpen);
}
