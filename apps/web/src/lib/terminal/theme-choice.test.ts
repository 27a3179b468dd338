import type { Preferences } from "@dispatch/protocol/preferences";
import { expect, test } from "vitest";
import {
  chosen,
  chosenIn,
  isOneForBoth,
  offeredThemes,
  themeFor,
  withoutTheme,
  withTheme,
} from "./theme-choice.ts";
import { presets } from "./theme-presets.ts";

const own = { id: "own-1", name: "Mine", colors: presets[2]?.colors } as NonNullable<
  Preferences["themes"]
>[number];
const after = (before: Preferences, part: object) => ({ ...before, ...part });
const idsOf = (preferences: Preferences, workspaceId?: string) =>
  (["light", "dark"] as const).map((mode) => themeFor(preferences, { mode, workspaceId }).id);

test("as usual there is one for the light and one for the dark", () => {
  expect(idsOf({})).toEqual(["daylight", "night"]);
  expect(isOneForBoth({})).toBe(false);
});

test("a theme is chosen for one light or for both", () => {
  const dusky = after({}, chosen({}, ["dark"], "dusk"));
  expect(idsOf(dusky)).toEqual(["daylight", "dusk"]);
  const both = after(dusky, chosen(dusky, ["light", "dark"], "ink"));
  expect(idsOf(both)).toEqual(["ink", "ink"]);
  expect(isOneForBoth(both)).toBe(true);
});

test("a workspace has a theme of its own, in the light and in the dark, until it is taken back", () => {
  const red = after({}, chosenIn({}, "w1", "ember"));
  expect(idsOf(red, "w1")).toEqual(["ember", "ember"]);
  expect(idsOf(red, "w2")).toEqual(["daylight", "night"]);
  expect(after(red, chosenIn(red, "w1", undefined)).workspaceThemes).toEqual({});
});

test("a theme of one's own is offered after the others; deleted, what had it is as usual", () => {
  let mine = after({}, withTheme({}, own));
  expect(offeredThemes(mine).at(-1)).toEqual({ ...own, isOwn: true });
  mine = after(mine, chosen(mine, ["light", "dark"], own.id));
  mine = after(mine, chosenIn(mine, "w1", own.id));
  mine = after(mine, chosenIn(mine, "w2", "paper"));
  expect(idsOf(mine, "w1")).toEqual([own.id, own.id]);
  const gone = after(mine, withoutTheme(mine, own.id));
  expect(gone).toEqual({ themes: [], terminalTheme: {}, workspaceThemes: { w2: "paper" } });
  expect(idsOf(gone, "w1")).toEqual(["daylight", "night"]);
});

test("a theme that is not known here gives way to the usual one", () => {
  expect(idsOf({ terminalTheme: { light: "of a later version", dark: "dusk" } })).toEqual([
    "daylight",
    "dusk",
  ]);
});
