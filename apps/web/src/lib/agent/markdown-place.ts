import { getContext, setContext, type Snippet } from "svelte";

/** Where a text stands whose links and pictures may be relative to it. What an agent says stands nowhere. */
export type MarkdownPlace = {
  /** The address in this app that a link leads to. */
  readonly hrefOf: (href: string) => string | undefined;
  readonly isPicture: (href: string) => boolean;
  readonly picture: Snippet<[href: string, text: string]>;
};

const KEY = Symbol("markdown place");

export const setMarkdownPlace = (place: MarkdownPlace) => setContext(KEY, place);
export const getMarkdownPlace = () => getContext<MarkdownPlace | undefined>(KEY);
