import { expect, test } from "vitest";
import { AppUpdates } from "./app-updates.svelte.ts";

class FakeWorker extends EventTarget {
  readonly told: unknown[] = [];
  state: ServiceWorkerState = "installing";
  postMessage = (message: unknown) => void this.told.push(message);
  become(state: ServiceWorkerState) {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

/** A browser in which a page is, or is not yet, kept by a service worker. */
function browser(controller: FakeWorker | null) {
  const registration = Object.assign(new EventTarget(), {
    installing: null as FakeWorker | null,
    waiting: null as FakeWorker | null,
    updates: 0,
    update: () => Promise.resolve((registration.updates += 1)),
  });
  const container = Object.assign(new EventTarget(), {
    controller,
    asked: [] as unknown[],
    register: (url: string, { scope }: { scope: string }) => {
      container.asked.push([url, scope]);
      return Promise.resolve(registration);
    },
  });
  let reloads = 0;
  const updates = new AppUpdates({
    container: container as never,
    reload: () => (reloads += 1),
  });
  const find = () => {
    const worker = new FakeWorker();
    registration.installing = worker;
    registration.dispatchEvent(new Event("updatefound"));
    worker.become("installed");
    registration.waiting = worker;
    return worker;
  };
  return { container, registration, updates, find, reloads: () => reloads };
}

test("the first version comes without a word", async () => {
  const { container, updates, find } = browser(null);
  await updates.begin("/some/path");
  expect(container.asked).toEqual([["/some/path/service-worker.js", "/some/path/"]]);
  find();
  container.dispatchEvent(new Event("controllerchange"));
  expect(updates.isReady).toBe(false);
});

test("a newer one is told, and is taken over only when asked", async () => {
  const { container, updates, find, reloads } = browser(new FakeWorker());
  await updates.begin("/");
  const newer = find();
  expect([updates.isReady, newer.told, reloads()]).toEqual([true, [], 0]);
  updates.apply();
  expect([newer.told, reloads()]).toEqual([["take over"], 0]);
  container.dispatchEvent(new Event("controllerchange"));
  expect(reloads()).toBe(1);
});

test("what another window took over is told, not forced on this one", async () => {
  const { container, updates, reloads } = browser(new FakeWorker());
  await updates.begin("/");
  container.dispatchEvent(new Event("controllerchange"));
  expect([updates.isReady, reloads()]).toEqual([true, 0]);
  updates.apply();
  expect(reloads()).toBe(1);
});

test("the server is asked at most once a minute, and never where nothing is kept", async () => {
  const { registration, updates } = browser(new FakeWorker());
  await updates.begin("/");
  const now = Date.now();
  await updates.check(now + 1_000);
  await updates.check(now + 61_000);
  await updates.check(now + 62_000);
  expect(registration.updates).toBe(1);
  const nowhere = new AppUpdates({ container: undefined, reload: () => undefined });
  await nowhere.begin("/");
  await nowhere.check(now);
  expect(nowhere.isReady).toBe(false);
});
