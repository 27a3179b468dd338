import { expect, test } from "vitest";
import { fit } from "./fuzzy.ts";

const best = (query: string, paths: readonly string[]) =>
  paths
    .flatMap((path) => {
      const score = fit(query, path);
      return score === undefined ? [] : [{ path, score }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ path }) => path);

test("characters have to be there in their order", () => {
  expect([
    fit("abc", "a/b/c") !== undefined,
    fit("abc", "cba"),
    fit("aa", "a"),
    fit("ABC", "abc", true),
  ]).toEqual([true, undefined, undefined, undefined]);
});

test("a name as typed goes before one that begins so, that before one that holds it, and that before scattered ones", () => {
  expect(best("main", ["m/a/i/n.ts", "src/domain.ts", "src/main.ts", "deep/er/main"])).toEqual([
    "deep/er/main",
    "src/main.ts",
    "src/domain.ts",
    "m/a/i/n.ts",
  ]);
});

test("beginnings of words count, and so does a folder that is named", () => {
  expect(best("ur", ["src/bulgar.ts", "src/user-routes.ts"])[0]).toBe("src/user-routes.ts");
  expect(best("api/main", ["src/main.ts", "src/api/main.ts"])).toEqual(["src/api/main.ts"]);
});
