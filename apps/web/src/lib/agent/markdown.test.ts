import { expect, test } from "vitest";
import { blocksOf, plainText, safeHref } from "./markdown.ts";

test("as an answer grows, every block but the last stays what it was", () => {
  const whole = "# Plan\n\nFirst *this*.\n\n- one\n- two\n\n```ts\nlet a = 1;\n```\n\nThen that.";
  const seen: string[][] = [];
  for (let end = 1; end <= whole.length; end += 1)
    seen.push(blocksOf(whole.slice(0, end)).map(({ raw }) => raw));
  for (const [index, raws] of seen.entries()) {
    const next = seen[index + 1];
    // A block that another follows is whole, but for the empty lines between them.
    const settled = raws.slice(0, -2);
    if (next) expect(next.slice(0, settled.length)).toEqual(settled);
  }
  expect(seen.at(-1)?.join("")).toBe(whole);
});

test("links lead out to the web or to a letter, never into a script or this app", () => {
  expect(["https://a.b", "mailto:a@b.c"].map(safeHref)).toEqual(["https://a.b", "mailto:a@b.c"]);
  for (const href of ["javascript:alert(1)", "data:text/html,x", "/api/auth/logout", "vbscript:x", "//evil"])
    expect(safeHref(href)).toBeUndefined();
});

test("entities are read as the characters they stand for", () => {
  expect(plainText("1 &lt; 2 &amp;amp; &quot;x&quot;")).toBe('1 < 2 &amp; "x"');
});
