import { expect, test } from "vitest";
import { readCount, readVariable, terminalRequest } from "./new.ts";

test("without words the login shell is left to the server", () => {
  expect(terminalRequest({}, [])).toEqual({ kind: "terminal" });
});

test("words are the program and its arguments, or arguments alone when --shell names the program", () => {
  expect(terminalRequest({}, ["htop", "-d", "5"])).toEqual({
    kind: "terminal",
    shell: "htop",
    args: ["-d", "5"],
  });
  expect(terminalRequest({}, ["htop"])).toEqual({ kind: "terminal", shell: "htop", args: [] });
  expect(terminalRequest({ shell: "bash" }, ["-c", "ls"])).toEqual({
    kind: "terminal",
    shell: "bash",
    args: ["-c", "ls"],
  });
  expect(terminalRequest({ shell: "fish" }, [])).toEqual({ kind: "terminal", shell: "fish" });
});

test("a folder that begins with . is relative to here, any other is the server's to resolve", () => {
  const cwds = [".", "./src", "..", "src", "/tmp"].map(
    (cwd) => terminalRequest({ cwd }, [], "/home/ada/project").cwd,
  );
  expect(cwds).toEqual(["/home/ada/project", "/home/ada/project/src", "/home/ada", "src", "/tmp"]);
});

test("variables add up, may be empty and may contain =", () => {
  expect(readVariable("B=x=y", readVariable("A="))).toEqual({ A: "", B: "x=y" });
  expect(() => readVariable("A")).toThrow("NAME=value");
  expect(() => readVariable("=x")).toThrow("NAME=value");
});

test("a count is a whole number", () => {
  expect(readCount("120")).toBe(120);
  for (const text of ["", "-1", "1.5", "1e3", "many"]) expect(() => readCount(text)).toThrow("whole number");
});
