import { expect, test } from "vitest";
import { programTitleFrom, sessionTitle } from "./session-title.ts";

test("a terminal that nobody named is called as its program calls it", () => {
  const bash = { kind: "terminal", title: "bash", shell: "/usr/bin/bash" } as const;
  const terminal = { programTitle: "vim notes.md", bell: "2027-01-01T00:00:00.000Z" };
  expect(sessionTitle({ ...bash, terminal })).toBe("vim notes.md");
  expect(sessionTitle(bash)).toBe("bash");
  expect(sessionTitle({ ...bash, terminal: { bell: terminal.bell } })).toBe("bash");
  expect(sessionTitle({ kind: "terminal", title: "Terminal", terminal })).toBe("vim notes.md");
  expect(sessionTitle({ ...bash, title: "Deploy", terminal })).toBe("Deploy");
  expect(sessionTitle({ kind: "agent", title: "Terminal", terminal })).toBe("Terminal");
});

test("a program's title is one line of a bounded length, in the direction it is read in", () => {
  expect(programTitleFrom("a\u0007\nb \u202egnp.exe\u2069")).toBe("a b  gnp.exe");
  expect(programTitleFrom("a\u2028b\u200f\u061c")).toBe("a b");
  expect(programTitleFrom("<b>x</b>")).toBe("<b>x</b>");
  expect(programTitleFrom("x".repeat(5000))).toHaveLength(200);
  expect(programTitleFrom(`x${"😀".repeat(300)}`)).toBe(`x${"😀".repeat(99)}`);
});
