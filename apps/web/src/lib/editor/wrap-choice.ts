type Storage = Pick<globalThis.Storage, "getItem" | "setItem">;

const KEY = "dispatch.editor.wraps";

export const readWraps = (storage: Storage | undefined) => storage?.getItem(KEY) === "true";

export function writeWraps(storage: Storage | undefined, wraps: boolean) {
  try {
    storage?.setItem(KEY, String(wraps));
  } catch {
    // Full or blocked: the choice then holds until the page is closed.
  }
}
