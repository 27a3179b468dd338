import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { asItIs, keepLineEnds, lineEndsOf } from "./line-ends.ts";

const open = (text: string) =>
  EditorState.create({
    doc: text,
    extensions: [EditorState.lineSeparator.of("\n"), keepLineEnds(lineEndsOf(text))],
  });
const text = (state: EditorState) => state.doc.sliceString(0, state.doc.length, "\n");

test("files are told apart by how their lines end", () => {
  expect(["a\nb\n", "a\r\nb\r\n", "a\r\nb\n", ""].map(lineEndsOf)).toEqual(["LF", "CRLF", "mixed", "LF"]);
});

test("what is typed into a file with CRLF ends its lines so too, and the cursor stays behind it", () => {
  const state = open("one\r\ntwo\r\n");
  const next = state.update({ changes: { from: 3, insert: "\nnew" }, selection: { anchor: 7 } }).state;
  expect(text(next)).toBe("one\r\nnew\r\ntwo\r\n");
  expect(next.selection.main.head).toBe(8);
});

test("a line that is joined to the next leaves no half of a line end, and typing between the two mends it", () => {
  const state = open("one\r\ntwo\r\n");
  expect(text(state.update({ changes: { from: 4, to: 5 } }).state)).toBe("onetwo\r\n");
  expect(text(state.update({ changes: { from: 4, insert: "X" } }).state)).toBe("oneX\r\ntwo\r\n");
  expect(
    text(
      state.update({
        changes: [
          { from: 0, insert: "a\nb" },
          { from: 10, insert: "\nz" },
        ],
      }).state,
    ),
  ).toBe("a\r\nbone\r\ntwo\r\n\r\nz");
});

test("what others made of it, and files of another kind, are left as they are", () => {
  const state = open("one\r\ntwo\r\n");
  const theirs = state.update({ changes: { from: 0, insert: "x\n" }, annotations: asItIs.of(true) }).state;
  expect(text(theirs)).toBe("x\none\r\ntwo\r\n");
  expect(text(open("a\r\nb\n").update({ changes: { from: 0, insert: "\n" } }).state)).toBe("\na\r\nb\n");
});
