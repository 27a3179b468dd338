import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SessionStatus, nextStatus, sessionInputs, statusTable } from "./session-status.ts";
import { isLive } from "./session-live.ts";

test("every status can reach its end", () => {
  for (const start of SessionStatus.options) {
    const reached = new Set([start]);
    for (const status of reached) for (const next of Object.values(statusTable[status])) reached.add(next);
    expect(reached, `from ${start}`).toContain("ended");
  }
});

test("a cell that is empty is a refusal", () => {
  expect(nextStatus("ended", "stop")).toBeUndefined();
  expect(nextStatus("stopping", "stop")).toBeUndefined();
  expect(nextStatus("pending", "ready")).toBeUndefined();
});

test("only pending and ended sessions have no process", () => {
  expect(SessionStatus.options.filter((status) => !isLive(status))).toEqual(["pending", "ended"]);
});

test("docs/protocol.md names every cell of the table and no other", () => {
  const page = readFileSync(new URL("../../../docs/protocol.md", import.meta.url), "utf8");
  const documented = [...page.matchAll(/^\| `(\w+)` +\| `(\w+)` +\| `(\w+)` +\|/gm)].map(
    ([, from, input, to]) => `${from} ${input} ${to}`,
  );
  const cells = SessionStatus.options.flatMap((from) =>
    sessionInputs.flatMap((input) => {
      const to = nextStatus(from, input);
      return to ? [`${from} ${input} ${to}`] : [];
    }),
  );
  expect(documented.sort()).toEqual(cells.sort());
});
