import type { WorkspaceId } from "@dispatch/protocol/ids";
import type { SetUpRow, Store } from "../store.ts";

/** Nothing was done yet. */
export const freshSetUp = (workspaceId: WorkspaceId): SetUpRow => ({
  workspaceId,
  state: "waiting",
  isTreeMade: false,
  carryFromId: null,
  runs: 0,
  sessionId: null,
  failure: null,
  notes: [],
  file: null,
  services: {},
});

export const setUpOf = async ({ read }: Pick<Store, "read">, id: WorkspaceId): Promise<SetUpRow> =>
  (await read.setUps.of(id)) ?? freshSetUp(id);

/** What is known so far, with this changed in it. */
export function changeSetUp(
  store: Store,
  id: WorkspaceId,
  change: Partial<SetUpRow> | ((current: SetUpRow) => Partial<SetUpRow>),
): Promise<SetUpRow> {
  return store.write(async ({ setUps }) => {
    const current = (await setUps.of(id)) ?? freshSetUp(id);
    const row = { ...current, ...(typeof change === "function" ? change(current) : change) };
    await setUps.save(row);
    return row;
  });
}
