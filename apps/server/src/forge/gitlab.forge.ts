import { Problem } from "@dispatch/protocol/problems";
import type { Check } from "@dispatch/protocol/pull-request";
import type {
  Forge,
  ForgeAccess,
  ForgeAccount,
  PullRequestChange,
  PullRequestWish,
} from "../domain/forge/forge.ts";
import { boundedFetch } from "./bounded-fetch.ts";
import { type Asked, type ForgeAnswer, read, refusal, wordsIn } from "./forge-answer.ts";
import * as shapes from "./gitlab-shapes.ts";

/** As many checks as are read: five pages. */
const PAGE = 100;
const PAGES_LIMIT = 5;

type Question = {
  readonly method?: "GET" | "POST" | "PUT";
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
};

/** Asks GitLab, and gives its answer whatever its status. */
async function ask(asked: Asked, path: string, question: Question = {}): Promise<ForgeAnswer> {
  const { method = "GET", query = {}, body } = question;
  const { host, apiUrl, token } = asked;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) search.append(name, String(value));
  const response = await boundedFetch(host, `${apiUrl}${path}?${search.toString()}`, {
    method,
    headers: {
      accept: "application/json",
      authorization: `Bearer ${token}`,
      "user-agent": "Dispatch",
      ...(body ? { "content-type": "application/json" } : {}),
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    data: parsed(text),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isGood = ({ status }: ForgeAnswer) => status < 300;

/** Whose token it is, and what it may do. */
export async function whoAtGitLab(access: ForgeAccess): Promise<ForgeAccount> {
  const answer = await ask(access, "/user");
  if (!isGood(answer)) throw refusal(access, answer);
  const { username } = read(access, answer, shapes.Person);
  const own = await ask(access, "/personal_access_tokens/self");
  if (!isGood(own)) return { who: username }; // a kind of token that does not know itself
  const { scopes, expires_at: end } = read(access, own, shapes.OwnToken);
  const expiresAt = Date.parse(end ?? "");
  return {
    who: username,
    scopes,
    ...(scopes.includes("api") ? {} : { missingScopes: ["api"] }),
    ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
  };
}

/** A project at GitLab, where pull requests are merge requests. */
export function gitLabProject(access: ForgeAccess, path: string): Forge {
  const asked: Asked = { ...access, project: path };
  const project = `/projects/${encodeURIComponent(path)}`;
  const requests = `${project}/merge_requests`;

  const orRefuse = async (at: string, question: Question = {}) => {
    const answer = await ask(asked, at, question);
    if (!isGood(answer)) throw refusal(asked, answer);
    return answer;
  };

  /** Page after page until one is not full. */
  async function all<T>(at: string, take: (answer: ForgeAnswer) => T[]): Promise<T[]> {
    const found: T[] = [];
    for (let page = 1; page <= PAGES_LIMIT; page += 1) {
      const part = take(await orRefuse(at, { query: { per_page: PAGE, page } }));
      found.push(...part);
      if (part.length < PAGE) break;
    }
    return found;
  }

  /** The pipeline's jobs, and what others said of the commit. */
  async function checksOf(sha: string, pipeline: number | undefined): Promise<Check[]> {
    const [jobs, statuses] = await Promise.all([
      pipeline === undefined
        ? []
        : all(`${project}/pipelines/${pipeline}/jobs`, (answer) => read(asked, answer, shapes.Jobs)),
      all(`${project}/repository/commits/${encodeURIComponent(sha)}/statuses`, (answer) =>
        read(asked, answer, shapes.Statuses),
      ),
    ]);
    const names = new Set(jobs.map(({ name }) => name));
    return [
      ...jobs.map(({ name, status, web_url: url }) => shapes.toCheck(name, status, url)),
      ...statuses
        .filter(({ name }) => !names.has(name))
        .map(({ name, status, target_url: url }) => shapes.toCheck(name, status, url)),
    ];
  }

  return {
    async defaultBranch() {
      const { default_branch: branch } = read(asked, await orRefuse(project), shapes.Project);
      if (typeof branch === "string") return branch;
      const detail = `${path} has no branch yet at ${access.host}. Push one there first, or name the base.`;
      throw new Problem("pull-request-empty", {}, detail);
    },
    async branch(name) {
      const answer = await ask(asked, `${project}/repository/branches/${encodeURIComponent(name)}`);
      if (answer.status === 404 && wordsIn(answer.data).join().includes("Branch Not Found")) return undefined;
      if (!isGood(answer)) throw refusal(asked, answer);
      return { message: read(asked, answer, shapes.Branch).commit.message };
    },
    async commitsAhead(base, head) {
      const query = { ref_name: `${base}..${head}`, per_page: 2 };
      const answer = await orRefuse(`${project}/repository/commits`, { query });
      return read(asked, answer, shapes.Commits).length;
    },
    async find(head) {
      const query = { state: "opened", source_branch: head, per_page: PAGE };
      const found = read(asked, await orRefuse(requests, { query }), shapes.MergeRequests);
      // Forks may have a branch of the same name.
      const own = found.find((one) => one.source_project_id === one.target_project_id);
      return own && shapes.toPullRequest(own);
    },
    async open({ title, body, base, head, isDraft }: PullRequestWish) {
      const wish = {
        source_branch: head,
        target_branch: base,
        title: shapes.draftTitle(title, isDraft),
        description: body,
      };
      const answer = await ask(asked, requests, { method: "POST", body: wish });
      if (isGood(answer)) return shapes.toPullRequest(read(asked, answer, shapes.MergeRequest));
      const isThere = answer.status === 409 && wordsIn(answer.data).join().includes("already exists");
      if (isThere) return undefined;
      throw refusal(asked, answer);
    },
    async update(number, { title, body, base }: PullRequestChange) {
      const one = `${requests}/${number}`;
      const known = shapes.toPullRequest(read(asked, await orRefuse(one), shapes.MergeRequest));
      const change = {
        ...(title === undefined ? {} : { title: shapes.draftTitle(title, known.isDraft) }),
        ...(body === undefined ? {} : { description: body }),
        ...(base === undefined ? {} : { target_branch: base }),
      };
      const answer = await orRefuse(one, { method: "PUT", body: change });
      return shapes.toPullRequest(read(asked, answer, shapes.MergeRequest));
    },
    async status(number) {
      const request = read(asked, await orRefuse(`${requests}/${number}`), shapes.MergeRequest);
      const known = { ...shapes.toPullRequest(request), merge: shapes.mergeOf(request) };
      try {
        const checks = request.sha ? await checksOf(request.sha, request.head_pipeline?.id) : [];
        return { ...known, checks };
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return { ...known, checks: [], checksTrouble: error.message };
      }
    },
  };
}
