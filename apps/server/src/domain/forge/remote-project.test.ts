import { expect, test } from "vitest";
import { titleAndBody, titleOfBranch } from "./branch-title.ts";
import type { ForgeAccess } from "./forge.ts";
import { parseRemote, projectAt } from "./remote-project.ts";

const hub: ForgeAccess = { kind: "github", host: "github.com", apiUrl: "https://api.github.com", token: "t" };
const lab: ForgeAccess = {
  ...hub,
  kind: "gitlab",
  host: "git.example.com",
  apiUrl: "https://git.example.com/api/v4",
};

test("a remote is read in every form, with the name that its web pages have", () => {
  const known: [string, ReturnType<typeof parseRemote>][] = [
    ["git@github.com:ada/engine.git", { name: "github.com", path: "ada/engine" }],
    ["github.com:/ada/engine/", { name: "github.com", path: "ada/engine" }],
    ["ssh://git@GitHub.com:22/ada/engine.git", { name: "github.com", path: "ada/engine" }],
    ["ssh://git@ssh.github.com:443/ada/engine.git", { name: "github.com", path: "ada/engine" }],
    ["ssh://git@[::1]:2222/a/b.git", { name: "[::1]", path: "a/b" }],
    ["git@[::1]:a/b.git", { name: "[::1]", path: "a/b" }],
    ["https://github.com/ada/engine", { name: "github.com", host: "github.com", path: "ada/engine" }],
    [
      "https://u:p@github.com:443/ada/engine.git/",
      { name: "github.com", host: "github.com", path: "ada/engine" },
    ],
    [
      "https://git.example.com:8443/a/b/c.git",
      { name: "git.example.com", host: "git.example.com:8443", path: "a/b/c" },
    ],
    ["http://127.0.0.1:3000/a/b", { name: "127.0.0.1", host: "127.0.0.1:3000", path: "a/b" }],
    ["https://github.com/ada/na%20me", { name: "github.com", host: "github.com", path: "ada/na me" }],
    ["http://github.com/ada/engine", undefined],
    ["/srv/git/engine.git", undefined],
    ["file:///srv/git/engine.git", undefined],
    ["https://github.com/%E0%A4%A/x", undefined],
    ["https://github.com/", undefined],
    ["", undefined],
  ];
  for (const [address, remote] of known) expect([address, parseRemote(address)]).toEqual([address, remote]);
});

test("a project is owner and name at GitHub, has groups at GitLab, and leaves out where a site is mounted", () => {
  const at = (access: ForgeAccess, address: string) => {
    const remote = parseRemote(address);
    if (!remote) throw new Error(address);
    return projectAt(access, remote);
  };
  expect(at(hub, "git@github.com:ada/engine.git")).toBe("ada/engine");
  expect(at(lab, "git@git.example.com:tools/core/engine.git")).toBe("tools/core/engine");
  const mounted = { ...lab, apiUrl: "https://git.example.com/gitlab/api/v4" };
  expect(at(mounted, "https://git.example.com/gitlab/tools/engine.git")).toBe("tools/engine");
  expect(at(mounted, "git@git.example.com:gitlab/engine.git")).toBe("gitlab/engine");
  expect(at(lab, "https://git.example.com/gitlab/engine.git")).toBe("gitlab/engine");
  for (const wrong of [
    "git@github.com:engine.git",
    "git@github.com:a/b/c.git",
    "git@github.com:a//b",
    "git@github.com:../b",
  ])
    expect(() => at(hub, wrong), wrong).toThrow("is not the path of a repository");
  expect(() => at(lab, "git@git.example.com:a/./b")).toThrow("is not the path of a repository");
});

test("titles come from a commit's first line, or from the branch's words", () => {
  expect(titleAndBody("Mend it\r\n\r\nIt was broken.\nNow not.\n")).toEqual({
    title: "Mend it",
    body: "It was broken.\nNow not.",
  });
  expect(titleAndBody(`${"x".repeat(400)}\n`).title).toHaveLength(250);
  expect(titleOfBranch("fix/the-login_page")).toBe("Fix the login page");
  expect(titleOfBranch("--")).toBe("--");
});
