import { expect, test } from "vitest";
import { wayOf } from "./way-of.ts";

for (const mount of ["/", "/some/path/"]) {
  const known = {
    home: new URL(mount, "https://dispatch.example"),
    built: new Set([`${mount}_app/immutable/a.js`]),
    statics: new Set([`${mount}favicon.svg`]),
  };
  const way = (path: string, more: { method?: string; mode?: string } = {}) =>
    wayOf({ method: "GET", mode: "cors", url: new URL(path, known.home).href, ...more }, known);

  test(`below ${mount} files of the app are kept, and pages stand in for each other`, () => {
    expect([
      way("_app/immutable/a.js"),
      way("favicon.svg?1"),
      way("", { mode: "navigate" }),
      way("sessions/ses_1?a=b", { mode: "navigate" }),
      way("apis", { mode: "navigate" }),
    ]).toEqual(["kept first", "kept if away", "page", "page", "page"]);
  });

  test(`below ${mount} what the server says, and what others serve, is never touched`, () => {
    expect([
      way("api/sessions"),
      way("api/files/content", { mode: "navigate" }),
      way("socket.io/?EIO=4", { mode: "websocket" }),
      way("health", { mode: "navigate" }),
      way("_app/version.json"),
      way("_app/immutable/a.js", { method: "POST" }),
      way("https://elsewhere.example/", { mode: "navigate" }),
      way("https://elsewhere.example/favicon.svg"),
    ]).toEqual(Array(8).fill("left alone"));
  });
}

test("what lies beside the mount is somebody else's", () => {
  const home = new URL("https://dispatch.example/some/path/");
  const asked = { method: "GET", mode: "navigate", url: "https://dispatch.example/other" };
  expect(wayOf(asked, { home, built: new Set(), statics: new Set() })).toBe("left alone");
});
