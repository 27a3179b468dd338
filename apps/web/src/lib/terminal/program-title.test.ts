import { expect, test } from "vitest";
import { sessionTitle, titleFrom } from "./program-title.ts";

test("a terminal that nobody named is called as its program calls it", () => {
  const bash = { kind: "terminal", title: "bash", shell: "/usr/bin/bash" } as const;
  expect(sessionTitle(bash, "vim notes.md")).toBe("vim notes.md");
  expect(sessionTitle(bash, "")).toBe("bash");
  expect(sessionTitle({ kind: "terminal", title: "Terminal" }, "top")).toBe("top");
  expect(sessionTitle({ ...bash, title: "Deploy" }, "vim notes.md")).toBe("Deploy");
  expect(sessionTitle({ kind: "agent", title: "Terminal" }, "top")).toBe("Terminal");
});

test("a title is text of a bounded length, in the direction it is read in", () => {
  expect(titleFrom("a\u0007\nb \u202egnp.exe\u2069")).toBe("a b  gnp.exe");
  expect(titleFrom("<b>x</b>")).toBe("<b>x</b>");
  expect(titleFrom("x".repeat(5000))).toHaveLength(200);
});
