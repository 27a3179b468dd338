import { afterEach, expect, test, vi } from "vitest";
import { Desk, type LayoutStore } from "./desk.svelte.ts";
import type { Layout } from "./layout.ts";

afterEach(() => void vi.useRealTimers());

const kept: Layout = {
  root: { type: "group", id: "g1", tabs: [{ kind: "session", id: "ses_1" }], active: 0 },
};

/** A store that fails so often before it gives what was kept. */
function storeOf(failures: number) {
  const written: Layout[] = [];
  let left = failures;
  const store: LayoutStore = {
    read: () => (left-- > 0 ? Promise.reject(new Error("no answer")) : Promise.resolve(kept)),
    write: (layout) => Promise.resolve(void written.push(layout)),
  };
  return { store, written };
}

test("what could not be read is read again, and never written over meanwhile", async () => {
  vi.useFakeTimers();
  const { store, written } = storeOf(2);
  using desk = new Desk(store);
  await desk.load();
  expect(desk.isReady).toBe(false);
  desk.show({ kind: "session", id: "ses_2" });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(desk.isReady).toBe(true);
  expect(desk.panes).toEqual([{ kind: "session", id: "ses_1" }]);
  expect(written).toEqual([]);
});

test("what was changed last is kept when the page is left, once", async () => {
  vi.useFakeTimers();
  const { store, written } = storeOf(0);
  using desk = new Desk(store);
  await desk.load();
  desk.show({ kind: "session", id: "ses_2" });
  desk.keepNow();
  expect(written.map(({ root }) => root)).toEqual([desk.root]);
  await vi.advanceTimersByTimeAsync(10_000);
  desk.keepNow();
  expect(written.length).toBe(1);
});

test("a sidebar that was closed before the layout was there stays closed, and is kept so", async () => {
  vi.useFakeTimers();
  const { store, written } = storeOf(0);
  using desk = new Desk(store);
  const loading = desk.load();
  desk.toggleSidebar();
  await loading;
  expect(desk.isSidebarOpen).toBe(false);
  expect(desk.panes.length).toBe(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written.map(({ sidebar }) => sidebar)).toEqual([{ isOpen: false }]);
});
