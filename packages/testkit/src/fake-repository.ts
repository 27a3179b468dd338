/** What a fake forge knows of a branch: the messages of the commits it has and `main` has not, newest last. */
type Branch = { sha: string; readonly messages: readonly string[] };

/** A repository as forges see it: branches, and what machines say of commits. */
export class FakeRepository<Request> {
  readonly path: string;
  readonly defaultBranch = "main";
  readonly branches = new Map<string, Branch>([["main", { sha: sha(0), messages: [] }]]);
  /** Pull or merge requests; their numbers begin with 1. */
  readonly requests: Request[] = [];
  #commits = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** What a push does. */
  pushed(branch: string, ...messages: string[]): void {
    this.#commits += 1;
    this.branches.set(branch, { sha: sha(this.#commits), messages });
  }

  branch(name: string): Branch | undefined {
    return this.branches.get(name);
  }
}

const sha = (number: number) => number.toString(16).padStart(40, "0");
