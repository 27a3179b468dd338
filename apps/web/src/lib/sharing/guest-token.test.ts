import { expect, test } from "vitest";
import { takeGuestToken } from "./guest-token.ts";

function tab() {
  const place = { hash: "", pathname: "/shared", search: "" };
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const history = {
    state: { from: "router" },
    replaceState: (state: unknown, _title: string, address?: string | URL | null) => {
      expect(state).toEqual({ from: "router" });
      place.hash = "";
      expect(address).toBe("/shared");
    },
  };
  return {
    place,
    open: () => takeGuestToken(place, history, storage),
    without: () => takeGuestToken(place, history, undefined),
  };
}

test("a token leaves the address, and a reload of the tab still has it", () => {
  const { place, open } = tab();
  place.hash = "#dss_one";
  expect([open(), place.hash, open()]).toEqual(["dss_one", "", "dss_one"]);
});

test("another link takes the place of the first", () => {
  const { place, open } = tab();
  place.hash = "#dss_one";
  open();
  place.hash = "#dss_two";
  expect([open(), open()]).toEqual(["dss_two", "dss_two"]);
});

test("a tab that keeps nothing has the token as long as it is open, and none is no token", () => {
  const { place, without, open } = tab();
  place.hash = "#dss_one";
  expect([without(), place.hash, open()]).toEqual(["dss_one", "", ""]);
});
