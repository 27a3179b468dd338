const KEY = "dispatch.language";

/** The choice as this browser keeps it, which has to be known before the first paint and before anybody is signed in. */
export function keptLanguage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // blocked by the browser: its languages then decide
  }
}
