import { expect, test } from "vitest";
import { returnPath } from "./return-path.ts";

test("only a path of this site is returned to", () => {
  expect(
    ["/sessions/ses_1?renderer=dom", null, "https://example.com", "//example.com", "/\\example.com", ""].map(
      (next) => returnPath(next, "/"),
    ),
  ).toEqual(["/sessions/ses_1?renderer=dom", "/", "/", "/", "/", "/"]);
});
