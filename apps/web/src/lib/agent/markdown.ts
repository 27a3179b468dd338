import { lexer, type Token, type TokensList } from "marked";

/** Text in blocks, each with the words it was made of: one whose words are the same is the same. */
export function blocksOf(text: string): TokensList {
  return lexer(text, { gfm: true, breaks: false });
}

const SAFE = /^(https?:|mailto:)/i;

/** Where a link may lead: never into this app or to a script. */
export function safeHref(href: string): string | undefined {
  return SAFE.test(href) ? href : undefined;
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  nbsp: "\u00a0",
};

/** Entities are a way to write; what is read are characters. */
export const plainText = (text: string) =>
  text.replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? "");

/** The tokens inside one, where it has any. */
export const insideOf = (token: Token): readonly Token[] | undefined =>
  "tokens" in token ? token.tokens : undefined;
