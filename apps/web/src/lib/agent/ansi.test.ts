import { expect, test } from "vitest";
import { ansiPieces, inkOf } from "./ansi.ts";

const ESC = "\u001b";

test("colours and looks hold until they are taken back", () => {
  expect(ansiPieces(`a${ESC}[1;31mb${ESC}[22mc${ESC}[39md${ESC}[4me${ESC}[mf`)).toEqual([
    { text: "a", looks: [] },
    { text: "b", looks: ["bold", "ink-1"] },
    { text: "c", looks: ["ink-1"] },
    { text: "d", looks: [] },
    { text: "e", looks: ["underline"] },
    { text: "f", looks: [] },
  ]);
});

test("bright, indexed and mixed colours are read, in front and behind", () => {
  expect(
    ansiPieces(`${ESC}[92mx${ESC}[38;5;208my${ESC}[48;2;1;2;300mz${ESC}[38;5;3;49mw${ESC}[38;5;244mg`),
  ).toEqual([
    { text: "x", looks: ["ink-10"] },
    { text: "y", looks: [], colour: "rgb(255 135 0)" },
    { text: "z", looks: [], colour: "rgb(255 135 0)", ground: "rgb(1 2 255)" },
    { text: "w", looks: [], colour: "var(--ink-3)" },
    { text: "g", looks: [], colour: "rgb(128 128 128)" },
  ]);
});

test("a line that was written over is what was written last, and what moves the cursor is left out", () => {
  const text = `10%\r50%\r100%\r\ndone${ESC}[K${ESC}]0;title\u0007!${ESC}[2A\u0007`;
  expect(
    ansiPieces(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe("100%\ndone!");
});

test("a sequence that is cut off says nothing", () => {
  expect(ansiPieces(`a${ESC}`)).toEqual([{ text: "a", looks: [] }]);
});

test("a colour that was begun in lines that are left out still holds", () => {
  expect(ansiPieces(`${inkOf(`x${ESC}[32my\nz`)}last`)).toEqual([{ text: "last", looks: ["ink-2"] }]);
});
