import { expect, test } from "vitest";
import { placeAt } from "./drag.ts";

const box = { left: 100, top: 50, width: 400, height: 200 } as DOMRect;
const at = (x: number, y: number, isRightToLeft = false) =>
  placeAt({ clientX: 100 + x, clientY: 50 + y }, box, isRightToLeft);

test("a tab that is dropped near an edge splits there, and joins the tabs in the middle", () => {
  expect([at(200, 100), at(10, 100), at(390, 100), at(200, 5), at(200, 195)]).toEqual([
    "tabs",
    "start",
    "end",
    "above",
    "below",
  ]);
});

test("the start is where reading begins", () => {
  expect([at(10, 100, true), at(390, 100, true)]).toEqual(["end", "start"]);
});
