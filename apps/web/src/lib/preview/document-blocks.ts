import type { Token } from "marked";
import { blocksOf } from "#lib/agent/markdown.ts";
import { withoutHtml } from "./html-tokens.ts";

export type DocumentBlock = { readonly key: string; readonly token: Token };

/** A document in blocks. One that stays as it was keeps its key, and so its place on the page, whatever comes before it. */
export function documentBlocks(text: string): readonly DocumentBlock[] {
  const seen = new Map<string, number>();
  return withoutHtml(blocksOf(withFencedHead(text)))
    .filter(({ type }) => type !== "space" && type !== "def")
    .map((token) => {
      const count = seen.get(token.raw) ?? 0;
      seen.set(token.raw, count + 1);
      return { key: `${count}:${token.raw}`, token };
    });
}

/** What many documents begin with is for programs, and not a heading between two lines. */
const withFencedHead = (text: string) =>
  text.replace(/^---\r?\n((?:(?!---)[^\r\n]*\r?\n)+)---[ \t]*(?:\r?\n|$)/, "```yaml\n$1```\n\n");
