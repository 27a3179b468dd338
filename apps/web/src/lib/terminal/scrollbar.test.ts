import type { Terminal } from "@xterm/xterm";
import { afterEach, expect, test, vi } from "vitest";
import { moveScrollbarByFrames } from "./scrollbar.ts";

class Viewport {
  readonly did: string[];
  constructor(did: string[]) {
    this.did = did;
  }
  _sync(row?: number) {
    this.did.push(row === undefined ? "follow" : `to ${row}`);
  }
  scrollLines(lines: number) {
    this.did.push(`by ${lines}`);
  }
  scrollToLine(line: number) {
    this.did.push(`line ${line}`);
  }
}

function open() {
  const frames = new Map<number, () => void>();
  let last = 0;
  vi.stubGlobal("requestAnimationFrame", (call: () => void) => {
    frames.set(++last, call);
    return last;
  });
  vi.stubGlobal("cancelAnimationFrame", (id: number) => frames.delete(id));
  const did: string[] = [];
  const viewport = new Viewport(did);
  const element = new EventTarget();
  const end = moveScrollbarByFrames({ element, _core: { _viewport: viewport } } as unknown as Terminal);
  element.addEventListener("wheel", () => did.push("wheel"));
  const frame = () => {
    const calls = [...frames.values()];
    frames.clear();
    for (const call of calls) call();
  };
  return { did, viewport, element, end, frame };
}

afterEach(() => void vi.unstubAllGlobals());

test("many lines move the bar once, in the next frame", () => {
  const { did, viewport, frame } = open();
  for (let line = 0; line < 100; line++) viewport._sync();
  expect(did).toEqual([]);
  frame();
  frame();
  expect(did).toEqual(["follow"]);
  viewport._sync();
  frame();
  expect(did).toEqual(["follow", "follow"]);
});

test("what counts from the bar finds it where it belongs", () => {
  const { did, viewport, element, frame } = open();
  const acts = [
    () => viewport.scrollLines(3),
    () => viewport.scrollToLine(7),
    () => element.dispatchEvent(new Event("wheel")),
  ];
  for (const act of acts) {
    viewport._sync();
    act();
  }
  viewport._sync(9);
  frame();
  expect(did).toEqual(["follow", "by 3", "follow", "line 7", "follow", "wheel", "to 9"]);
});

test("nothing comes after the end", () => {
  const { did, viewport, element, end, frame } = open();
  viewport._sync();
  end();
  frame();
  element.dispatchEvent(new Event("wheel"));
  expect(did).toEqual(["wheel"]);
});

test("a terminal whose inside is another keeps its ways", () => {
  moveScrollbarByFrames({ element: new EventTarget(), _core: {} } as unknown as Terminal)();
  moveScrollbarByFrames({} as unknown as Terminal)();
});
