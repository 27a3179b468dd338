import type { AuditEntry } from "@dispatch/protocol/audit";
import { expect, test } from "vitest";
import { AuditLog, type AuditFilter } from "./audit-log.svelte.ts";

const entry = (number: number) => ({ number }) as AuditEntry;

/** Answers wait until they are let go, so that their order is the test's. */
function scripted() {
  const asked: {
    filter: AuditFilter;
    cursor: string | undefined;
    answer: (numbers: number[], next?: string) => void;
  }[] = [];
  const log = new AuditLog({
    audit: (filter, cursor) =>
      new Promise((resolve) =>
        asked.push({
          filter,
          cursor,
          answer: (numbers, next) => resolve({ items: numbers.map(entry), nextCursor: next ?? null }),
        }),
      ),
    verifyAudit: () => Promise.resolve({ intact: true, entries: 3, detail: "fine" }),
    people: () => Promise.resolve([]),
  });
  return { log, asked };
}
const numbers = (log: AuditLog) => log.items?.map(({ number }) => number);

test("pages are added below each other until there are no more", async () => {
  const { log, asked } = scripted();
  const loaded = log.load();
  asked[0]?.answer([5, 4], "4");
  await loaded;
  expect([numbers(log), log.hasMore]).toEqual([[5, 4], true]);
  const more = log.more();
  expect(asked[1]?.cursor).toBe("4");
  asked[1]?.answer([3]);
  await more;
  expect([numbers(log), log.hasMore, log.isLoading]).toEqual([[5, 4, 3], false, false]);
});

test("a filter starts anew, and a late answer to an older question is not shown", async () => {
  const { log, asked } = scripted();
  const old = log.load();
  const narrowed = log.narrow({ act: "login.start" });
  expect(asked[1]).toMatchObject({ filter: { act: "login.start", actor: "" }, cursor: undefined });
  asked[1]?.answer([7]);
  await narrowed;
  asked[0]?.answer([9, 8], "8");
  await old;
  expect([numbers(log), log.hasMore]).toEqual([[7], false]);
});
