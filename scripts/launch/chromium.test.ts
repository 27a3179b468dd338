import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findChromium } from "./chromium.mjs";

function folderWith(name: string) {
  const folder = mkdtempSync(join(tmpdir(), "dispatch-chromium-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), "");
  chmodSync(join(folder, name), 0o755);
  return folder;
}

test("Chromium is found on the path under each of its names", () => {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    const folder = folderWith(name);
    expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(join(folder, name));
  }
});

test("CHROMIUM_PATH wins, and one that names no program is refused", () => {
  const named = join(folderWith("my-browser"), "my-browser");
  expect(findChromium({ PATH: folderWith("chromium"), CHROMIUM_PATH: named })).toBe(named);
  expect(() => findChromium({ CHROMIUM_PATH: "/nowhere/chromium" })).toThrow("not a program");
});
