import { strings } from "#lib/strings.ts";
import type { SettingsPage } from "./settings-page.ts";

/** Those in whose title or words every word that was typed begins one. */
export function findPages(pages: readonly SettingsPage[], typed: string): readonly SettingsPage[] {
  const wanted = wordsOf(typed);
  return pages.filter(({ id }) => {
    const { title, search } = strings.settingsPages.pages[id];
    const words = wordsOf(`${title} ${search}`);
    return wanted.every((want) => words.some((word) => word.startsWith(want)));
  });
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
