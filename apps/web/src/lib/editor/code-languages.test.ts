import { expect, test } from "vitest";
import { languageOf } from "./code-languages.ts";

test.each([
  ["src/main.ts", "TypeScript"],
  ["a.mjs", "JavaScript"],
  ["README.MD", "Markdown"],
  [".env.local", "INI"],
  ["deep/Dockerfile", "Dockerfile"],
  ["Cargo.lock", "TOML"],
  ["run.sh", "Shell"],
  ["App.svelte", "Svelte"],
  ["LICENSE", undefined],
])("%s is %s", (path, name) => {
  expect(languageOf(path)?.name).toBe(name);
});

test("every language can be fetched", async () => {
  const names = [
    "ts",
    "tsx",
    "js",
    "json",
    "py",
    "go",
    "rs",
    "html",
    "css",
    "md",
    "yaml",
    "sql",
    "sh",
    "toml",
    "ini",
  ];
  for (const name of names) {
    const support = await languageOf(`a.${name}`)?.load();
    expect(support?.language.parser.parse("a = 1\n").length, name).toBe(6);
  }
});
