import type { Workspace } from "@dispatch/protocol/workspace";
import { expect, test } from "vitest";
import { findWorkspace } from "./workspace-reference.ts";

const workspaces = [
  { id: "wsp_aaaa1111111111111111", name: "Work" },
  { id: "wsp_aaaa2222222222222222", name: "wsp_b" },
  { id: "wsp_bbbb1111111111111111", name: "default" },
] as Workspace[];
const found = (reference: string) => findWorkspace(workspaces, reference).id;

test("a workspace is found by id, by name however it is written, and by a beginning of its id", () => {
  expect(["wsp_bbbb1111111111111111", "work", "wsp_b", "bbbb", "wsp_aaaa1"].map(found)).toEqual([
    "wsp_bbbb1111111111111111",
    "wsp_aaaa1111111111111111",
    "wsp_aaaa2222222222222222",
    "wsp_bbbb1111111111111111",
    "wsp_aaaa1111111111111111",
  ]);
});

test("what fits several is refused, what fits none is not found", () => {
  expect(() => found("aaaa")).toThrow("could be wsp_aaaa1111111111111111, wsp_aaaa2222222222222222");
  expect(() => found("")).toThrow('No workspace is called ""');
});
