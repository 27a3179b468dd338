import { expect, test } from "vitest";
import { networkOf } from "../../domain/access/network.ts";
import { Rates } from "./rates.ts";
import { TokenBucket, TokenBuckets } from "./token-buckets.ts";

function clocked(requestRate: number) {
  const clock = { ms: 0 };
  return { clock, rates: new Rates({ requestRate, now: () => clock.ms }) };
}

test("a credential may send ten seconds' worth at once, is then told how long to wait, and may go on after it", () => {
  const { clock, rates } = clocked(2);
  for (let count = 0; count < 20; count += 1) expect(rates.ofCredential("key_1")).toBeUndefined();
  expect(rates.ofCredential("key_1")).toMatchObject({
    code: "too-many-requests",
    data: { retryAfterSeconds: 1 },
  });
  expect(rates.ofCredential("key_2")).toBeUndefined();
  clock.ms += 1000;
  expect(rates.ofCredential("key_1")).toBeUndefined();
  expect(rates.ofCredential("key_1")).toBeUndefined();
  expect(rates.ofCredential("key_1")).toBeDefined();
});

test("what is refused costs nothing: whoever waits as told gets in", () => {
  const { clock, rates } = clocked(1);
  for (let count = 0; count < 10; count += 1) rates.ofCredential("key_1");
  for (let count = 0; count < 1000; count += 1) expect(rates.ofCredential("key_1")).toBeDefined();
  clock.ms += 1000;
  expect(rates.ofCredential("key_1")).toBeUndefined();
});

test("a rate of 0 is no limit", () => {
  const { rates } = clocked(0);
  for (let count = 0; count < 100_000; count += 1) {
    expect.assert(rates.ofCredential("key_1") === undefined && rates.ofAddress("8.8.8.8") === undefined);
  }
});

test("a whole IPv6 network counts as one address", () => {
  const { rates } = clocked(1);
  let refused = 0;
  for (let count = 0; count < 60; count += 1)
    if (rates.ofAddress(`2001:db8:1:2::${count.toString(16)}`)) refused += 1;
  expect(refused).toBe(10);
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
  expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0::/64");
  expect(networkOf("8.8.8.8")).toBe("8.8.8.8");
});

test("strangers by the million take bounded memory, and whoever is still there stays held back", () => {
  const buckets = new TokenBuckets({ rate: 1, burst: 1, now: () => 0 });
  buckets.take("steady");
  for (let count = 0; count < 100_000; count += 1) {
    buckets.take(`stranger ${count}`);
    if (count % 1000 === 0) expect(buckets.take("steady")).toBeGreaterThan(0);
  }
  expect(buckets.size).toBeLessThanOrEqual(20_000);
});

test("one bucket says by how much it was too much, down to a second burst", () => {
  let ms = 0;
  const bucket = new TokenBucket({ rate: 10, burst: 5, now: () => ms });
  expect(bucket.take(5)).toBe(0);
  expect(bucket.take()).toBe(-1);
  expect(bucket.take(100)).toBeLessThanOrEqual(-5);
  ms += 1000;
  expect(bucket.take(0)).toBe(5);
});
