import { keptLanguage } from "#lib/language/kept-language.ts";
import { languageFor, speakLanguage } from "#lib/language/language.ts";

/** Before the first page is made, so that words read while modules load are right too. */
export async function init() {
  const language = languageFor(keptLanguage(), navigator.languages);
  document.documentElement.lang = await speakLanguage(language, navigator.languages);
}
