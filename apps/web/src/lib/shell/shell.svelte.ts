import type { Session } from "@dispatch/protocol/session";
import { Actions } from "#lib/actions/actions.svelte.ts";
import type { Desk } from "#lib/desk/desk.svelte.ts";
import type { Pane } from "#lib/desk/layout.ts";
import type { Place } from "#lib/desk/layout-tree.ts";
import type { AccountPreferences } from "#lib/state/account-preferences.svelte.ts";

/** What is to be made, and asked for in a dialog. */
export type Creation = "terminal" | "agent" | "editor";

type Needs = {
  readonly desk: Desk;
  readonly preferences: AccountPreferences;
  /** Goes to the pane's address, which brings it to the front. */
  readonly goTo: (pane: Pane) => unknown;
  /** Starts a shell without asking further. */
  readonly startTerminal: (workspaceId: string | undefined) => Promise<Session | undefined>;
};

/** What is around every room, and what can be called up from anywhere. */
export class Shell {
  readonly #needs: Needs;
  readonly desk: Desk;
  readonly preferences: AccountPreferences;
  readonly actions: Actions;
  readonly goTo: (pane: Pane) => unknown;
  creation = $state<Creation>();
  isPaletteOpen = $state(false);
  isHelpOpen = $state(false);
  /** On a phone the sidebar comes over the page. */
  isDrawerOpen = $state(false);

  constructor(needs: Needs) {
    this.#needs = needs;
    this.desk = needs.desk;
    this.preferences = needs.preferences;
    this.goTo = needs.goTo;
    this.actions = new Actions(() => needs.preferences.value.shortcuts ?? {});
  }

  create = (creation: Creation) => {
    this.isDrawerOpen = false;
    this.creation = creation;
  };

  created = ({ id }: Session) => {
    this.creation = undefined;
    void this.goTo({ kind: "session", id });
  };

  /** Another shell in the same workspace, at once: nobody who splits wants to be asked things. */
  terminalAt = async (workspaceId: string | undefined, place: Place) => {
    const session = await this.#needs.startTerminal(workspaceId);
    if (!session) return;
    const pane: Pane = { kind: "session", id: session.id };
    this.desk.put(pane, place);
    void this.goTo(pane);
  };
}
