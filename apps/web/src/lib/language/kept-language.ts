const KEY = "dispatch.language";

/** The choice as this browser keeps it, which has to be known before the first paint and before anybody is signed in. */
export function keptLanguage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // blocked by the browser: its languages then decide
  }
}

/** Keeps it for the next page of this browser; none: the browser's languages decide. True where it was another one. */
export function keepLanguage(language: string | undefined): boolean {
  if ((keptLanguage() ?? undefined) === language) return false;
  try {
    if (language === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, language);
    return true;
  } catch {
    return false;
  }
}
