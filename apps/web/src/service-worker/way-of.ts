type Asked = { readonly method: string; readonly url: string; readonly mode: string };
type Known = {
  readonly home: URL;
  /** Paths of files whose name changes with what is in them. */
  readonly built: ReadonlySet<string>;
  /** Paths of other files that belong to the app. */
  readonly statics: ReadonlySet<string>;
};

/** How a request is answered. What is left alone goes to the server as if there were no service worker. */
export type Way = "kept first" | "kept if away" | "page" | "left alone";

export function wayOf({ method, url, mode }: Asked, { home, built, statics }: Known): Way {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== home.origin || !pathname.startsWith(home.pathname)) return "left alone";
  if (built.has(pathname)) return "kept first";
  if (statics.has(pathname)) return "kept if away";
  const path = pathname.slice(home.pathname.length);
  if (mode !== "navigate" || /^(api|socket\.io|health|metrics|_app)(\/|$)/.test(path)) return "left alone";
  return "page";
}
