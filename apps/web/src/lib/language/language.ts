import { speak, type Strings } from "#lib/strings.ts";
import { setLocale } from "./formats.ts";

/** The languages there are, each by its own name. English is in the bundle; the others come when they are spoken. */
export const languageNames = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof languageNames;

const catalogues: Record<Exclude<Language, "en">, () => Promise<Strings>> = {
  de: async () => (await import("#lib/strings.de.ts")).german,
};

const isLanguage = (value: unknown): value is Language =>
  typeof value === "string" && Object.hasOwn(languageNames, value);

/** The language that was chosen, else the first of the browser's that there is, else English. */
export function languageFor(chosen: unknown, ofBrowser: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  return ofBrowser.map(primary).find(isLanguage) ?? "en";
}

/** How numbers and dates are written: as in the region of the browser where that speaks the language, else as in the language at large. */
export const localeFor = (language: Language, ofBrowser: readonly string[]): string =>
  ofBrowser.find((tag) => primary(tag) === language) ?? language;

/**
 * Makes the page speak a language. It has to be done before anything is drawn: words are read when pages and modules
 * are made. A catalogue that cannot be fetched leaves English, which is better than no page.
 */
export async function speakLanguage(language: Language, ofBrowser: readonly string[]): Promise<Language> {
  if (language !== "en") {
    try {
      speak(await catalogues[language]());
    } catch {
      return speakLanguage("en", ofBrowser);
    }
  }
  setLocale(localeFor(language, ofBrowser));
  return language;
}

const primary = (tag: string) => tag.split("-")[0]?.toLowerCase() ?? "";
