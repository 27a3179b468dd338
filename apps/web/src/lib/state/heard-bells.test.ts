import { expect, test } from "vitest";
import { HeardBells } from "./heard-bells.svelte.ts";

class Storage {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
}

const at = (second: number) => new Date(Date.UTC(2027, 0, 1, 0, 0, second)).toISOString();
const rang = (id: string, second?: number) =>
  ({ id, ...(second !== undefined && { terminal: { bell: at(second) } }) }) as Parameters<
    HeardBells["hear"]
  >[0];

function opened(storage: Storage | undefined, userId = "usr_1") {
  const bells = new HeardBells({ storage, userId });
  const marked = (...sessions: readonly ReturnType<typeof rang>[]) =>
    sessions.filter(bells.hasRung).map(({ id }) => id);
  return { bells, marked };
}

test("who is here for the first time has missed nothing, and is told of what rings from then on", () => {
  const { bells, marked } = opened(new Storage());
  expect(marked(rang("a", 1))).toEqual([]);
  bells.know([rang("a", 1), rang("b")]);
  expect(marked(rang("a", 1), rang("b"))).toEqual([]);
  expect(marked(rang("a", 2), rang("b", 2), rang("new", 3), rang("silent"))).toEqual(["a", "b", "new"]);
});

test("a mark goes when somebody looks, stays gone after a reload, and comes with the next bell", () => {
  const storage = new Storage();
  const first = opened(storage);
  first.bells.know([]);
  first.bells.hear(rang("a", 5));
  expect(first.marked(rang("a", 5), rang("b", 5))).toEqual(["b"]);
  const second = opened(storage);
  second.bells.know([rang("a", 5), rang("b", 5)]);
  expect(second.marked(rang("a", 5), rang("b", 5))).toEqual(["b"]);
  expect(second.marked(rang("a", 6))).toEqual(["a"]);
});

test("windows of one browser hear from one another, people who share it do not", () => {
  const storage = new Storage();
  const [one, other] = [opened(storage), opened(storage)];
  const stranger = opened(storage, "usr_2");
  for (const { bells } of [one, other, stranger]) bells.know([]);
  one.bells.hear(rang("a", 1));
  other.bells.hear(rang("b", 1));
  for (const { bells } of [one, other, stranger]) bells.onstorage({ key: "dispatch.bells.usr_1" });
  expect(one.marked(rang("a", 1), rang("b", 1))).toEqual([]);
  expect(other.marked(rang("a", 1), rang("b", 1))).toEqual([]);
  expect(stranger.marked(rang("a", 1), rang("b", 1))).toEqual(["a", "b"]);
});

test("what is gone is forgotten, and what cannot be read counts as nothing", () => {
  const storage = new Storage();
  const { bells } = opened(storage);
  bells.know([]);
  bells.hear(rang("a", 1));
  bells.hear(rang("b", 1));
  opened(storage).bells.know([rang("b", 1)]);
  expect([...storage.items.values()]).toEqual([JSON.stringify({ b: at(1) })]);

  for (const broken of ["{", "7", '"x"', "null"]) {
    storage.setItem("dispatch.bells.usr_1", broken);
    const again = opened(storage);
    again.bells.know([rang("a", 1)]);
    expect(again.marked(rang("a", 1), rang("b", 1)), broken).toEqual(["b"]);
  }
});

test("without storage it lasts as long as the page", () => {
  const { bells, marked } = opened(undefined);
  bells.know([]);
  expect(marked(rang("a", 1))).toEqual(["a"]);
  bells.hear(rang("a", 1));
  expect(marked(rang("a", 1))).toEqual([]);
});
