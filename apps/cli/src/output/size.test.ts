import { expect, test } from "vitest";
import { sizeText } from "./size.ts";

test("sizes are told in the largest unit that fits", () => {
  expect([0, 1023, 1024, 1536, 20 * 1024 ** 2, 3 * 1024 ** 4].map(sizeText)).toEqual([
    "0 B",
    "1023 B",
    "1.0 KiB",
    "1.5 KiB",
    "20 MiB",
    "3.0 TiB",
  ]);
});
