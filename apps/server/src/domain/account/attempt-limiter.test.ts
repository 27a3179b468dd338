import { expect, test } from "vitest";
import { Problem } from "@dispatch/protocol/problems";
import { AttemptLimiter } from "./attempt-limiter.ts";

const wrong = () => Promise.reject(new Problem("invalid-credentials", {}));
const right = () => Promise.resolve("in");
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "in",
    (error: Problem) => error.code,
  );

test("after ten failures an account waits for the address that guesses, and for no other", async () => {
  let clock = 0;
  const limiter = new AttemptLimiter({ now: () => clock });
  const ann = { account: "ann", address: "10.0.0.1" };
  for (let index = 0; index < 10; index++)
    expect(await code(limiter.attempt(ann, wrong))).toBe("invalid-credentials");
  await expect(limiter.attempt(ann, right)).rejects.toMatchObject({
    code: "too-many-requests",
    data: { retryAfterSeconds: 600 },
  });
  expect(await code(limiter.attempt({ ...ann, address: "10.0.0.2" }, right))).toBe("in");
  expect(await code(limiter.attempt({ ...ann, account: "bob" }, right))).toBe("in");
  clock = 10 * 60_000;
  expect(await code(limiter.attempt(ann, right))).toBe("in");
});

test("an address that tries many accounts waits as well", async () => {
  const limiter = new AttemptLimiter({ now: () => 0 });
  for (let index = 0; index < 50; index++)
    await code(limiter.attempt({ account: `user${index}`, address: "a" }, wrong));
  expect(await code(limiter.attempt({ account: "fresh", address: "a" }, right))).toBe("too-many-requests");
});

test("whoever has a whole network of addresses is one guesser", async () => {
  const limiter = new AttemptLimiter({ now: () => 0 });
  const from = (host: number) => ({ account: "ann", address: `2001:db8:1:2::${host.toString(16)}` });
  for (let host = 1; host <= 10; host++) await code(limiter.attempt(from(host), wrong));
  expect(await code(limiter.attempt(from(11), right))).toBe("too-many-requests");
  expect(await code(limiter.attempt({ account: "ann", address: "2001:db8:1:3::1" }, right))).toBe("in");
});

test("guesses that run at the same time are all counted", async () => {
  const limiter = new AttemptLimiter({ now: () => 0 });
  const codes = await Promise.all(
    Array.from({ length: 15 }, () => code(limiter.attempt({ account: "ann", address: "a" }, wrong))),
  );
  expect(codes.filter((each) => each === "invalid-credentials")).toHaveLength(10);
});

test("what is right, or wrong in form only, does not count", async () => {
  const limiter = new AttemptLimiter({ now: () => 0 });
  const taken = () => Promise.reject(new Problem("email-taken", {}));
  for (let index = 0; index < 30; index++) {
    expect(await code(limiter.attempt({ account: "ann", address: "a" }, right))).toBe("in");
    expect(await code(limiter.attempt({ account: "ann", address: "a" }, taken))).toBe("email-taken");
  }
});
