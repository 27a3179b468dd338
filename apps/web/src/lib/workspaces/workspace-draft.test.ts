import type { Repository } from "@dispatch/protocol/repository";
import type { Workspace } from "@dispatch/protocol/workspace";
import { expect, test } from "vitest";
import { WorkspaceDraft } from "./workspace-draft.svelte.ts";

const workspaces = [
  { id: "wsp_1", name: "Engine", path: "/w/usr_1/engine" },
  { id: "wsp_2", name: "engine 2", path: "/w/usr_1/engine-2", deletedAt: "2026-01-01T00:00:00Z" },
] as Workspace[];
const repositories = [{ id: "rep_1", name: "engine" }] as Repository[];

function draft(fields: Partial<WorkspaceDraft>) {
  const it = Object.assign(new WorkspaceDraft(), fields);
  return { body: it.body, foreseen: it.foreseen({ workspaces, repositories }) };
}

test("only what belongs to the chosen origin is sent", () => {
  const all = {
    name: " Work ",
    url: " git@host:ada/engine.git ",
    ref: " main ",
    fromId: "wsp_1",
    identityId: "idn_1",
  };
  expect(draft({ ...all, origin: "empty" }).body).toEqual({ kind: "plain", name: "Work" });
  expect(draft({ ...all, origin: "empty", path: "/srv" }).body).toMatchObject({ path: "/srv" });
  expect(draft({ ...all, origin: "template" }).body).toEqual({ kind: "copy", name: "Work", from: "wsp_1" });
  expect(draft({ ...all, origin: "repository", tree: "clone" }).body).toEqual({
    kind: "clone",
    name: "Work",
    repo: { url: "git@host:ada/engine.git", ref: "main", identityId: "idn_1" },
  });
  expect(draft({ origin: "repository", repositoryId: "rep_1" }).body).toEqual({
    kind: "worktree",
    repo: { id: "rep_1" },
  });
});

test("the folder and the branch are foreseen, with a number where the name or the folder is taken", () => {
  const engine = { folder: "engine-2-2", branch: "dispatch/engine-2-2" };
  expect(draft({ origin: "repository", repositoryId: "rep_1" }).foreseen).toEqual(engine);
  expect(draft({ origin: "repository", url: "git@host:ada/engine.git" }).foreseen).toEqual(engine);
  expect(draft({ origin: "repository", url: "box:motor" }).foreseen?.branch).toBe("dispatch/motor");
  expect(draft({ origin: "empty", name: "Engine!" }).foreseen).toEqual({ folder: "engine-3" });
  expect(draft({ origin: "copy", fromId: "wsp_1", name: "Other" }).foreseen).toEqual({ folder: "other" });
});

test("nothing is foreseen before there is a name, nor of a folder that is there already", () => {
  expect(draft({ origin: "empty" }).foreseen).toBeUndefined();
  expect(draft({ origin: "repository", url: "engi" }).foreseen).toBeUndefined();
  expect(draft({ origin: "empty", name: "x", path: "/srv" }).foreseen).toBeUndefined();
});

test("the first repository is meant as soon as it is known, unless an address is typed or another one chosen", () => {
  let first = "";
  const it = new WorkspaceDraft(() => first);
  expect(it.repositoryId).toBe("");
  first = "rep_1";
  expect(it.repositoryId).toBe("rep_1");
  it.url = "git@host:ada/engine.git";
  expect(it.repositoryId).toBe("");
  it.repositoryId = "rep_2";
  expect(it.repositoryId).toBe("rep_2");
  it.repositoryId = "";
  it.url = "";
  expect(it.repositoryId).toBe("");
});
