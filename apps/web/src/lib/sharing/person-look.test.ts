import { expect, test } from "vitest";
import { hueOf, initials } from "./person-look.ts";

test("a name is known by its first and its last word", () => {
  expect(
    ["Ada", "Ada Lovelace", "ada m. lovelace", "bea.smith", "Émile", "🦊 fox", ""].map(initials),
  ).toEqual(["A", "AL", "AL", "BS", "É", "🦊F", "?"]);
});

test("a name always has the same colour, and most names have different ones", () => {
  const hues = ["Ada", "Bea", "Cem", "Dan", "Eve"].map(hueOf);
  expect(new Set(hues).size).toBe(5);
  expect(hueOf("Ada")).toBe(hues[0]);
  expect(hues.every((hue) => hue >= 0 && hue < 360)).toBe(true);
});
