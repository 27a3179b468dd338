import type { Repository } from "@dispatch/protocol/repository";
import { expect, test } from "vitest";
import { findRepository } from "./repository-reference.ts";

const repositories = [
  { id: "rep_a", name: "engine", url: "git@github.com:ada/engine.git" },
  { id: "rep_b", name: "Twin", url: "git@github.com:ada/twin.git" },
  { id: "rep_c", name: "twin", url: "git@github.com:bea/twin.git" },
] as Repository[];
const found = (reference: string) => findRepository(repositories, reference).id;

test("a repository is found by id, by address and by name", () => {
  expect(["rep_b", "git@github.com:bea/twin.git", "ENGINE"].map(found)).toEqual(["rep_b", "rep_c", "rep_a"]);
});

test("a name of two is refused with their ids, one of none is not found", () => {
  expect(() => found("twin")).toThrow("rep_b (git@github.com:ada/twin.git), rep_c");
  expect(() => found("other")).toThrow('You have no repository "other"');
});
