import { expect, test } from "vitest";
import { browserType, isDrawing, limitBytes, previewKind } from "./preview-kinds.ts";

test("the name of a file says what kind of preview it has", () => {
  const kinds = Object.fromEntries(
    ["README.md", "docs/A.MARKDOWN", "a/b.PNG", "logo.svg", "index.html", "song.mp3", "film.webm", "t.csv"]
      .concat(["t.tsv", "package.json", "notes.txt", "report.pdf", "main.ts", "Makefile", "md", ".md"])
      .concat(["a.md/b", "x.constructor", ""])
      .map((path) => [path, previewKind(path)]),
  );
  expect(kinds).toEqual({
    "README.md": "markdown",
    "docs/A.MARKDOWN": "markdown",
    "a/b.PNG": "picture",
    "logo.svg": "picture",
    "index.html": "page",
    "song.mp3": "audio",
    "film.webm": "video",
    "t.csv": "table",
    "t.tsv": "table",
    "package.json": "json",
    "notes.txt": undefined,
    "report.pdf": undefined,
    "main.ts": undefined,
    Makefile: undefined,
    md: undefined,
    ".md": undefined,
    "a.md/b": undefined,
    "x.constructor": undefined,
    "": undefined,
  });
});

test("what could be a page of ours is never called one", () => {
  for (const path of ["a.html", "a.htm", "a.md", "a.json", "a.xhtml", "a.svgz", "a.pdf"])
    expect(browserType(path)).toBe("text/plain");
  expect(browserType("a.PNG")).toBe("image/png");
  expect([isDrawing("a.svg"), isDrawing("a.png"), isDrawing("svg")]).toEqual([true, false, false]);
});

test("all that is read whole has a limit", () => {
  expect(limitBytes("a.svg", "picture")).toBeLessThan(limitBytes("a.png", "picture"));
  expect(limitBytes("a.md", "markdown")).toBe(1_000_000);
  expect(limitBytes("a.mp4", "video")).toBe(Infinity);
});
