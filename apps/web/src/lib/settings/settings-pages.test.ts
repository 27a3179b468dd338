import { expect, test } from "vitest";
import { settingsPages, settingsPagesFor } from "./settings-pages.ts";
import { findPages } from "./settings-search.ts";

const ids = (pages: readonly { id: string }[]) => pages.map(({ id }) => id);

test("each page is there once, and administration for administrators alone", () => {
  expect(new Set(ids(settingsPages)).size).toBe(settingsPages.length);
  const administration = settingsPages.filter(({ group }) => group === "administration");
  expect(administration.length).toBeGreaterThan(0);
  expect(settingsPagesFor("owner")).toEqual(settingsPages);
  expect(settingsPagesFor("admin")).toEqual(settingsPages);
  expect(settingsPagesFor("member")).toEqual(settingsPages.filter((page) => !administration.includes(page)));
});

test("a page is found by its title and by other words for it, however far they were typed", () => {
  expect(ids(findPages(settingsPages, "git id"))).toEqual(["git-identities"]);
  expect(ids(findPages(settingsPages, "Passk"))).toEqual(["ways-in"]);
  expect(findPages(settingsPages, " ")).toEqual(settingsPages);
  expect(findPages(settingsPages, "asskeys")).toEqual([]);
});
