import type { Token, Tokens } from "marked";

/**
 * HTML in Markdown as the Markdown that says the same: a logo in the middle, a table, a folded part. What comes of it is
 * tokens like all others, drawn by the same elements; nothing of the HTML itself comes to the page.
 */
export function withoutHtml(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    if (token.type === "html") return blocksOf(parsed(token.raw), token.raw);
    return [deeper(token)];
  });
}

function deeper(token: Token): Token {
  if (token.type === "list") {
    const list = token as Tokens.List;
    return { ...list, items: list.items.map((item) => ({ ...item, tokens: withoutHtml(item.tokens) })) };
  }
  if (token.type === "table") {
    const table = token as Tokens.Table;
    const cell = (each: Tokens.TableCell) => ({ ...each, tokens: inlineWithoutHtml(each.tokens) });
    return { ...table, header: table.header.map(cell), rows: table.rows.map((row) => row.map(cell)) };
  }
  if (token.type === "blockquote")
    return { ...token, tokens: withoutHtml((token as Tokens.Blockquote).tokens) };
  if ("tokens" in token && token.tokens) return { ...token, tokens: inlineWithoutHtml(token.tokens) };
  return token;
}

const inlineWithoutHtml = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token) => {
    // Tags stand alone here, with what is between them beside them.
    if (token.type === "html") return inlineOf(parsed(token.raw));
    if (token.type !== "image" && "tokens" in token && token.tokens)
      return [{ ...token, tokens: inlineWithoutHtml(token.tokens) }];
    return [token];
  });

/** Parsed without a window: nothing in it is fetched or run. */
const parsed = (raw: string) => [...new DOMParser().parseFromString(raw, "text/html").body.childNodes];

const plain = (text: string): Token => ({ type: "plain", raw: text });
const BLOCKS =
  "address, article, aside, blockquote, center, details, div, dd, dl, dt, figcaption, figure, footer, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, summary, table, ul";

function blocksOf(nodes: readonly Node[], raw: string): Token[] {
  const blocks: Token[] = [];
  let line: Node[] = [];
  const endLine = () => {
    const tokens = inlineOf(line);
    line = [];
    if (tokens.some(({ type, raw: text }) => type !== "plain" || text.trim() !== ""))
      blocks.push({ type: "paragraph", raw, text: "", tokens });
  };
  for (const node of nodes) {
    if (!(node instanceof Element) || !isBlock(node)) {
      line.push(node);
      continue;
    }
    endLine();
    blocks.push(...blockOf(node, raw));
  }
  endLine();
  return blocks;
}

const isBlock = (element: Element) => element.matches(BLOCKS) || element.querySelector(BLOCKS) !== null;

function blockOf(element: Element, raw: string): Token[] {
  const inside = [...element.childNodes];
  const name = element.localName;
  if (/^h[1-6]$/.test(name))
    return [{ type: "heading", raw, depth: Number(name[1]), text: "", tokens: inlineOf(inside) }];
  if (name === "hr") return [{ type: "hr", raw }];
  if (name === "pre") return [{ type: "code", raw, text: element.textContent.trimEnd() }];
  if (name === "blockquote") return [{ type: "blockquote", raw, text: "", tokens: blocksOf(inside, raw) }];
  if (name === "summary")
    return [
      {
        type: "paragraph",
        raw,
        text: "",
        tokens: [{ type: "strong", raw, text: "", tokens: inlineOf(inside) }],
      },
    ];
  if (name === "ul" || name === "ol") {
    const items = [...element.querySelectorAll(":scope > li")].map((item) => ({
      type: "list_item",
      raw,
      task: false,
      loose: false,
      text: "",
      tokens: blocksOf([...item.childNodes], raw),
    }));
    return [{ type: "list", raw, ordered: name === "ol", start: 1, loose: false, items }];
  }
  if (name === "table") return tableOf(element, raw);
  return blocksOf(inside, raw);
}

function tableOf(table: Element, raw: string): Token[] {
  const [header, ...rows] = [...table.querySelectorAll("tr")].map((row) =>
    [...row.querySelectorAll(":scope > th, :scope > td")].map((cell) => ({
      text: cell.textContent.trim(),
      tokens: inlineOf([...cell.childNodes]),
      align: null,
    })),
  );
  return header ? [{ type: "table", raw, header, rows, align: [] }] : [];
}

const marks: Readonly<Record<string, string>> = {
  b: "strong",
  strong: "strong",
  i: "em",
  em: "em",
  s: "del",
  del: "del",
};

function inlineOf(nodes: readonly Node[]): Token[] {
  return nodes.flatMap((node): Token[] => {
    if (node instanceof Text) return [plain(node.data)];
    if (!(node instanceof Element) || node.matches("script, style, template, title")) return [];
    const inside = [...node.childNodes];
    const name = node.localName;
    const attribute = (each: string) => node.getAttribute(each) ?? "";
    const raw = node.outerHTML;
    if (name === "br") return [{ type: "br", raw }];
    if (name === "img")
      return [{ type: "image", raw, href: attribute("src"), title: null, text: attribute("alt") }];
    if (/^(code|kbd|samp|tt)$/.test(name))
      return node.textContent === "" ? [] : [{ type: "codespan", raw, text: node.textContent }];
    const tokens = inlineOf(inside);
    if (tokens.length === 0) return [];
    if (name === "a") return [{ type: "link", raw, href: attribute("href"), text: "", tokens }];
    const mark = marks[name];
    return mark === undefined ? tokens : [{ type: mark, raw, text: "", tokens }];
  });
}
