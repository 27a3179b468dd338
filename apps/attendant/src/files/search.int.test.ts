import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ErrandWish } from "@dispatch/protocol/errands";
import { codeOf, openWorkspace } from "../testing/run-errand.ts";

function filled({ isGitTree }: { isGitTree: boolean }) {
  const it = openWorkspace();
  if (isGitTree) execFileSync("git", ["init", "-q"], { cwd: it.folder });
  for (const folder of ["src/api", "node_modules/x", "built", "odd\nname"])
    mkdirSync(it.at(folder), { recursive: true });
  writeFileSync(it.at(".gitignore"), "built\n");
  writeFileSync(it.at("src/api/file-routes.ts"), "// héllo\nconst Needle = 1;\nneedle();\n");
  writeFileSync(it.at("src/main.ts"), `${"x".repeat(5000)}needle(1)${"y".repeat(5000)}\n`);
  writeFileSync(it.at("src/binary"), Buffer.from("\0needle\n"));
  writeFileSync(it.at("odd\nname/f\ne"), "needle here\n");
  writeFileSync(it.at("node_modules/x/main.ts"), "needle\n");
  if (isGitTree) writeFileSync(it.at("built/main.ts"), "needle\n");
  symlinkSync("src/main.ts", it.at("link.ts"));
  const search = async (params: ErrandWish<"files.search">) => {
    const { notes, result } = await it.ask("files.search", params);
    return { notes, paths: notes.map(({ path }) => path).sort(), ...result };
  };
  return { it, search };
}

test.each([true, false])(
  "names are found by some of their characters, what is meant first (git: %s)",
  async (isGitTree) => {
    const { search } = filled({ isGitTree });
    expect((await search({ query: "main.ts" })).notes.map(({ path }) => path)).toEqual(
      isGitTree ? ["src/main.ts", "node_modules/x/main.ts"] : ["src/main.ts"],
    );
    expect((await search({ query: "froutes" })).paths).toEqual(["src/api/file-routes.ts"]);
    expect((await search({ query: "SAPI", in: "names" })).notes[0]).toEqual({
      path: "src/api",
      type: "folder",
    });
    expect((await search({ query: "SAPI", matchCase: true })).notes).toEqual([]);
    expect((await search({ query: "link" })).notes).toEqual([{ path: "link.ts", type: "link" }]);
    expect((await search({ query: "e", limit: 2 })).isComplete).toBe(false);
    expect((await search({ query: "main", path: "src" })).paths).toEqual(["src/main.ts"]);
  },
);

test.each([true, false])(
  "contents are found by text or pattern, without what is not meant (git: %s)",
  async (isGitTree) => {
    const { it, search } = filled({ isGitTree });
    const all = await search({ query: "needle", in: "contents" });
    const mine = ["odd\nname/f\ne", "src/api/file-routes.ts", "src/api/file-routes.ts", "src/main.ts"];
    expect([all.paths.filter((path) => !path.startsWith("node_modules")), all.isComplete]).toEqual([
      mine,
      true,
    ]);
    const long = all.notes.find(({ path }) => path === "src/main.ts");
    expect([long?.column, long?.text?.length, long?.text?.includes("needle(1)")]).toEqual([5001, 300, true]);
    const exact = await search({ query: "Needle", in: "contents", matchCase: true });
    expect(exact.notes).toEqual([
      { path: "src/api/file-routes.ts", line: 2, column: 7, text: "const Needle = 1;" },
    ]);
    expect((await search({ query: "llo$", in: "contents", isRegex: true })).notes[0]).toMatchObject({
      line: 1,
      column: 6,
    });
    expect((await search({ query: "needle(", in: "contents", path: "src/api" })).paths).toHaveLength(1);
    expect((await search({ query: "needle", in: "contents", limit: 1 })).isComplete).toBe(false);
    expect((await search({ query: "nowhere to be found", in: "contents" })).isComplete).toBe(true);
    for (const wrong of [{ query: "(", isRegex: true }, { query: "a\nb" }])
      expect(await codeOf(it.ask("files.search", { ...wrong, in: "contents" }))).toBe("invalid-request");
    expect(await codeOf(it.ask("files.search", { query: "a", isRegex: true }))).toBe("invalid-request");
  },
);

test("a search nobody waits for any more ends, with what it started", async () => {
  const { it } = filled({ isGitTree: false });
  for (let number = 0; number < 50; number++)
    writeFileSync(it.at(`file${number}`), "a".repeat(3000).concat("!\n").repeat(50));
  const end = new AbortController();
  // Takes longer than anybody waits, were it not ended.
  const query = "(a*)*(a*)*(a*)*b|needle";
  const search = it.ask("files.search", { query, isRegex: true, in: "contents" }, { signal: end.signal });
  setImmediate(() => end.abort());
  await expect(search).rejects.toThrow();
});
