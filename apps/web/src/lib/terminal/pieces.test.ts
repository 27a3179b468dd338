import { expect, test } from "vitest";
import { piecesOf } from "./pieces.ts";

const text = "a😀ü→".repeat(10_000);

test("a long text is cut into pieces, and no character of it", () => {
  for (const shift of ["", "x", "xx"]) {
    const pieces = piecesOf(shift + text) as string[];
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.join("")).toBe(shift + text);
    for (const piece of pieces) expect(piece.isWellFormed()).toBe(true);
  }
});

test("so are bytes", () => {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (const shift of ["", "x", "xx", "xxx"]) {
    const pieces = piecesOf(new TextEncoder().encode(shift + text)) as Uint8Array[];
    expect(pieces.length).toBeGreaterThan(10);
    expect(pieces.map((piece) => decoder.decode(piece)).join("")).toBe(shift + text);
  }
});

test("bytes that are no text are all there", () => {
  const garbage = new Uint8Array(100_000).map((_, at) => (at * 7) | 0x80);
  const pieces = piecesOf(garbage) as Uint8Array[];
  expect(pieces.flatMap((piece) => [...piece])).toEqual([...garbage]);
});

test("what is short, or empty, is one piece", () => {
  expect(piecesOf("")).toEqual([""]);
  expect(piecesOf("ls\r")).toEqual(["ls\r"]);
  expect(piecesOf(new Uint8Array([1, 2]))).toEqual([new Uint8Array([1, 2])]);
});
