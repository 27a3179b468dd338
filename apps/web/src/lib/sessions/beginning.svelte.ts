import type { Session } from "@dispatch/protocol/session";
import { failureOf, type Failure } from "#lib/api/failure.ts";
import type { SessionActions } from "#lib/state/session-actions.svelte.ts";
import type { WorkspaceList } from "#lib/state/workspace-list.svelte.ts";
import { WorkspaceChoice } from "./workspace-choice.svelte.ts";

type Wish = Parameters<SessionActions["create"]>[0];

/** What a dialog that begins a session is given. */
export type BeginningProps = {
  open: boolean;
  actions: SessionActions;
  workspaces: WorkspaceList | undefined;
  oncreated: (session: Session) => void;
};

/** A session that is being begun: where, whether it is on its way, and why it could not. */
export class Beginning {
  readonly #needs: () => Pick<BeginningProps, "actions" | "workspaces">;
  readonly place: WorkspaceChoice;
  busy = $state(false);
  failure = $state.raw<Failure>();

  constructor(needs: () => Pick<BeginningProps, "actions" | "workspaces">) {
    this.#needs = needs;
    this.place = new WorkspaceChoice(() => needs().workspaces);
  }

  reset = () => {
    this.place.reset();
    this.failure = undefined;
  };

  /** Resolves with the session, or without one where `failure` says why. */
  begin = async (wish: Wish): Promise<Session | undefined> => {
    this.busy = true;
    this.failure = undefined;
    try {
      return await this.#needs().actions.create({ ...wish, ...(await this.place.decide()) });
    } catch (error) {
      this.failure = failureOf(error);
      return undefined;
    } finally {
      this.busy = false;
    }
  };
}
