import { expect, test } from "vitest";
import { headingName, linkedPlace } from "./relative-links.ts";

const paths = (from: string, ...hrefs: string[]) => hrefs.map((href) => linkedPlace(from, href)?.path);

test("a link is read from the folder of its file, or from the workspace", () => {
  expect(
    paths("docs/a.md", "b.md", "./img/c.png", "../README.md", "/src/main.ts", "a%20b.md", "x//y.md"),
  ).toEqual(["docs/b.md", "docs/img/c.png", "README.md", "src/main.ts", "docs/a b.md", "docs/x/y.md"]);
  expect(linkedPlace("docs/a.md", "b.md?raw=1#part%20two")).toEqual({
    path: "docs/b.md",
    isFolder: false,
    fragment: "part two",
  });
  expect(linkedPlace("docs/a.md", "#up")).toEqual({ path: "docs/a.md", isFolder: false, fragment: "up" });
  expect(["img/", "..", "."].map((href) => linkedPlace("docs/a.md", href)?.isFolder)).toEqual([
    true,
    true,
    true,
  ]);
});

test("what leads out of the workspace, to another server or to a script is no place in it", () => {
  expect(
    paths(
      "docs/a.md",
      "../../secret",
      "/../secret",
      "..%2f..%2fsecret",
      "https://example.com/a.md",
      "//example.com/a.md",
      "/\\example.com",
      "javascript:alert(1)",
      "JavaScript:alert(1)",
      "data:text/html,x",
      "file:///etc/passwd",
      "%E0%A4%A",
      "a%00b",
      "",
      "#",
    ),
  ).toEqual(Array.from({ length: 14 }, () => undefined));
});

test("a heading has the name that links to it are written with", () => {
  expect(["Getting started", "What’s new?", "`a_b` – c", " Über uns "].map(headingName)).toEqual([
    "getting-started",
    "whats-new",
    "a_b--c",
    "über-uns",
  ]);
});
