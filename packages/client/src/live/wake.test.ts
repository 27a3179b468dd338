import { afterEach, expect, test, vi } from "vitest";
import { onWake } from "./wake.ts";

afterEach(() => void vi.unstubAllGlobals());

test("a page wakes when the network is back and when the tab is looked at, until it is told to stop", () => {
  const page = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: "hidden" });
  vi.stubGlobal("document", document);
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  let wakes = 0;
  const stop = onWake(() => (wakes += 1));
  page.dispatchEvent(new Event("online"));
  document.dispatchEvent(new Event("visibilitychange"));
  expect(wakes).toBe(1);
  document.visibilityState = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  expect(wakes).toBe(2);
  stop();
  page.dispatchEvent(new Event("online"));
  expect(wakes).toBe(2);
});

test("a program has no page to listen to", () => {
  expect(onWake(() => undefined)()).toBeUndefined();
});
