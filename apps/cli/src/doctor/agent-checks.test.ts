import type { Provider } from "@dispatch/protocol/providers";
import { expect, test } from "vitest";
import { agentsFinding } from "./agent-checks.ts";

const provider = (id: string, more: object) =>
  ({ id, name: id, installed: false, isDefault: false, ...more }) as Provider;

test("agents that are there are named, and what is missing is a hint and no failure", () => {
  const goose = provider("goose", { missing: "Goose is not installed here." });
  const claude = provider("claude", { isDefault: true, missing: "Claude is not installed here." });
  expect(agentsFinding([claude, goose])).toEqual({
    name: "Agents",
    state: "warn",
    found: "none is installed",
    fix: "Claude is not installed here.",
  });
  const there = { ...claude, installed: true, version: "1.2.3", missing: undefined };
  const gemini = provider("gemini", { installed: true, missing: "You are not signed in to Gemini." });
  expect(agentsFinding([there, goose])).toEqual({ name: "Agents", state: "ok", found: "claude 1.2.3" });
  expect(agentsFinding([there, gemini])).toMatchObject({
    state: "warn",
    found: "claude 1.2.3, gemini",
    fix: "You are not signed in to Gemini.",
  });
});
