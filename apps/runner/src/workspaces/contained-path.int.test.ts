import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import { containedPath, openContained } from "./contained-path.ts";

let base = "";
let root = "";
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "dispatch-contained-")));
  root = join(base, "work");
  mkdirSync(join(root, "deep/er"), { recursive: true });
  mkdirSync(join(base, "work-twin"));
  mkdirSync(join(base, "outside"));
  writeFileSync(join(root, "deep/file"), "inside");
  writeFileSync(join(base, "outside/file"), "outside");
});
afterEach(() => rmSync(base, { recursive: true }));
const refusal = (wished: string) => expect(containedPath(root, wished), wished).rejects.toThrow;

test("what lies inside is found by every way that stays inside", async () => {
  symlinkSync("er", join(root, "deep/near"));
  symlinkSync("../deep/file", join(root, "deep/by-parent"));
  symlinkSync(join(root, "deep"), join(root, "by-whole-path"));
  expect(await containedPath(root, ".")).toBe(root);
  expect(await containedPath(root, "deep//./er/../er/")).toBe(join(root, "deep/er"));
  expect(await containedPath(root, "deep/near")).toBe(join(root, "deep/er"));
  expect(await containedPath(root, "deep/by-parent")).toBe(join(root, "deep/file"));
  expect(await containedPath(root, "by-whole-path/near")).toBe(join(root, "deep/er"));
});

test("a workspace that is itself reached by a link is none the worse for it", async () => {
  symlinkSync(root, join(base, "alias"));
  expect(await containedPath(join(base, "alias"), "deep/er")).toBe(join(root, "deep/er"));
});

test("parents lead out and are refused, however they are written", async () => {
  for (const wished of ["..", "../outside", "deep/../../outside", "./../work", "deep/er/../../../work/deep"])
    await refusal(wished)(/leads out/);
});

test("a folder whose name begins like the workspace's is outside", async () => {
  await refusal("../work-twin")(/leads out/);
  symlinkSync(join(base, "work-twin"), join(root, "twin"));
  await refusal("twin")(/leads out/);
});

test("an absolute path is refused, even one that leads inside", async () => {
  for (const wished of ["/etc/passwd", "/", join(root, "deep")]) await refusal(wished)(/leads out/);
});

test("links that lead out are refused, in the middle and at the end, straight and by way of others", async () => {
  symlinkSync(join(base, "outside"), join(root, "out"));
  symlinkSync("../outside", join(root, "out-by-parent"));
  symlinkSync("out", join(root, "deep/hop"));
  symlinkSync("../out", join(root, "deep/hop-up"));
  symlinkSync("/proc/self/root", join(root, "magic"));
  for (const wished of [
    "out",
    "out/file",
    "out-by-parent/file",
    "deep/hop-up",
    "deep/hop-up/file",
    "magic/etc",
  ])
    await refusal(wished)(/leads out/);
  await refusal("deep/hop")(/cannot be opened/);
});

test("links in a ring end", async () => {
  symlinkSync("b", join(root, "a"));
  symlinkSync("a", join(root, "b"));
  await refusal("a")(/too many links|ELOOP|symbolic/);
});

test("what is not there, a file used as a folder and a NUL are refused with the reason", async () => {
  await refusal("nothing/at/all")(/cannot be opened/);
  await refusal("deep/file/x")(/cannot be opened/);
  await refusal("deep\0/../..")(/leads out/);
});

test.skipIf(process.platform !== "linux")(
  "a folder that is swapped for a link, again and again, never opens what lies outside",
  { timeout: 60_000 },
  async () => {
    symlinkSync(join(base, "outside"), join(base, "link"));
    // Renames as fast as it can: "deep" is now the folder, now a link to the outside.
    const swapper = new Worker(
      `const { renameSync } = require("node:fs");
       const { root, base } = require("node:worker_threads").workerData;
       for (;;) {
         renameSync(root + "/deep", base + "/spare");
         renameSync(base + "/link", root + "/deep");
         renameSync(root + "/deep", base + "/link");
         renameSync(base + "/spare", root + "/deep");
       }`,
      { eval: true, workerData: { root, base } },
    );
    const seen = { inside: 0, refused: 0 };
    try {
      for (let turn = 0; turn < 2_000 || seen.inside < 50 || seen.refused < 50; turn += 1) {
        try {
          await using contained = await openContained(root, "deep/file");
          expect(readFileSync(contained.heldPath, "utf8")).toBe("inside");
          seen.inside += 1;
        } catch (error) {
          expect((error as Error).name).toBe("Refusal");
          seen.refused += 1;
        }
      }
    } finally {
      await swapper.terminate();
    }
  },
);
