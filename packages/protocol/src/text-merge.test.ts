import { expect, test } from "vitest";
import { changed, changesTrouble } from "./editor-text.ts";
import { type SeededRandom, randomOf } from "../../testkit/src/seeded-random.ts";
import { changesBetween, mergeInto } from "./text-merge.ts";

const merged = (base: string, mine: string, theirs: string) => {
  const changes = mergeInto(base, mine, theirs);
  return changes && changed(mine, changes);
};

test("what others changed elsewhere comes in, and what was changed here stays", () => {
  const base = "one\ntwo\nthree\nfour\nfive\n";
  expect(merged(base, "ONE\ntwo\nthree\nfour\nfive\n", "one\ntwo\nthree\nfour\nFIVE\nsix\n")).toBe(
    "ONE\ntwo\nthree\nfour\nFIVE\nsix\n",
  );
  expect(merged(base, base, "")).toBe("");
  expect(merged(base, "one\ntwo\nnew\nthree\nfour\nfive\n", "one\ntwo\nthree\nfour\n")).toBe(
    "one\ntwo\nnew\nthree\nfour\n",
  );
});

test("the same change on both sides is one", () => {
  expect(merged("a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\nd\n")).toBe("a\nB\nc\nd\n");
});

test("changes to the same lines, or to lines that touch, are for somebody to choose", () => {
  expect(merged("a\nb\nc\n", "a\nmine\nc\n", "a\ntheirs\nc\n")).toBeUndefined();
  expect(merged("a\nb\nc\n", "a\nmine\nc\n", "a\nb\ntheirs\n")).toBeUndefined();
  expect(merged("a\n", "a\nmine\n", "a\ntheirs\n")).toBeUndefined();
  expect(merged("a\nb\n", "", "a\nB\n")).toBeUndefined();
});

test("line ends, and a last line without one, are text as any other", () => {
  expect(merged("a\r\nb\r\nc\r\nd", "a\r\nb\r\nc\r\nD", "A\r\nb\r\nc\r\nd")).toBe("A\r\nb\r\nc\r\nD");
  expect(merged("a\nb\nc", "a\nb\nc", "a\nb\nc\n")).toBe("a\nb\nc\n");
});

test("a change is as small as it can be, and cuts no character in two", () => {
  expect(changesBetween("let a = 1;\n", "let b = 1;\n")).toEqual([{ from: 4, to: 5, insert: "b" }]);
  expect(changesBetween("x😀y\n", "x😁y\n")).toEqual([{ from: 1, to: 3, insert: "😁" }]);
});

const ALPHABET = ["a\n", "b\n", "\n", "c\r\n", "😀\n", "d"];

function randomText(random: SeededRandom): string {
  return Array.from({ length: random.integer(0, 12) }, () => random.pick(ALPHABET)).join("");
}

/** Some lines of a text taken out, put in or changed. */
function varied(random: SeededRandom, text: string): string {
  const lines = text.split(/(?<=\n)/);
  for (let times = random.integer(0, 3); times > 0; times--)
    lines.splice(random.integer(0, lines.length), random.integer(0, 2), random.pick(ALPHABET));
  return lines.join("");
}

test("of any two texts one becomes the other, and a merge takes all of both or nothing", (context) => {
  const random = randomOf(context);
  let merges = 0;
  for (let times = 0; times < 3000; times++) {
    const base = randomText(random);
    const [mine, theirs] = [varied(random, base), varied(random, base)];
    const changes = changesBetween(mine, theirs);
    expect(changesTrouble(mine.length, changes)).toBeUndefined();
    expect(changed(mine, changes)).toBe(theirs);
    expect(merged(base, base, theirs)).toBe(theirs);
    expect(merged(base, mine, base)).toBe(mine);
    expect(merged(base, mine, mine)).toBe(mine);
    const [one, other] = [merged(base, mine, theirs), merged(base, theirs, mine)];
    expect(one).toBe(other); // whose view it is makes no difference
    if (one !== undefined && one !== mine && one !== theirs) merges++;
  }
  expect(merges).toBeGreaterThan(100);
});

test("texts that have nothing in common, or lines of one kind only, are still told apart", () => {
  const many = (line: string, count: number) => line.repeat(count);
  const [one, other] = [many("\n", 200_000), `x\n${many("\n", 150_000)}y\n`];
  expect(changed(one, changesBetween(one, other))).toBe(other);
  const numbers = Array.from({ length: 20_000 }, (_, at) => `${at}\n`).join("");
  const letters = Array.from({ length: 20_000 }, (_, at) => `l${at}\n`).join("");
  expect(changed(numbers, changesBetween(numbers, letters))).toBe(letters);
  expect(merged(numbers, letters, `0!${numbers.slice(1)}`)).toBeUndefined();
});
