import { expect, test } from "vitest";
import { growingText } from "./growing-text.ts";
import { blocksOf } from "./markdown.ts";

test("what is begun is taken as ended", () => {
  expect(
    ["It is **very", "It is *so", "Run `make", "See [the docs](https://exa", "See [the do", "a **b** c"].map(
      growingText,
    ),
  ).toEqual(["It is **very**", "It is *so*", "Run `make`", "See the docs", "See the do", "a **b** c"]);
});

test("what may become something else is held back", () => {
  expect(["A\n-", "A\n==", "A\n\n1.", "A\n\n##", "A **", "A\n\n``"].map(growingText)).toEqual([
    "A",
    "A",
    "A\n",
    "A\n",
    "A ",
    "A\n",
  ]);
});

test("a table comes with its rule, then row by row", () => {
  const head = "Look:\n\n| a | b |";
  expect(growingText(head)).toBe("Look:\n");
  expect(growingText(`${head}\n| - | -`)).toBe("Look:\n");
  expect(growingText(`${head}\n| - | - |`)).toBe(`${head}\n| - | - |`);
  expect(growingText(`${head}\n| - | - |\n| 1 |`)).toBe(`${head}\n| - | - |\n| 1 |`);
  expect(growingText(`${head}\n| - | - |\n| 1 | lo`)).toBe(`${head}\n| - | - |`);
});

test("code is as it is written, without half of its closing fence", () => {
  expect(growingText("```js\nlet a = `**")).toBe("```js\nlet a = `**");
  expect(growingText("```js\nlet a;\n``")).toBe("```js\nlet a;");
  expect(growingText("```js\na\n```\n\nIt is **do")).toBe("```js\na\n```\n\nIt is **do**");
});

const story = [
  "# Title\n\nWords with **bold *and* soft** marks, `code` and [a link](https://example.org/x_y).\n\n",
  "- one\n- two `x`\n  - three\n\n- four\n\n1. first\n2. second\n\n",
  "| a | b |\n| - | -: |\n| 1 | **2** |\n| 3 | 4 |\n\n",
  "```ts\nconst a = `x`;\n```\n\n> said **so**\n\nA rule:\n\n---\n\nEnd.",
].join("");

test("letter by letter no block that was read becomes another one", () => {
  let before: readonly string[] = [];
  for (let length = 1; length <= story.length; length += 1) {
    const types = blocksOf(growingText(story.slice(0, length)))
      .map(({ type }) => type)
      .filter((type) => type !== "space");
    expect(
      types.slice(0, before.length),
      `after ${JSON.stringify(story.slice(0, length).slice(-30))}`,
    ).toEqual(before);
    before = types;
  }
});
