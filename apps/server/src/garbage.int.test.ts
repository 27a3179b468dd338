import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const MIB = 1024 * 1024;

/** The space of young objects, when some of them have lived on for a while as those of a flood do. */
function nurseryBytesAfter(first: string): number {
  const program = `
    import { getHeapSpaceStatistics } from "node:v8";
    import { keepNurserySmall } from ${JSON.stringify(new URL("garbage.ts", import.meta.url).href)};
    ${first}
    const kept = [];
    for (let count = 0; count < 3e6; count += 1) {
      const made = { count, list: [count] };
      if (count % 50 === 0) kept.push(made);
      if (kept.length > 20_000) kept.length = 0;
    }
    const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
    process.stdout.write(String(space.space_size));`;
  return Number(
    execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" }),
  );
}

test("the space of young objects stays as small as it begins, which it would not by itself", () => {
  expect(nurseryBytesAfter("keepNurserySmall();")).toBeLessThanOrEqual(2 * MIB);
  expect(nurseryBytesAfter("")).toBeGreaterThan(4 * MIB);
});
