import type { Session } from "@dispatch/protocol/session";
import { expect, test } from "vitest";
import { groupSessions } from "./session-groups.ts";

const session = (part: Partial<Omit<Session, "id">> & { id: string }) =>
  ({
    kind: "terminal",
    status: "running",
    title: part.id,
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
    ...part,
  }) as unknown as Session;

const ids = (sessions: readonly Session[]) => sessions.map(({ id }) => id);

test("ended sessions stand apart from all others, newest first in both groups", () => {
  const groups = groupSessions([
    session({ id: "a", createdAt: "2026-01-01T00:00:00.000Z" }),
    session({ id: "b", createdAt: "2026-01-03T00:00:00.000Z", status: "stopping" }),
    session({ id: "c", status: "ended", endedAt: "2026-01-02T00:00:00.000Z" }),
    session({ id: "d", status: "ended", endedAt: "2026-01-04T00:00:00.000Z" }),
    session({ id: "e", createdAt: "2026-01-02T00:00:00.000Z", status: "pending" }),
  ]);
  expect([ids(groups.running), ids(groups.ended)]).toEqual([
    ["b", "e", "a"],
    ["d", "c"],
  ]);
});

test("what waits for somebody comes first, and agents at rest stand apart from those at work", () => {
  const agent = (id: string, status: string, waiting = 0) =>
    session({ id, kind: "agent", status, agent: { waiting } } as never);
  const groups = groupSessions([
    agent("works", "running"),
    agent("asks", "waiting_for_input", 1),
    agent("rests", "idle"),
    agent("failed", "idle", 1),
    agent("lost", "ended", 1),
    agent("over", "ended"),
  ]);
  expect(Object.fromEntries(Object.entries(groups).map(([name, list]) => [name, ids(list)]))).toEqual({
    waiting: ["lost", "failed", "asks"],
    running: ["works"],
    idle: ["rests"],
    ended: ["over"],
  });
});

test("activity does not move a running session's row", () => {
  const older = session({
    id: "a",
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-02-01T00:00:00.000Z",
  });
  const newer = session({ id: "b", createdAt: "2026-01-02T00:00:00.000Z" });
  expect(ids(groupSessions([older, newer]).running)).toEqual(["b", "a"]);
});

test("a filter keeps the rows that contain each of its words in title, folder, shell or id", () => {
  const list = [
    session({ id: "a", title: "Build server", cwd: "/srv/app" }),
    session({ id: "b", title: "Build docs" }),
    session({ id: "c", title: "notes", shell: "/bin/zsh" }),
  ];
  expect(ids(groupSessions(list, " BUILD  app ").running)).toEqual(["a"]);
  expect(ids(groupSessions(list, "zsh").running)).toEqual(["c"]);
  expect(ids(groupSessions(list, "  ").running)).toHaveLength(3);
});
