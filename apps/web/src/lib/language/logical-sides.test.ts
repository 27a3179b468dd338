import { expect, test } from "vitest";
import { components } from "./components.fixture.ts";

/** Sides of the screen rather than of the writing; where the device has a notch is a matter of the screen. */
const physical =
  /(?<=^|[\s"'`:!-])-?(?:(?:p|m|scroll-p|scroll-m)[lr]-(?!\[env)[\w[(]|(?:left|right)-[\d[(]|border-[lr](?=[\s"'`-])|rounded-(?:[lr]|[tb][lr])(?=[\s"'`-])|text-(?:left|right)(?=[\s"'`]))\S*/gm;

const physicalIn = (text: string) => [...text.matchAll(physical)].map(([utility]) => utility);

test("components name the sides of the writing, never left and right", () => {
  const found = components().flatMap(({ file, source }) =>
    physicalIn(source).map((utility) => `${file}: ${utility}`),
  );
  expect(found).toEqual([]);
});

test("physical sides are found, and what only looks like one is not", () => {
  expect(
    physicalIn('class="pl-2 -mr-1 sm:left-4 text-left border-l-2 rounded-br-md ps-2 plain me-1 arrow-left"'),
  ).toHaveLength(6);
});
