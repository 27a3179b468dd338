import { TRASH_FOLDER } from "@dispatch/protocol/errands/files";
import { Problem } from "@dispatch/protocol/problems";
import { gitText } from "../git/run-git.ts";
import { Held } from "./held.ts";
import type { FoundSpot } from "./spot.ts";
import { type Met, walkTree } from "./walk-tree.ts";
import { isPart } from "./write.ts";

/** Beyond these nobody looks for a file by its name. */
const NAMES_LIMIT = 200_000;
/** What people do not mean when they look for something of theirs. */
const PASSED_OVER = new Set([".git", "node_modules", TRASH_FOLDER]);

export const isPassedOver = (name: string) => PASSED_OVER.has(name) || isPart(name);

export type FoundName = { readonly path: string; readonly type: "file" | "folder" | "link" };
type Needs = { readonly workspace: string; readonly spot: FoundSpot; readonly signal: AbortSignal };

/** Everything below a folder that may be meant; in a git tree without what it ignores. */
export async function fileNames(needs: Needs): Promise<{ items: FoundName[]; isComplete: boolean }> {
  if (await isGitTree(needs.workspace)) {
    const listed = await gitNames(needs).catch((error: unknown) => {
      if (error instanceof Problem) return undefined; // git is missing, or will not have this tree
      throw error;
    });
    if (listed) return listed;
  }
  return walkedNames(needs);
}

export async function isGitTree(workspace: string): Promise<boolean> {
  await using top = await Held.root(workspace);
  const git = await Held.open(top.child(".git")).catch(() => undefined);
  await git?.[Symbol.asyncDispose]();
  return git !== undefined;
}

async function gitNames({ workspace, spot, signal }: Needs) {
  const out = await gitText({
    args: [
      "ls-files",
      "-z",
      "--cached",
      "--others",
      "--exclude-standard",
      "--deduplicate",
      "--",
      spot.path || ".",
    ],
    folder: workspace,
    env: { GIT_LITERAL_PATHSPECS: "1" },
    config: [["core.fsmonitor", "false"]],
    signal,
  });
  const files = out
    .split("\0")
    .filter((path) => path !== "" && !isPart(path.slice(path.lastIndexOf("/") + 1)));
  const folders = new Set<string>();
  for (const path of files)
    for (let end = path.lastIndexOf("/"); end > spot.path.length; end = path.lastIndexOf("/", end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  const items: FoundName[] = [
    ...[...folders].map((path) => ({ path, type: "folder" as const })),
    ...files.map((path) => ({ path, type: "file" as const })),
  ];
  return { items: items.slice(0, NAMES_LIMIT), isComplete: items.length <= NAMES_LIMIT };
}

async function walkedNames({ spot, signal }: Needs) {
  const items: FoundName[] = [];
  for await (const met of walkTree(spot.found, { signal, enters: isOfInterest })) {
    if (!isOfInterest(met)) continue;
    if (items.length >= NAMES_LIMIT) return { items, isComplete: false };
    const { stats } = met.held;
    const type = stats.isDirectory() ? "folder" : stats.isSymbolicLink() ? "link" : "file";
    items.push({ path: spot.path === "" ? met.path : `${spot.path}/${met.path}`, type });
  }
  return { items, isComplete: true };
}

export const isOfInterest = ({ name }: Met) => !isPassedOver(name.toString());
