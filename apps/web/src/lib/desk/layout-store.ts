import type { DeskApi } from "#lib/api/desk-api.ts";
import type { LayoutStore } from "./desk.svelte.ts";
import type { Layout } from "./layout.ts";

const KEY = "dispatch.client";

/** Layouts are this client's: a phone and a desk have different room. */
export function layoutStore(api: DeskApi): LayoutStore {
  const client = clientId();
  return {
    read: async () => (await api.layout(client)) as Layout,
    write: async (layout) => void (await api.putLayout(client, layout as never)),
  };
}

function clientId(): string {
  try {
    const known = localStorage.getItem(KEY);
    if (known) return known;
    const made = newId();
    localStorage.setItem(KEY, made);
    return made;
  } catch {
    return newId(); // storage is blocked: the layout then lasts as long as the page
  }
}

const newId = () =>
  `web_${[...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
