import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

const WHO = {
  GIT_AUTHOR_NAME: "Origin",
  GIT_AUTHOR_EMAIL: "origin@example.com",
  GIT_COMMITTER_NAME: "Origin",
  GIT_COMMITTER_EMAIL: "origin@example.com",
  GIT_CONFIG_GLOBAL: "/dev/null",
};

/** A repository as a git host has it: bare, with a branch `main`, and a working tree beside it to change it from. */
export class GitOrigin implements Disposable {
  readonly #folder = temporaryFolder();
  /** The bare repository. */
  readonly path: string;
  readonly #tree = join(this.#folder.path, "tree");

  constructor(files: Readonly<Record<string, string>> = { "README.md": "hello\n" }, name = "origin") {
    this.path = join(this.#folder.path, `${name}.git`);
    run("/", ["init", "--quiet", "--bare", "--initial-branch=main", this.path]);
    this.git(["config", "uploadpack.allowFilter", "true"]);
    this.git(["config", "uploadpack.allowAnySHA1InWant", "true"]);
    run("/", ["init", "--quiet", "--initial-branch=main", this.#tree]);
    run(this.#tree, ["remote", "add", "origin", this.path]);
    this.commit(files, "first");
  }

  /** One of real size: many files, and a history in which each commit changes one of them. */
  static large(size: { files: number; commits: number }): GitOrigin {
    const origin = new GitOrigin();
    execFileSync("git", ["fast-import", "--quiet", "--force"], {
      cwd: origin.path,
      input: [...history(size)].join(""),
      stdio: ["pipe", "ignore", "inherit"],
    });
    return origin;
  }

  get url(): string {
    return `file://${this.path}`;
  }

  /** Commits files on a branch, as somebody else who works on it; returns the commit. */
  commit(files: Readonly<Record<string, string>>, message: string, branch = "main"): string {
    const tree = this.#tree;
    const exists = run(tree, ["branch", "--list", branch]).trim() !== "";
    if (exists) run(tree, ["checkout", "--quiet", branch]);
    else if (run(tree, ["branch", "--list"]).trim() !== "") run(tree, ["checkout", "--quiet", "-b", branch]);
    for (const [name, text] of Object.entries(files)) {
      const path = join(tree, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    run(tree, ["add", "--all"]);
    run(tree, ["commit", "--quiet", "--allow-empty", "-m", message]);
    run(tree, ["push", "--quiet", "--force", "origin", `HEAD:refs/heads/${branch}`]);
    return run(tree, ["rev-parse", "HEAD"]).trim();
  }

  /** Runs git in the bare repository. */
  git(args: readonly string[]): string {
    return run(this.path, args);
  }

  [Symbol.dispose]() {
    this.#folder[Symbol.dispose]();
  }
}

/** For `git fast-import`: a first commit with all files, and the changes that follow. */
function* history({ files, commits }: { files: number; commits: number }): Generator<string> {
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const file = (number: number, version: number) =>
    `M 100644 inline src/part-${number % 50}/file-${number}.txt\n${data(textOf(number, version))}`;
  for (let commit = 0; commit < commits; commit++) {
    yield `commit refs/heads/main\ncommitter Origin <origin@example.com> ${1_700_000_000 + commit} +0000\n`;
    yield data(`change ${commit}`);
    if (commit > 0) yield file(commit % files, commit);
    else for (let number = 0; number < files; number++) yield file(number, 0);
  }
}

/** Some kilobytes that do not shrink to nothing when they are packed. */
function textOf(number: number, version: number): string {
  let state = (number + 1) * 2_654_435_761 + version;
  const lines = Array.from({ length: 40 + (number % 200) }, (_, line) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return `${line} ${state.toString(36)} of file ${number}${line === 0 ? ` version ${version}` : ""}`;
  });
  return lines.join("\n");
}

function run(cwd: string, args: readonly string[]): string {
  return execFileSync("git", [...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", ...WHO },
  });
}
