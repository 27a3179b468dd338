import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Actions, type Action } from "./actions.svelte.ts";

class Place {
  readonly #within: readonly string[];
  constructor(...within: string[]) {
    this.#within = within;
  }
  closest = (selector: string) => (this.#within.includes(selector) ? this : null);
}

beforeEach(() => {
  vi.stubGlobal("Element", Place);
  vi.stubGlobal("HTMLElement", class {});
});
afterEach(() => void vi.unstubAllGlobals());

const terminal = new Place(".xterm");
const elsewhere = new Place();

/** Which actions the keys run, and whether the page takes the keys from the browser. */
function press(actions: Actions, key: string, code: string, target: Place, shift = false) {
  let isTaken = false;
  const event = { key, code, ctrlKey: true, metaKey: false, altKey: false, shiftKey: shift, target };
  actions.handleKey({
    ...event,
    defaultPrevented: false,
    preventDefault: () => (isTaken = true),
    stopPropagation: () => undefined,
  } as unknown as KeyboardEvent);
  return isTaken;
}

function offered(action: Partial<Action>, chosen: Record<string, string | null> = {}) {
  const run = vi.fn();
  const actions = new Actions(() => chosen);
  const title = "Title";
  actions.offer(() => [{ id: "it", title, section: "Section", run, ...action }]);
  return { actions, run };
}

test("keys that browsers use are a terminal's only within it, and those that programs use only elsewhere", () => {
  const larger = offered({ keys: "mod+=", keysIn: "terminal" });
  expect(press(larger.actions, "=", "Equal", elsewhere)).toBe(false);
  expect(press(larger.actions, "=", "Equal", terminal)).toBe(true);
  const palette = offered({ keys: "mod+k", keysIn: "elsewhere" });
  expect(press(palette.actions, "k", "KeyK", terminal)).toBe(false);
  expect(press(palette.actions, "k", "KeyK", elsewhere)).toBe(true);
  expect([larger.run.mock.calls.length, palette.run.mock.calls.length]).toEqual([1, 1]);
});

test("the same keys of another keyboard do the same, until somebody chooses others", () => {
  const keys = { keys: "mod+=", moreKeys: ["mod+plus"] };
  expect(press(offered(keys).actions, "+", "BracketRight", elsewhere)).toBe(true);
  const own = offered(keys, { it: "mod+l" });
  expect(press(own.actions, "+", "BracketRight", elsewhere)).toBe(false);
  expect(press(own.actions, "l", "KeyL", elsewhere)).toBe(true);
  expect(press(offered(keys, { it: null }).actions, "+", "BracketRight", elsewhere)).toBe(false);
});

test("what the browser does by itself is left to it, by its usual keys", () => {
  const paste = { keys: "mod+shift+v", isNative: true };
  const usual = offered(paste);
  expect(press(usual.actions, "V", "KeyV", terminal, true)).toBe(false);
  expect(usual.run).not.toHaveBeenCalled();
  const own = offered(paste, { it: "mod+l" });
  expect(press(own.actions, "l", "KeyL", terminal)).toBe(true);
  expect(own.run).toHaveBeenCalledOnce();
});
