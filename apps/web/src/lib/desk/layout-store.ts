import type { DeskApi } from "#lib/api/desk-api.ts";
import { failureOf } from "#lib/api/failure.ts";
import type { LayoutStore } from "./desk.svelte.ts";
import type { Layout } from "./layout.ts";

const KEY = "dispatch.client";

type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;
type Needs = {
  readonly api: Pick<DeskApi, "layout" | "putLayout">;
  readonly storage: Storage | undefined;
  /** Whoever shares the browser has a desk of his own. */
  readonly userId: string;
};

/**
 * Layouts are this client's: a phone and a desk have different room. What is on its way to the server is noted here until it has
 * arrived: a page that is loaded anew would otherwise be faster, and find the layout from before.
 */
export function layoutStore({ api, storage, userId }: Needs): LayoutStore {
  const client = clientId(storage);
  const key = `dispatch.layout.${userId}`;
  const write = async (layout: Layout) => {
    const text = JSON.stringify(layout);
    attempt(() => storage?.setItem(key, text));
    await api.putLayout(client, layout as never);
    // What was changed meanwhile is on its way still.
    attempt(() => storage?.getItem(key) === text && storage.removeItem(key));
  };
  const isTaken = async (coming: Layout) => {
    try {
      await write(coming);
      return true;
    } catch (error) {
      if (failureOf(error).status !== 400) throw error;
      attempt(() => storage?.removeItem(key));
      return false;
    }
  };
  return {
    write,
    read: async () => {
      const coming = attempt(() => JSON.parse(storage?.getItem(key) ?? "null") as Layout | null);
      if (coming && (await isTaken(coming))) return coming;
      return (await api.layout(client)) as Layout;
    },
  };
}

function clientId(storage: Storage | undefined): string {
  const known = attempt(() => storage?.getItem(KEY));
  if (known) return known;
  const made = `web_${[...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  // Where storage is blocked, the layout lasts as long as the page.
  attempt(() => storage?.setItem(KEY, made));
  return made;
}

/** Storage may be full or blocked, and what is in it may be anybody's. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
