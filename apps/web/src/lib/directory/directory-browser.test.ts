import type { FileEntry } from "@dispatch/protocol/errands/files";
import { expect, onTestFinished, test, vi } from "vitest";
import { nameOf, parentOf } from "#lib/files/path-names.ts";
import { DirectoryBrowser } from "./directory-browser.svelte.ts";
import type { DirectorySource } from "./directory-source.ts";

const problem = (code: string) => Object.assign(new Error(code), { code, status: 404, detail: code });

/** A disk in memory: folders end with a slash, links say where they lead. */
function disk(paths: readonly string[], links: Readonly<Record<string, string>> = {}) {
  const folders = new Set([
    "",
    ...paths.filter((path) => path.endsWith("/")).map((path) => path.slice(0, -1)),
  ]);
  const files = new Set(paths.filter((path) => !path.endsWith("/")));
  const entryOf = (path: string): FileEntry => ({
    name: nameOf(path),
    path,
    type: links[path] === undefined ? (folders.has(path) ? "folder" : "file") : "link",
    size: 0,
    modifiedAt: 0,
  });
  const source: DirectorySource = {
    async *list(path) {
      await Promise.resolve();
      if (files.has(path)) throw problem("not-a-folder");
      if (!folders.has(links[path] ?? path)) throw problem("file-not-found");
      const all = [...folders, ...files, ...Object.keys(links)].filter(
        (each) => each !== "" && parentOf(each) === path,
      );
      for (let at = 0; at < Math.max(1, all.length); at += 2) yield all.slice(at, at + 2).map(entryOf);
    },
    entry: (path) => {
      const to = links[path] ?? path;
      return to === "/" ? Promise.reject(problem("file-outside")) : Promise.resolve({ ...entryOf(to), path });
    },
    makeFolder: (path) => Promise.resolve(folders.add(path)),
  };
  return { source, folders };
}

type Options = Partial<ConstructorParameters<typeof DirectoryBrowser>[0]> & {
  readonly links?: Readonly<Record<string, string>>;
  readonly kept?: Record<string, string>;
};

async function open(paths: readonly string[], { links, kept = {}, ...options }: Options = {}) {
  const { source, folders } = disk(paths, links);
  const storage = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
  };
  const browser = new DirectoryBrowser({ source, storage, wants: "folder", ...options });
  onTestFinished(() => browser[Symbol.dispose]());
  await vi.waitFor(() => expect(browser.state).not.toBe("loading"));
  await vi.waitFor(() => expect(browser.state).not.toBe("partial"));
  const names = () => browser.entries.map(({ name }) => name);
  const pointed = () => (browser.active === undefined ? undefined : browser.entries[browser.active]?.name);
  const enter = async () => {
    const entry = browser.active === undefined ? undefined : browser.entries[browser.active];
    return entry && (await browser.open(entry));
  };
  return { browser, names, pointed, enter, kept, folders };
}

test("letters go to what begins with them, Enter opens it, and on the way up one is where one came from", async () => {
  const { browser, names, pointed, enter } = await open([
    "assets-src/",
    "lib/",
    "src/",
    "src/deep/",
    "src/a.ts",
  ]);
  browser.filter = "SR";
  expect([names(), pointed()]).toEqual([["src", "assets-src"], "src"]);
  await enter();
  expect([browser.path, browser.crumbs, browser.filter, names()]).toEqual([
    "src",
    ["src"],
    "",
    ["deep", "a.ts"],
  ]);
  await enter();
  expect([browser.path, browser.crumbs, pointed()]).toEqual(["src/deep", ["src", "src/deep"], undefined]);
  await browser.up();
  expect([browser.path, pointed()]).toEqual(["src", "deep"]);
  await browser.up();
  await browser.up();
  expect([browser.path, pointed()]).toEqual(["", "src"]);
});

test("the keyboard passes over what cannot be opened, and stays within the ends", async () => {
  const { browser, pointed } = await open(["a/", "me/", "z/", "file"], { closed: "me" });
  const at = (by: number) => {
    browser.step(by);
    return pointed();
  };
  expect([pointed(), at(1), at(1), at(10), at(-1), at(-10)]).toEqual(["a", "z", "z", "z", "a", "a"]);
  browser.filter = "fi";
  browser.step(1);
  expect(pointed()).toBe(undefined);
});

test("hidden entries are seen when that is wanted, or typed, and it is remembered; git's own never are", async () => {
  const paths = [".config/", ".git/", "src/", ".env"];
  const { browser, names, kept } = await open(paths, { wants: "file" });
  expect(names()).toEqual(["src"]);
  browser.filter = ".e";
  expect(names()).toEqual([".env"]);
  browser.filter = "";
  browser.setShowsHidden(true);
  expect(names()).toEqual([".config", "src", ".env"]);
  expect((await open(paths, { kept })).browser.showsHidden).toBe(true);
});

test("a link is what it leads to; one that leads out says so, and one stays", async () => {
  const links = { door: "src", out: "/", note: "file" };
  const { browser, enter } = await open(["src/", "src/x/", "file"], { links });
  for (const [filter, trouble] of [
    ["out", "file-outside"],
    ["note", "“note” is no folder."],
  ] as const) {
    browser.filter = filter;
    await enter();
    expect([browser.path, browser.trouble]).toEqual(["", trouble]);
  }
  browser.filter = "door";
  expect(browser.trouble).toBe(undefined);
  await enter();
  expect([browser.path, browser.state]).toEqual(["door", "ready"]);
});

test("where a file is looked for, opening one gives its path", async () => {
  const { browser, enter } = await open(["src/", "src/a.ts"], { wants: "file", path: "src" });
  expect([browser.path, await enter(), browser.path]).toEqual(["src", "src/a.ts", "src"]);
});

test("it begins in the nearest folder that is there", async () => {
  const { browser } = await open(["src/", "src/a.ts"], { path: "src/a.ts/gone" });
  await vi.waitFor(() => expect([browser.path, browser.state]).toEqual(["src", "ready"]));
});

test("a folder that cannot be read says why, and is read again", async () => {
  const { browser, folders, names } = await open(["src/", "src/deep/"]);
  folders.delete("src");
  await browser.go("src");
  expect([browser.path, browser.state, browser.isThere, browser.detail]).toEqual([
    "src",
    "failed",
    false,
    "file-not-found",
  ]);
  folders.add("src");
  await browser.retry();
  expect([browser.isThere, names()]).toEqual([true, ["deep"]]);
});

test("a folder is made and gone into; a name that is none is refused", async () => {
  const { browser } = await open(["src/"]);
  expect([await browser.makeFolder(" "), await browser.makeFolder("src")]).toEqual([
    "Give it a name.",
    "There is something of that name.",
  ]);
  expect([await browser.makeFolder("new"), browser.path, browser.state]).toEqual([undefined, "new", "ready"]);
});
