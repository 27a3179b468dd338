import { FakeRepository } from "./fake-repository.ts";
import { FakeSite, type SiteAnswer, type SiteRequest } from "./fake-site.ts";

type MergeRequest = {
  readonly iid: number;
  title: string;
  description: string | null;
  state: "opened" | "merged" | "closed";
  readonly source_branch: string;
  target_branch: string;
  readonly source_project_id: number;
  has_conflicts: boolean;
  detailed_merge_status: string;
  head_pipeline: { id: number; status: string } | null;
};
type Job = { id: number; name: string; status: string; web_url: string };
type Status = { id: number; name: string; status: string; target_url: string | null };

const PROJECT_ID = 42;
const said = (status: number, message: unknown): SiteAnswer => ({ status, body: { message } });

/** The part of GitLab's REST interface that merge requests need, in GitLab's own words, below a path of its host if told. */
export class FakeGitLab extends FakeSite {
  readonly kind = "gitlab" as const;
  readonly tokens = new Map<string, { username: string; scopes: string[]; expires_at: string | null }>([
    ["glpat-good", { username: "ada", scopes: ["api"], expires_at: "2030-01-02" }],
  ]);
  /** `/gitlab` for a site at https://example.com/gitlab. */
  mount = "";
  readonly repository = new FakeRepository<MergeRequest>("tools/core/engine");
  readonly jobs: Job[] = [];
  readonly statuses: Status[] = [];
  /** Somebody opens a merge request between a look and the request that opens one. */
  onBeforeOpen: () => void = () => undefined;

  static async open(): Promise<FakeGitLab> {
    return new FakeGitLab(await FakeSite.listening());
  }

  get apiUrl(): string {
    return `${this.url}${this.mount}/api/v4`;
  }

  openRequest(
    facts: Pick<MergeRequest, "title" | "description" | "source_branch" | "target_branch">,
    source_project_id = PROJECT_ID,
  ): MergeRequest {
    const request: MergeRequest = {
      iid: this.repository.requests.length + 1,
      ...facts,
      state: "opened",
      source_project_id,
      has_conflicts: false,
      detailed_merge_status: "checking",
      head_pipeline: null,
    };
    this.repository.requests.push(request);
    return request;
  }

  protected answer(request: SiteRequest): SiteAnswer {
    const { path, headers, method } = request;
    const route = path.join("/").startsWith(`${this.mount}/api/v4/`.slice(1))
      ? path.slice(this.mount === "" ? 2 : 3)
      : undefined;
    if (!route) return { status: 404, body: "<!DOCTYPE html><title>404</title>" };
    const [, token = ""] = /^Bearer (.+)$/.exec(headers.authorization ?? "") ?? [];
    const person = this.tokens.get(token);
    if (!person) return said(401, "401 Unauthorized");
    const mayRead = person.scopes.some((scope) => scope === "api" || scope === "read_api");
    if (route.join("/") === "user")
      return { status: 200, body: { id: 1, username: person.username, name: "Ada" } };
    if (route.join("/") === "personal_access_tokens/self")
      return { status: 200, body: { id: 7, active: true, revoked: false, ...person } };
    if (!mayRead || (method !== "GET" && !person.scopes.includes("api"))) return NARROW;
    const [projects, id, ...rest] = route;
    if (projects !== "projects" || (id !== this.repository.path && id !== String(PROJECT_ID)))
      return said(404, "404 Project Not Found");
    return this.#inProject(request, rest);
  }

  #inProject({ method, query, body }: SiteRequest, [what, ref = "", part = "", more]: string[]): SiteAnswer {
    const { defaultBranch, requests } = this.repository;
    if (what === undefined) return { status: 200, body: { id: PROJECT_ID, default_branch: defaultBranch } };
    if (what === "repository" && ref === "branches") return this.#branch(part);
    if (what === "repository" && ref === "commits")
      return more === "statuses" ? this.#page(query, this.statuses) : this.#commits(query);
    if (what === "pipelines" && part === "jobs") return this.#page(query, this.jobs);
    if (what !== "merge_requests") return said(404, "404 Not Found");
    if (ref === "") return method === "POST" ? this.#open(body) : this.#list(query);
    const found = requests.find(({ iid }) => iid === Number(ref));
    if (!found) return said(404, "404 Not found");
    if (method === "PUT") Object.assign(found, body);
    return { status: 200, body: this.#shown(found) };
  }

  #branch(name: string): SiteAnswer {
    const branch = this.repository.branch(name);
    if (!branch) return said(404, "404 Branch Not Found");
    const message = branch.messages.at(-1) ?? "Begin";
    return {
      status: 200,
      body: { name, commit: { id: branch.sha, message, title: message.split("\n")[0] } },
    };
  }

  #commits(query: URLSearchParams): SiteAnswer {
    const head = query.get("ref_name")?.split("..")[1] ?? "";
    const messages = this.repository.branch(head)?.messages ?? [];
    return this.#page(
      query,
      messages.map((message, index) => ({ id: String(index), message })),
    );
  }

  #page(query: URLSearchParams, all: readonly object[]): SiteAnswer {
    const size = Number(query.get("per_page") ?? 20);
    const from = (Number(query.get("page") ?? 1) - 1) * size;
    return { status: 200, body: all.slice(from, from + size) };
  }

  #list(query: URLSearchParams): SiteAnswer {
    const found = this.repository.requests.filter(
      ({ state, source_branch: branch }) =>
        state === query.get("state") && branch === query.get("source_branch"),
    );
    return this.#page(
      query,
      found.map((one) => this.#shown(one)),
    );
  }

  #open(body: Record<string, unknown>): SiteAnswer {
    this.onBeforeOpen();
    const wish = body as {
      title: string;
      description?: string;
      source_branch: string;
      target_branch: string;
    };
    const { title, source_branch, target_branch } = wish;
    if (!this.repository.branch(source_branch)) return said(400, { source_branch: ["does not exist"] });
    const there = this.repository.requests.find(
      (one) =>
        one.source_branch === source_branch && one.state === "opened" && one.source_project_id === PROJECT_ID,
    );
    if (there)
      return said(409, [`Another open merge request already exists for this source branch: !${there.iid}`]);
    const description = wish.description ?? null;
    return {
      status: 201,
      body: this.#shown(this.openRequest({ title, description, source_branch, target_branch })),
    };
  }

  #shown(request: MergeRequest): object {
    const { iid, title, source_branch: branch } = request;
    return {
      ...request,
      id: 900 + iid,
      target_project_id: PROJECT_ID,
      draft: /^draft:/i.test(title),
      web_url: `${this.url}${this.mount}/${this.repository.path}/-/merge_requests/${iid}`,
      sha: this.repository.branch(branch)?.sha ?? null,
    };
  }
}

const NARROW: SiteAnswer = {
  status: 403,
  body: {
    error: "insufficient_scope",
    error_description: "The request requires higher privileges than provided by the access token.",
    scope: "api",
  },
};
