import { branchFor, folderName } from "@dispatch/protocol/folder-name";
import type { Repository } from "@dispatch/protocol/repository";
import type { Workspace } from "@dispatch/protocol/workspace";
import type { RepositoryChoice, WorkspaceWish } from "#lib/api/dispatch-api.ts";

export type Origin = "empty" | "repository" | "copy" | "template";
export type Tree = "worktree" | "clone";

/** What a draft is filled in from. */
type Known = { readonly workspaces: readonly Workspace[]; readonly repositories: readonly Repository[] };

/** What somebody fills in about a workspace to be made. */
export class WorkspaceDraft {
  origin = $state<Origin>("empty");
  name = $state("");
  path = $state("");
  url = $state("");
  ref = $state("");
  tree = $state<Tree>("worktree");
  /** Empty: the repository's, or the default one. */
  identityId = $state("");
  /** What it is a copy of. */
  fromId = $state("");
  readonly #firstRepositoryId: () => string;
  #chosenRepositoryId = $state<string>();

  /** It comes from the first repository, once it is known which one that is, unless somebody says otherwise. */
  constructor(firstRepositoryId = () => "") {
    this.#firstRepositoryId = firstRepositoryId;
  }

  /** Empty where an address is typed. */
  get repositoryId(): string {
    return this.#chosenRepositoryId ?? (this.url === "" ? this.#firstRepositoryId() : "");
  }

  set repositoryId(id: string) {
    this.#chosenRepositoryId = id;
  }

  get body(): WorkspaceWish {
    const [name, path] = [this.name.trim(), this.path.trim()];
    const named = name === "" ? {} : { name };
    if (this.origin === "empty") return { kind: "plain", name, ...(path === "" ? {} : { path }) };
    if (this.origin === "repository") return { kind: this.tree, ...named, repo: this.#repository };
    return { kind: "copy", ...named, from: this.fromId };
  }

  /** The folder and the branch that it will most likely get; nothing while it is not clear what it comes from. */
  foreseen(known: Known): { folder: string; branch?: string } | undefined {
    if (this.path.trim() !== "" && this.origin === "empty") return undefined;
    const typed = this.name.trim();
    const called = typed === "" ? this.#originName(known) : typed;
    if (called === "") return undefined;
    const name = typed === "" ? freeName(called, known.workspaces) : typed;
    const taken = new Set(known.workspaces.map(({ path }) => path.split("/").at(-1)));
    let number = 1;
    while (taken.has(folderName(name, number))) number += 1;
    const folder = folderName(name, number);
    return this.origin === "repository" ? { folder, branch: branchFor(folder) } : { folder };
  }

  get #repository(): RepositoryChoice {
    const ref = this.ref.trim();
    return {
      ...(this.repositoryId === "" ? { url: this.url.trim() } : { id: this.repositoryId }),
      ...(ref === "" ? {} : { ref }),
      ...(this.identityId === "" ? {} : { identityId: this.identityId }),
    };
  }

  #originName({ workspaces, repositories }: Known): string {
    if (this.origin === "empty") return "";
    if (this.origin !== "repository") return workspaces.find(({ id }) => id === this.fromId)?.name ?? "";
    if (this.repositoryId !== "") return repositories.find(({ id }) => id === this.repositoryId)?.name ?? "";
    return nameIn(this.url);
  }
}

/** How a repository is called whose address ends so. */
function nameIn(url: string): string {
  const plain = url
    .trim()
    .replace(/\/+$/, "")
    .replace(/\.git$/, "");
  return /[:/]/.test(plain) ? (plain.split(/[:/]/).at(-1) ?? "") : "";
}

function freeName(name: string, workspaces: readonly Workspace[]): string {
  const taken = new Set(
    workspaces.filter(({ deletedAt }) => deletedAt === undefined).map((one) => one.name.toLowerCase()),
  );
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}
