import { createContext } from "svelte";
import type { DispatchApi } from "#lib/api/dispatch-api.ts";
import type { AppUpdates } from "#lib/pwa/app-updates.svelte.ts";
import type { InstallOffer } from "#lib/pwa/install-offer.svelte.ts";
import type { ApprovalList } from "./approval-list.svelte.ts";
import type { Account } from "./account.svelte.ts";
import type { Clock } from "./clock.svelte.ts";
import type { Connection } from "./connection.svelte.ts";
import type { Preferences } from "./preferences.svelte.ts";
import type { SessionActions } from "./session-actions.svelte.ts";
import type { HeardBells } from "./heard-bells.svelte.ts";
import type { SessionList } from "./session-list.svelte.ts";
import type { Shell } from "#lib/shell/shell.svelte.ts";
import type { StatusSlot } from "#lib/shell/status-slot.svelte.ts";
import type { WorkspaceList } from "./workspace-list.svelte.ts";

/** What every page has. */
export type App = {
  readonly api: DispatchApi;
  readonly account: Account;
  readonly preferences: Preferences;
  readonly clock: Clock;
  readonly updates: AppUpdates;
  readonly installOffer: InstallOffer;
};

/** What pages with a live connection have besides. */
export type Rooms = {
  readonly connection: Connection;
  readonly sessions: SessionList;
  readonly actions: SessionActions;
  readonly bells: HeardBells;
  readonly approvals: ApprovalList;
  /** Guests have none. */
  readonly workspaces?: WorkspaceList;
  readonly status: StatusSlot;
  /** Guests have none: there is nothing around their session. */
  readonly shell?: Shell;
  /** Whoever came by a link: there is one session for them, and no other room. */
  readonly isGuest: boolean;
};

export const [getApp, setApp] = createContext<App>();
export const [getRooms, setRooms] = createContext<Rooms>();

/** On a page that only somebody who is signed in sees. */
export function getShell(): Shell {
  const { shell } = getRooms();
  if (!shell) throw new Error("There is no shell around the session of a guest.");
  return shell;
}
