import { expect, test } from "vitest";
import { localPath } from "./local-path.ts";

test("a path of this server is kept whole", () => {
  for (const path of ["/", "/sessions/ses_1?tab=a#end", "/pair#BCDF-GHJK", "/a/https://x.example"])
    expect(localPath(path)).toBe(path);
});

test("what a browser could take for another site, or for no path at all, is dropped", () => {
  const elsewhere = [
    undefined,
    "",
    "sessions",
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/a\\b",
    "/.//evil.example",
    "/a/..//evil.example",
    "javascript:alert(1)",
    " /x",
  ];
  for (const wish of elsewhere) expect([wish, localPath(wish)]).toEqual([wish, undefined]);
});
