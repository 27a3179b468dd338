import { expect, test } from "vitest";
import { TypingFirst } from "./typing-first.ts";

const KIB = 1024;

function paced() {
  let clock = 0;
  const pace = new TypingFirst<{ name: string }>(() => clock);
  return {
    pace,
    typist: { name: "typist" },
    flood: { name: "flood" },
    pass: (ms: number) => void (clock += ms),
  };
}

test("a flood rests while somebody types in another session, and soon after not any more", () => {
  const { pace, typist, flood, pass } = paced();
  expect(pace.restAfter(flood, 64 * KIB)).toBe(0);
  pace.typed(typist);
  expect(pace.restAfter(flood, 64 * KIB)).toBeGreaterThan(0);
  pass(501);
  expect(pace.restAfter(flood, 64 * KIB)).toBe(0);
});

test("small pieces make a flood when they come thick and fast", () => {
  const { pace, typist, flood, pass } = paced();
  pace.typed(typist);
  const rests = Array.from({ length: 24 }, () => (pass(0.1), pace.restAfter(flood, 4 * KIB)));
  expect(rests.filter((ms) => ms > 0)).toHaveLength(3);
});

test("what is printed now and then never rests, nor does the session that is typed in", () => {
  const { pace, typist, flood, pass } = paced();
  for (let index = 0; index < 50; index++) {
    pace.typed(typist);
    pass(11);
    expect(pace.restAfter(flood, 4 * KIB)).toBe(0);
    expect(pace.restAfter(typist, 64 * KIB)).toBe(0);
  }
});
