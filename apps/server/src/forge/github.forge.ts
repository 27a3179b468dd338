import { request as octokit } from "@octokit/request";
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
import * as shapes from "./github-shapes.ts";

const VERSION = "2022-11-28";
/** As many checks as are read: five pages. */
const PAGE = 100;
const PAGES_LIMIT = 5;

type Parameters = Record<string, string | number | boolean>;
const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Asks GitHub, and gives its answer whatever its status. What octokit throws holds the request, so it is not passed on. */
async function ask(asked: Asked, route: string, parameters: Parameters = {}): Promise<ForgeAnswer> {
  const { host, apiUrl, token } = asked;
  try {
    const answer = await octokit(route, {
      ...parameters,
      baseUrl: apiUrl,
      headers: {
        authorization: `Bearer ${token}`,
        "user-agent": "Dispatch",
        "x-github-api-version": VERSION,
      },
      request: {
        fetch: (url: string, wish: RequestInit) =>
          boundedFetch(host, url, {
            method: wish.method ?? "GET",
            headers: wish.headers as Record<string, string>,
            body: wish.body as string | undefined,
          }),
        log: quiet,
      },
    });
    return answerOf(answer.status, answer.headers, answer.data as unknown);
  } catch (error) {
    const { cause, response } = error as { cause?: unknown; response?: Refused };
    if (cause instanceof Problem) throw cause;
    if (!response) throw error;
    return answerOf(response.status, response.headers, response.data);
  }
}

type Headers = Readonly<Record<string, string | number | undefined>>;
type Refused = { status: number; headers: Headers; data: unknown };
const answerOf = (status: number, headers: Headers, data: unknown): ForgeAnswer => ({
  status,
  header: (name) => headers[name]?.toString(),
  data,
});
const isGood = ({ status }: ForgeAnswer) => status < 300;

/** Whose token it is. Tokens of the classic kind name their scopes; the others keep what they may to themselves. */
export async function whoAtGitHub(access: ForgeAccess): Promise<ForgeAccount> {
  const answer = await ask(access, "GET /user");
  if (!isGood(answer)) throw refusal(access, answer);
  const { login } = read(access, answer, shapes.Person);
  const scopes = answer
    .header("x-oauth-scopes")
    ?.split(",")
    .map((scope) => scope.trim())
    .filter((scope) => scope !== "");
  const end = Date.parse(answer.header("github-authentication-token-expiration") ?? "");
  const isEnough = !scopes || scopes.includes("repo") || scopes.includes("public_repo");
  return {
    who: login,
    ...(scopes ? { scopes } : {}),
    ...(isEnough ? {} : { missingScopes: ["repo"] }),
    ...(Number.isNaN(end) ? {} : { expiresAt: end }),
  };
}

/** A repository at GitHub or at a GitHub Enterprise server. */
export function gitHubProject(access: ForgeAccess, path: string): Forge {
  const asked: Asked = { ...access, project: path };
  const [owner = "", repo = ""] = path.split("/");

  const tell = (route: string, parameters: Parameters = {}) =>
    ask(asked, route, { owner, repo, ...parameters });
  const orRefuse = async (route: string, parameters: Parameters = {}) => {
    const answer = await tell(route, parameters);
    if (!isGood(answer)) throw refusal(asked, answer);
    return answer;
  };

  async function checksOf(ref: string): Promise<{ checks: Check[]; checksTrouble?: string }> {
    const at = "GET /repos/{owner}/{repo}/commits/{ref}";
    const parts = await Promise.all([
      orTrouble(ref, async (page) =>
        shapes.runChecks(read(asked, await orRefuse(`${at}/check-runs`, page), shapes.CheckRuns)),
      ),
      orTrouble(ref, async (page) =>
        shapes.statusChecks(read(asked, await orRefuse(`${at}/status`, page), shapes.CombinedStatus)),
      ),
    ]);
    const checksTrouble = parts.find(({ trouble }) => trouble !== undefined)?.trouble;
    const checks = parts.flatMap((part) => part.checks);
    return { checks, ...(checksTrouble === undefined ? {} : { checksTrouble }) };
  }

  return {
    async defaultBranch() {
      return read(asked, await orRefuse("GET /repos/{owner}/{repo}"), shapes.Repository).default_branch;
    },
    async branch(branch) {
      const answer = await tell("GET /repos/{owner}/{repo}/branches/{branch}", { branch });
      if (answer.status === 404 && wordsIn(answer.data).includes("Branch not found")) return undefined;
      if (!isGood(answer)) throw refusal(asked, answer);
      return { message: read(asked, answer, shapes.Branch).commit.commit.message };
    },
    async commitsAhead(base, head) {
      // The first page carries all changed files as well.
      const parameters = { basehead: `${base}...${head}`, per_page: 1, page: 2 };
      const answer = await orRefuse("GET /repos/{owner}/{repo}/compare/{basehead}", parameters);
      return Math.min(2, read(asked, answer, shapes.Comparison).ahead_by);
    },
    async find(head) {
      const parameters = { head: `${owner}:${head}`, state: "open", per_page: 10 };
      const answer = await orRefuse("GET /repos/{owner}/{repo}/pulls", parameters);
      // A host that does not know the filter answers with all of them.
      const pull = read(asked, answer, shapes.Pulls).find((one) => one.head.ref === head);
      return pull && shapes.toPullRequest(pull);
    },
    async open({ title, body, base, head, isDraft }: PullRequestWish) {
      const parameters = { title, body, base, head, draft: isDraft };
      const answer = await tell("POST /repos/{owner}/{repo}/pulls", parameters);
      if (isGood(answer)) return shapes.toPullRequest(read(asked, answer, shapes.Pull));
      const said = answer.status === 422 ? wordsIn(answer.data).join("; ") : "";
      if (said.includes("pull request already exists")) return undefined;
      if (said.includes("No commits between"))
        throw new Problem("pull-request-empty", {}, emptyDetail(base, head));
      throw refusal(asked, answer);
    },
    async update(pull_number, change: PullRequestChange) {
      const parameters = { pull_number, ...change };
      const answer = await orRefuse("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", parameters);
      return shapes.toPullRequest(read(asked, answer, shapes.Pull));
    },
    async status(pull_number) {
      const answer = await orRefuse("GET /repos/{owner}/{repo}/pulls/{pull_number}", { pull_number });
      const pull = read(asked, answer, shapes.Pull);
      return {
        ...shapes.toPullRequest(pull),
        merge: shapes.mergeOf(pull),
        ...(await checksOf(pull.head.sha)),
      };
    },
  };
}

const emptyDetail = (base: string, head: string) =>
  `${head} has no commits that ${base} has not. Commit something first.`;

type Load = (page: Parameters) => Promise<Check[]>;

/** A token may be one that sees pull requests and not their checks. */
async function orTrouble(ref: string, load: Load): Promise<{ checks: Check[]; trouble?: string }> {
  try {
    return { checks: await allPages(ref, load) };
  } catch (error) {
    if (error instanceof Problem) return { checks: [], trouble: error.message };
    throw error;
  }
}

/** Page after page until one is not full. */
async function allPages(ref: string, load: Load): Promise<Check[]> {
  const all: Check[] = [];
  for (let page = 1; page <= PAGES_LIMIT; page += 1) {
    const found = await load({ ref, per_page: PAGE, page });
    all.push(...found);
    if (found.length < PAGE) break;
  }
  return all;
}
