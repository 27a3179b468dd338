import { FakeRepository } from "./fake-repository.ts";
import { FakeSite, type SiteAnswer, type SiteRequest } from "./fake-site.ts";

type Pull = {
  readonly number: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  draft: boolean;
  merged_at: string | null;
  mergeable: boolean | null;
  mergeable_state: string;
  readonly head: string;
  base: string;
};
type Run = { name: string; status: string; conclusion: string | null; html_url: string };
type Status = { context: string; state: string; target_url: string | null };

const DOCS = "https://docs.github.com/rest";
const failed = (status: number, message: string, more: object = {}): SiteAnswer => ({
  status,
  body: { message, ...more, documentation_url: DOCS, status: String(status) },
});
const NOT_FOUND = failed(404, "Not Found");
const invalid = (error: object) =>
  failed(422, "Validation Failed", { errors: [{ resource: "PullRequest", ...error }] });

/** The part of GitHub Enterprise's REST interface that pull requests need, in GitHub's own words. */
export class FakeGitHubForge extends FakeSite {
  readonly kind = "github" as const;
  /** Tokens and what they may do; undefined is a fine-grained one, that does not say. */
  readonly tokens = new Map<string, { login: string; scopes?: string; canWrite: boolean }>([
    ["ghp_good", { login: "ada", scopes: "repo, read:org", canWrite: true }],
  ]);
  readonly expiration = "2030-01-02 03:04:05 UTC";
  readonly repository = new FakeRepository<Pull>("ada/engine");
  readonly runs: Run[] = [];
  readonly statuses: Status[] = [];
  /** Check runs are a right of their own, which a token may lack. */
  hidesRuns = false;
  /** Somebody opens a pull request between a look and the request that opens one. */
  onBeforeOpen: () => void = () => undefined;

  static async open(): Promise<FakeGitHubForge> {
    return new FakeGitHubForge(await FakeSite.listening());
  }

  get apiUrl(): string {
    return `${this.url}/api/v3`;
  }

  openPull(facts: Pick<Pull, "title" | "body" | "head" | "base" | "draft">): Pull {
    const number = this.repository.requests.length + 1;
    const fresh = { state: "open", merged_at: null, mergeable: null, mergeable_state: "unknown" } as const;
    const pull: Pull = { number, ...facts, ...fresh };
    this.repository.requests.push(pull);
    return pull;
  }

  protected answer(request: SiteRequest): SiteAnswer {
    const { path, headers } = request;
    const [, token = ""] = /^(?:Bearer|token) (.+)$/.exec(headers.authorization ?? "") ?? [];
    const person = this.tokens.get(token);
    if (path[0] !== "api" || path[1] !== "v3") return { status: 404, body: "<html>Not here</html>" };
    if (!headers["user-agent"]) return { status: 403, body: "Request forbidden by administrative rules." };
    if (!person) return failed(401, "Bad credentials");
    const route = path.slice(2);
    if (route.join("/") === "user")
      return {
        status: 200,
        body: { login: person.login, id: 1 },
        headers: {
          "github-authentication-token-expiration": this.expiration,
          ...(person.scopes === undefined ? {} : { "x-oauth-scopes": person.scopes }),
        },
      };
    const [repos, owner, name, ...rest] = route;
    if (repos !== "repos" || `${owner}/${name}` !== this.repository.path) return NOT_FOUND;
    const isWrite = request.method !== "GET";
    if (isWrite && !person.canWrite)
      return {
        ...failed(403, "Resource not accessible by personal access token"),
        headers: { "x-accepted-github-permissions": "pull_requests=write" },
      };
    return this.#inRepository(request, rest);
  }

  #inRepository({ method, query, body }: SiteRequest, [what, ref = "", part]: string[]): SiteAnswer {
    const { defaultBranch, requests } = this.repository;
    if (what === undefined) return { status: 200, body: { id: 1, default_branch: defaultBranch } };
    if (what === "branches") return this.#branch(ref);
    if (what === "compare") return this.#compare(ref);
    if (part === "check-runs" && this.hidesRuns)
      return failed(403, "Resource not accessible by personal access token");
    if (what === "commits" && part === "check-runs") return this.#page(query, "check_runs", this.runs);
    if (what === "commits" && part === "status") return this.#page(query, "statuses", this.statuses);
    if (what !== "pulls") return NOT_FOUND;
    if (ref === "") return method === "POST" ? this.#open(body) : this.#list(query);
    const pull = requests.find(({ number }) => number === Number(ref));
    if (!pull) return NOT_FOUND;
    if (method === "PATCH") Object.assign(pull, body);
    return { status: 200, body: this.#shown(pull) };
  }

  #branch(name: string): SiteAnswer {
    const branch = this.repository.branch(name);
    if (!branch) return failed(404, "Branch not found");
    const message = branch.messages.at(-1) ?? "Begin";
    return { status: 200, body: { name, commit: { sha: branch.sha, commit: { message } } } };
  }

  #compare(basehead: string): SiteAnswer {
    const [base = "", head = ""] = basehead.split("...");
    const branch = this.repository.branch(head);
    if (!branch || !this.repository.branch(base)) return NOT_FOUND;
    return { status: 200, body: { status: "ahead", ahead_by: branch.messages.length, commits: [] } };
  }

  #page(query: URLSearchParams, name: string, all: readonly object[]): SiteAnswer {
    const size = Number(query.get("per_page") ?? 30);
    const from = (Number(query.get("page") ?? 1) - 1) * size;
    return { status: 200, body: { total_count: all.length, [name]: all.slice(from, from + size) } };
  }

  #list(query: URLSearchParams): SiteAnswer {
    const head = query.get("head")?.split(":")[1];
    const found = this.repository.requests.filter(
      (pull) => pull.state === (query.get("state") ?? "open") && (head === undefined || pull.head === head),
    );
    return { status: 200, body: found.map((pull) => this.#shown(pull)) };
  }

  #open(body: Record<string, unknown>): SiteAnswer {
    this.onBeforeOpen();
    const {
      title,
      head,
      base,
      draft = false,
    } = body as { title: string; head: string; base: string; draft?: boolean };
    const branch = this.repository.branch(head);
    if (!branch) return invalid({ field: "head", code: "invalid" });
    if (!this.repository.branch(base)) return invalid({ field: "base", code: "invalid" });
    const isThere = this.repository.requests.some((pull) => pull.head === head && pull.state === "open");
    const owner = this.repository.path.split("/")[0];
    if (isThere)
      return invalid({ code: "custom", message: `A pull request already exists for ${owner}:${head}.` });
    if (branch.messages.length === 0)
      return invalid({ code: "custom", message: `No commits between ${base} and ${head}` });
    const text = typeof body["body"] === "string" ? body["body"] : null;
    return { status: 201, body: this.#shown(this.openPull({ title, body: text, head, base, draft })) };
  }

  #shown({ head, base, ...pull }: Pull): object {
    const { path } = this.repository;
    return {
      ...pull,
      id: 900 + pull.number,
      html_url: `${this.url}/${path}/pull/${pull.number}`,
      head: { ref: head, sha: this.repository.branch(head)?.sha ?? "0", label: `ada:${head}` },
      base: { ref: base, sha: this.repository.branch(base)?.sha ?? "0", label: `ada:${base}` },
    };
  }
}
