import { expect, test } from "vitest";
import { PeopleFirst } from "./people-first.ts";

const KIB = 1024;

function paced() {
  let clock = 0;
  const pace = new PeopleFirst<{ name: string }>(() => clock);
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

test("while a page is used every flood rests, and soon after not any more", () => {
  const { pace, flood, pass } = paced();
  const printsFor = (pieces: number) =>
    Array.from({ length: pieces }, () => (pass(1), pace.restAfter(flood, 64 * KIB))).filter((ms) => ms > 0);
  expect(printsFor(8)).toEqual([]);
  pace.typed(flood);
  pace.pageUsed();
  expect(printsFor(8)).toHaveLength(2);
  pass(1_980);
  expect(printsFor(8)).toHaveLength(2);
  pass(10);
  expect(printsFor(8)).toEqual([]);
});

test("a flood is known for one where a busy machine lets it print but slowly, and a chatty program is none", () => {
  const { pace, flood, pass } = paced();
  const printsIn = (ms: number, pieces: number) =>
    Array.from({ length: pieces }, () => {
      pass(ms);
      pace.pageUsed();
      return pace.restAfter(flood, 64 * KIB);
    }).filter((restMs) => restMs > 0);
  expect(printsIn(60, 8)).toHaveLength(2);
  expect(printsIn(130, 40)).toEqual([]);
});

test("beside a key in a page floods of other sessions rest for both, and the one that is typed in for the page", () => {
  const { pace, typist, flood, pass } = paced();
  const restsOf = (session: { name: string }) =>
    Array.from({ length: 8 }, () => {
      pass(1);
      return pace.restAfter(session, 32 * KIB);
    });
  pace.typed(typist);
  pace.pageUsed();
  const [besideKey] = restsOf(flood);
  const besideBoth = restsOf(flood).slice(0, 7);
  expect(besideKey).toBeGreaterThan(0);
  expect(besideBoth.every((ms) => ms === besideKey)).toBe(true);
  expect(restsOf(flood).at(-1)).toBeGreaterThan(besideKey ?? 0);
  expect(restsOf(typist).filter((ms) => ms > 0)).toHaveLength(1);
});
