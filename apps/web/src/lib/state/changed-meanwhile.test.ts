import { expect, test } from "vitest";
import { ChangedMeanwhile } from "./changed-meanwhile.ts";

type Row = { readonly id: string; readonly word: string };
const row = (id: string, word: string): Row => ({ id, word });

test("what changed, came or went while the list was read is as it was heard of, in each read that lasted", async () => {
  const meanwhile = new ChangedMeanwhile();
  const known = new Map([row("a", "old"), row("b", "old"), row("c", "old")].map((one) => [one.id, one]));
  const answers = [Promise.withResolvers<Row[]>(), Promise.withResolvers<Row[]>()];
  const reads = answers.map(({ promise }) =>
    meanwhile.over(
      () => promise,
      (id) => known.get(id),
    ),
  );
  for (const one of [row("b", "new"), row("d", "new")]) {
    known.set(one.id, one);
    meanwhile.note(one.id);
  }
  known.delete("c");
  meanwhile.note("c");
  for (const { resolve } of answers) resolve([row("a", "read"), row("b", "stale"), row("c", "stale")]);
  for (const rows of await Promise.all(reads))
    expect([...rows.values()]).toEqual([row("a", "read"), row("b", "new"), row("d", "new")]);
});

test("what changed before a read is not newer than its answer, nor after one that failed", async () => {
  const meanwhile = new ChangedMeanwhile();
  await expect(
    meanwhile.over(
      () => Promise.reject(new Error("no answer")),
      () => undefined,
    ),
  ).rejects.toThrow("no answer");
  meanwhile.note("a");
  const rows = await meanwhile.over(
    () => Promise.resolve([row("a", "read")]),
    () => row("a", "known"),
  );
  expect([...rows.values()]).toEqual([row("a", "read")]);
});
