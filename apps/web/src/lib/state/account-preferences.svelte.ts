import type { PatchPreferences, Preferences } from "@dispatch/protocol/preferences";
import { toast } from "svelte-sonner";
import { failureOf } from "#lib/api/failure.ts";
import type { Connection } from "./connection.svelte.ts";

type Needs = {
  readonly api: {
    readonly read: () => Promise<Preferences>;
    readonly change: (part: PatchPreferences) => Promise<Preferences>;
  };
  readonly connection: Connection;
};

/** What this person wants on every device, kept true by the live connection. */
export class AccountPreferences implements Disposable {
  readonly #needs: Needs;
  readonly #off: (() => void)[];
  value = $state.raw<Preferences>({});
  isReady = $state(false);

  constructor(needs: Needs) {
    this.#needs = needs;
    const { live } = needs.connection;
    this.#off = [
      live.on("preferences", (value) => (this.value = value)),
      live.on("state", () => {
        if (live.state === "online") void this.load();
      }),
    ];
  }

  /** False where the server did not tell them. */
  load = async (): Promise<boolean> => {
    try {
      this.value = await this.#needs.api.read();
      return true;
    } catch {
      return false; // things then are as usual, until the connection is back
    } finally {
      this.isReady = true;
    }
  };

  /** Shown at once; taken back, with the reason said, where the server refuses. */
  change = async (part: PatchPreferences): Promise<boolean> => {
    const before = this.value;
    const wished = Object.entries({ ...before, ...part }).filter(([, value]) => value !== null);
    this.value = Object.fromEntries(wished);
    try {
      this.value = await this.#needs.api.change(part);
      return true;
    } catch (error) {
      this.value = before;
      toast.error(failureOf(error).detail);
      return false;
    }
  };

  isPinned = (sessionId: string) => this.value.pinnedSessions?.some((id) => id === sessionId) ?? false;

  pin = (sessionId: string, isPinned: boolean) => {
    const others = (this.value.pinnedSessions ?? []).filter((id) => id !== sessionId);
    return this.change({ pinnedSessions: (isPinned ? [...others, sessionId] : others) as typeof others });
  };

  [Symbol.dispose]() {
    for (const off of this.#off) off();
  }
}
