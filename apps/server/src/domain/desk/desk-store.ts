import type { UserId } from "@dispatch/protocol/ids";

/** What was kept is JSON: whoever reads it asks the schema of today what it understands. */
export type LayoutRow = { readonly layout: unknown; readonly updatedAt: number };

export type Layouts = {
  of(userId: UserId, client: string): Promise<LayoutRow | undefined>;
  /** Of each person only so many are kept: those that changed last. */
  put(userId: UserId, client: string, row: LayoutRow, limit: number): Promise<void>;
};
export type PreferenceStore = {
  of(userId: UserId): Promise<unknown>;
  put(userId: UserId, preferences: object): Promise<void>;
};
