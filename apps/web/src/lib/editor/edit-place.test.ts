import { expect, test } from "vitest";
import { editPlace } from "./edit-place.ts";

const text = "one\ntwo\nthree\nfour\n";
const words = (of: string, places: ReturnType<typeof editPlace>) =>
  places?.map(({ from, to }) => of.slice(from, to));

test("an edit is found by a part of the file, before and after it is made", () => {
  const diff = { path: "a", oldText: "two\nthree\n", newText: "two\nTHREE, AND MORE\n" };
  expect(words(text, editPlace(text, diff, "before"))).toEqual(["three"]);
  const after = "one\ntwo\nTHREE, AND MORE\nfour\n";
  expect(words(after, editPlace(after, diff, "after"))).toEqual(["THREE, AND MORE"]);
  expect(editPlace(text, diff, "after")).toBeUndefined();
});

test("several places of one edit are each where they are in the new text", () => {
  const after = "zero\none\ntwo\nthree\n4\n";
  expect(words(after, editPlace(after, { path: "a", oldText: text, newText: after }, "after"))).toEqual([
    "zero\n",
    "4",
  ]);
});

test("a new file is all new, and what is taken away altogether has no place", () => {
  expect(words("abc", editPlace("abc", { path: "a", newText: "abc" }, "after"))).toEqual(["abc"]);
  expect(editPlace("", { path: "a", oldText: "x", newText: "" }, "after")).toBeUndefined();
});
