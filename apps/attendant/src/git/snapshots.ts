import { Problem } from "@dispatch/protocol/problems";
import type { Snapshot } from "@dispatch/protocol/git";
import { SnapshotId } from "@dispatch/protocol/ids";
import type { ErrandHandler } from "../errand.ts";
import { Repository } from "./repository.ts";
import { WorkTreeIndex } from "./work-tree.ts";

type Wish = { readonly id: SnapshotId; readonly reason: string; readonly keep: number };

const SNAPSHOTS = "refs/dispatch/snapshots/";
const SKIPPED_LIMIT = 100;
/** Snapshots are nobody's commits; git wants a name in them all the same. */
const AUTHOR = {
  GIT_AUTHOR_NAME: "Dispatch",
  GIT_AUTHOR_EMAIL: "snapshots@dispatch.invalid",
  GIT_COMMITTER_NAME: "Dispatch",
  GIT_COMMITTER_EMAIL: "snapshots@dispatch.invalid",
};

export const takeSnapshot: ErrandHandler<"git.snapshot"> = async (wish, errand) => {
  const repository = await Repository.open(errand);
  await using index = await WorkTreeIndex.fill(repository, { isKept: true, skips: "untracked" });
  return await keepSnapshot(repository, index, wish);
};

export const snapshots: ErrandHandler<"git.snapshots"> = async (_params, errand) => ({
  items: await listSnapshots(await Repository.open(errand)),
});

export const deleteSnapshot: ErrandHandler<"git.snapshot-delete"> = async ({ id }, errand) => {
  const repository = await Repository.open(errand);
  await neededSnapshot(repository, id);
  await repository.look(["update-ref", "-d", SNAPSHOTS + id]);
  return {};
};

/**
 * A commit that holds the files, its parents being HEAD and a commit of what is staged. Nothing but its own ref tells
 * of it: HEAD, the branch and the index are as they were.
 */
export async function keepSnapshot(
  repository: Repository,
  index: WorkTreeIndex,
  { id, reason, keep }: Wish,
): Promise<Snapshot> {
  const twin = (await listSnapshots(repository)).find((other) => other.id === id);
  if (twin) return twin;
  const head = await repository.commitOf("HEAD");
  const branch = await repository.branch();
  const skipped = index.tooLarge.map(({ path }) => path).slice(0, SKIPPED_LIMIT);
  const facts = JSON.stringify({ reason, head, branch, skipped });
  const parents = head === undefined ? [] : ["-p", head];
  // Files in conflict have no one staged version: then there is none to come back to.
  const staged = await repository.look(["write-tree"], { answers: [128] });
  if (staged.code === 0) {
    const tree = staged.stdout.toString("utf8").trim();
    parents.push("-p", await commitTree(repository, tree, parents, "What was staged."));
  }
  const commit = await commitTree(repository, await index.tree(), parents, facts);
  await repository.look(["update-ref", SNAPSHOTS + id, commit, ""]);
  const all = await listSnapshots(repository);
  const old = all.filter((other) => other.id !== id).slice(keep - 1);
  if (old.length > 0)
    await repository.look(["update-ref", "--stdin"], {
      input: old.map((other) => `delete ${SNAPSHOTS}${other.id}\n`).join(""),
    });
  return neededSnapshot(repository, id);
}

export async function neededSnapshot(repository: Repository, id: SnapshotId): Promise<Snapshot> {
  const found = (await listSnapshots(repository)).find((snapshot) => snapshot.id === id);
  if (found) return found;
  throw new Problem(
    "snapshot-not-found",
    { snapshotId: id },
    "It was removed, or the repository is another one now.",
  );
}

/** Newest first. */
async function listSnapshots(repository: Repository): Promise<Snapshot[]> {
  const text = await repository.text([
    "for-each-ref",
    "--sort=-creatordate",
    "--format=%(refname)%00%(objectname)%00%(creatordate:iso-strict)%00%(contents:subject)",
    SNAPSHOTS.slice(0, -1),
  ]);
  return text.split("\n").flatMap((line) => {
    const [ref = "", commit = "", at = "", facts = ""] = line.split("\0");
    const id = SnapshotId.safeParse(ref.slice(SNAPSHOTS.length));
    if (!id.success || at === "") return [];
    return [{ id: id.data, commit, createdAt: new Date(at).toISOString(), ...readFacts(facts) }];
  });
}

/** What a session may have written in the place of a snapshot tells nothing. */
function readFacts(text: string): Pick<Snapshot, "reason" | "head" | "branch" | "skipped"> {
  try {
    const { reason, head, branch, skipped } = JSON.parse(text) as Partial<Record<keyof Snapshot, unknown>>;
    return {
      reason: String(reason),
      ...(typeof head === "string" && /^[0-9a-f]{40,64}$/.test(head) && { head }),
      ...(typeof branch === "string" && { branch }),
      skipped: Array.isArray(skipped) ? skipped.map(String).slice(0, SKIPPED_LIMIT) : [],
    };
  } catch {
    return { reason: "", skipped: [] };
  }
}

async function commitTree(repository: Repository, tree: string, parents: readonly string[], message: string) {
  const words = ["commit-tree", tree, ...parents, "--no-gpg-sign"];
  return repository.text(words, { input: message, env: AUTHOR });
}
