import { expect, test } from "vitest";
import { checkNode, readableSize } from "./machine-checks.ts";

test("an old Node fails with the way out", () => {
  expect(checkNode("24.0.0")).toEqual({ name: "Node", state: "ok", found: "24.0.0" });
  expect(checkNode("22.9.1")).toMatchObject({ state: "fail", found: "22.9.1" });
});

test("sizes are told in a unit that reads well", () => {
  expect([0, 512, 1024, 1536, 10 * 1024 ** 2, 3 * 1024 ** 3].map(readableSize)).toEqual([
    "0 bytes",
    "512 bytes",
    "1.0 KiB",
    "1.5 KiB",
    "10 MiB",
    "3.0 GiB",
  ]);
});
