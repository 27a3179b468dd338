type Target = {
  addEventListener?: (name: string, listener: () => void) => void;
  removeEventListener?: (name: string, listener: () => void) => void;
};
type Page = Target & { readonly document?: Target & { readonly visibilityState?: string } };

/**
 * Calls back when a browser page comes back to life: the network returned, or the tab is looked at again.
 * In a program there is nothing to listen to. Returns what stops it.
 */
export function onWake(wake: () => void): () => void {
  const page = globalThis as unknown as Page;
  const { document } = page;
  const seen = () => {
    if (document?.visibilityState === "visible") wake();
  };
  // Node has neither a document nor a global `addEventListener`.
  if (!document) return () => undefined;
  page.addEventListener?.("online", wake);
  document.addEventListener?.("visibilitychange", seen);
  return () => {
    page.removeEventListener?.("online", wake);
    document.removeEventListener?.("visibilitychange", seen);
  };
}
