import { RequestProblem } from "@dispatch/client/problem";
import { expect, test } from "vitest";
import type { Layout } from "./layout.ts";
import { layoutStore } from "./layout-store.ts";

const layoutOf = (activeGroup: string) => ({ root: null, activeGroup }) as unknown as Layout;

const refused = new RequestProblem({
  ...{ type: "about:blank", title: "Invalid request", requestId: "1" },
  ...{ status: 400, code: "invalid-request", detail: "It is no layout." },
});

/** A browser, and a server that answers when it is told to. */
function browser() {
  const values = new Map<string, string>();
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
  let kept = layoutOf("before");
  const arriving: (() => void)[] = [];
  const api = {
    layout: () => Promise.resolve(kept),
    putLayout: (_client: string, layout: unknown) => {
      if (typeof layout !== "object") return Promise.reject(refused);
      const { promise, resolve } = Promise.withResolvers<never>();
      arriving.push(() => {
        kept = layout as Layout;
        resolve(layout as never);
      });
      return promise;
    },
  } as unknown as Parameters<typeof layoutStore>[0]["api"];
  return {
    storage,
    open: (userId = "usr_ann") => layoutStore({ api, storage, userId }),
    arrive: () => arriving.splice(0).forEach((one) => one()),
    keptByServer: () => kept,
  };
}

test("a page that is loaded anew finds the layout that is still on its way", async () => {
  const { open, arrive, keptByServer } = browser();
  void open().write(layoutOf("after"));
  const reading = open().read();
  arrive();
  expect(await reading).toEqual(layoutOf("after"));
  expect(keptByServer()).toEqual(layoutOf("after"));
});

test("what has arrived is the server's to tell", async () => {
  const { open, arrive, keptByServer } = browser();
  const writing = open().write(layoutOf("after"));
  arrive();
  await writing;
  expect(await open().read()).toBe(keptByServer());
});

test("what was changed while another layout arrived is not forgotten", async () => {
  const { open, arrive } = browser();
  const first = open().write(layoutOf("first"));
  const second = open().write(layoutOf("second"));
  arrive();
  await Promise.all([first, second]);
  void open().write(layoutOf("third"));
  const writing = open().write(layoutOf("fourth"));
  const reading = open().read();
  arrive();
  await writing;
  expect(await reading).toEqual(layoutOf("fourth"));
});

test("what the server does not take for a layout is forgotten", async () => {
  const { open, storage, keptByServer } = browser();
  storage.setItem("dispatch.layout.usr_ann", '"nonsense"');
  expect(await open().read()).toBe(keptByServer());
  expect(storage.getItem("dispatch.layout.usr_ann")).toBeNull();
});

test("another person in the same browser has a desk of his own", async () => {
  const { open } = browser();
  void open().write(layoutOf("ann's"));
  expect(await open("usr_bea").read()).toEqual(layoutOf("before"));
});
