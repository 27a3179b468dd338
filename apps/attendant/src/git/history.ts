import { Problem } from "@dispatch/protocol/problems";
import type { GitBranch, GitCommit } from "@dispatch/protocol/git";
import type { ErrandHandler } from "../errand.ts";
import { Repository, parts } from "./repository.ts";

const FIELDS = ["%H", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%s", "%b"] as const;
const BODY_LIMIT_CHARACTERS = 20_000;
const BRANCHES_LIMIT = 2_000;

/** Commits, newest first. The cursor keeps the commit the first page began at: what comes later does not move pages. */
export const log: ErrandHandler<"git.log"> = async ({ from, to, cursor, limit }, errand) => {
  const repository = await Repository.open(errand);
  const [start, skip] = cursor === undefined ? [to, 0] : readCursor(cursor);
  const head = await repository.commitOf(start);
  if (head === undefined && to === "HEAD" && cursor === undefined) return { items: [], nextCursor: null };
  const commit = head ?? (await repository.neededCommit(start));
  const hidden = from === undefined ? [] : [`^${await repository.neededCommit(from)}`];
  const { stdout } = await repository.look([
    "log",
    "-z",
    "--no-show-signature",
    "--no-color",
    "--encoding=UTF-8",
    "--no-notes",
    `--format=tformat:${FIELDS.join("%x00")}`,
    `--skip=${skip}`,
    `--max-count=${limit + 1}`,
    commit,
    ...hidden,
    "--",
  ]);
  const commits = inGroups(parts(stdout), FIELDS.length).map(toCommit);
  const items = commits.slice(0, limit);
  const signed = await signedAmong(
    repository,
    items.map((item) => item.commit),
  );
  return {
    items: items.map((item) => ({ ...item, isSigned: signed.has(item.commit) })),
    nextCursor: commits.length > limit ? `${commit}.${skip + limit}` : null,
  };
};

export const branches: ErrandHandler<"git.branches"> = async (_params, errand) => {
  const repository = await Repository.open(errand);
  const fields = ["refname", "objectname", "symref", "upstream:short", "committerdate:iso-strict", "subject"];
  const text = await repository.text([
    "for-each-ref",
    "--sort=-committerdate",
    `--count=${BRANCHES_LIMIT}`,
    `--format=${fields.map((field) => `%(${field})`).join("%00")}`,
    "refs/heads",
    "refs/remotes",
  ]);
  const current = await repository.branch();
  const items = text
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => toBranch(line.split("\0"), current));
  return { items };
};

export const branch: ErrandHandler<"git.branch"> = async ({ name, from, isSwitch }, errand) => {
  const repository = await Repository.open(errand);
  const start = from === undefined ? [] : [await repository.neededCommit(from)];
  if (isSwitch) await repository.act(["switch", "--no-track", "--create", name, ...start]);
  else await repository.act(["branch", "--no-track", name, ...start]);
  return {};
};

/** Switches to a branch; one that only the remote has becomes one of the same name here. */
export const switchTo: ErrandHandler<"git.switch"> = async ({ branch: name }, errand) => {
  const repository = await Repository.open(errand);
  const isHere = (await repository.commitOf(`refs/heads/${name}`)) !== undefined;
  const remote = `refs/remotes/origin/${name}`;
  const isThere = !isHere && (await repository.commitOf(remote)) !== undefined;
  const words = isThere ? ["--no-track", "--create", name, remote] : ["--no-guess", name];
  await repository.act(["switch", ...words]);
  return {};
};

/** Which of these commits carry a signature. Whether it is good is not asked: that would start a program for each. */
export async function signedAmong(repository: Repository, commits: readonly string[]): Promise<Set<string>> {
  const { stdout } = await repository.look(["cat-file", "--batch"], {
    input: commits.map((id) => `${id}\n`).join(""),
  });
  const signed = new Set<string>();
  let at = 0;
  for (const commit of commits) {
    const end = stdout.indexOf("\n", at);
    const size = Number(stdout.toString("latin1", at, end).split(" ")[2]);
    const [head = ""] = stdout.toString("latin1", end + 1, end + 1 + size).split("\n\n", 1);
    if (/^gpgsig(-sha256)? /m.test(head)) signed.add(commit);
    at = end + 1 + size + 1;
  }
  return signed;
}

function readCursor(cursor: string): [commit: string, skip: number] {
  const [, commit, skip] = /^([0-9a-f]{40,64})\.(\d{1,9})$/.exec(cursor) ?? [];
  if (commit !== undefined) return [commit, Number(skip)];
  throw new Problem("invalid-request", {
    errors: [{ path: "cursor", message: "is none that a page of this list ended with" }],
  });
}

const time = (text: string) => new Date(text).toISOString();

function toCommit(fields: readonly string[]): Omit<GitCommit, "isSigned"> {
  const [commit = "", parents = "", author = "", authorEmail = "", authoredAt = "", ...rest] = fields;
  const [committer = "", committerEmail = "", committedAt = "", subject = "", body = ""] = rest;
  return {
    commit,
    parents: parents.split(" ").filter((parent) => parent !== ""),
    author: { name: author, email: authorEmail },
    authoredAt: time(authoredAt),
    committer: { name: committer, email: committerEmail },
    committedAt: time(committedAt),
    subject,
    body: body.trimEnd().slice(0, BODY_LIMIT_CHARACTERS),
  };
}

function toBranch(
  [ref = "", commit = "", symref = "", upstream = "", at = "", subject = ""]: string[],
  current?: string,
): GitBranch[] {
  if (symref !== "") return []; // the remote's HEAD, which is one of the others
  const shared = {
    commit,
    subject,
    ...(upstream !== "" && { upstream }),
    ...(at !== "" && { committedAt: time(at) }),
  };
  const local = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (local !== undefined) return [{ ...shared, name: local, isCurrent: local === current }];
  const [, remote = "", name = ""] = /^refs\/remotes\/([^/]+)\/(.+)$/.exec(ref) ?? [];
  return name === "" ? [] : [{ ...shared, name, remote, isCurrent: false }];
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.floor(items.length / size) }, (_, group) =>
    items.slice(group * size, (group + 1) * size),
  );
}
