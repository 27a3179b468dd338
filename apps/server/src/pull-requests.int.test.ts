import { join } from "node:path";
import { type UserId, type WorkspaceId, newId } from "@dispatch/protocol/ids";
import { DatabaseSync } from "node:sqlite";
import { FakeGitHubForge } from "@dispatch/testkit/fake-github-forge";
import { FakeGitLab } from "@dispatch/testkit/fake-gitlab";
import { expect, test } from "vitest";
import type { Push } from "./domain/forge/pull-request.service.ts";
import { TestApp } from "./testing/test-app.ts";

type Fake = FakeGitHubForge | FakeGitLab;
type Origin = { readonly remote?: string; readonly startedAt?: string; readonly defaultBranch?: string };
const tokenOf: Record<Fake["kind"], string> = { github: "ghp_good", gitlab: "glpat-good" };

/** A person with a token, and a workspace on a branch that a push brings to the forge. */
async function workingAt(
  fake: Fake,
  { remote = `ssh://git@127.0.0.1:2222/${fake.repository.path}.git`, ...from }: Origin = {},
  token = tokenOf[fake.kind],
) {
  const commits: string[] = ["Mend the login\n\nIt was broken."];
  let pushes = 0;
  let arrives = true;
  const push: Push = (_ownerId, _workspaceId, branch) => {
    pushes += 1;
    if (arrives) fake.repository.pushed(branch, ...commits);
    return Promise.resolve();
  };
  const environment = { DISPATCH_REGISTRATION: "open" };
  const it = await TestApp.open({ environment, automatic: false, overrides: { push } });
  const ada = await it.register("ada@example.org");
  const ask = (method: string, path: string, body?: unknown) =>
    it.request(method, path, { token: ada.token, ...(body === undefined ? {} : { body }) });
  const { kind, host, apiUrl } = fake;
  if (token !== "") await ask("POST", "/api/host-tokens", { host: `http://${host}`, kind, apiUrl, token });
  const made = await ask("POST", "/api/workspaces", { kind: "plain", name: "Work" });
  const id = made.body["id"] as WorkspaceId;
  await becomesClone(it, ada.id as UserId, id, { remote, ...from });
  const path = `/api/workspaces/${id}/git/pull-request`;
  return {
    it,
    ada,
    ask,
    commits,
    path,
    workspace: () => ask("GET", path.replace("/git/pull-request", "")),
    pushes: () => pushes,
    losePushes: () => (arrives = false),
    open: (wish: object = {}) => ask("POST", path, wish),
    look: () => ask("GET", path),
    [Symbol.asyncDispose]: () => it[Symbol.asyncDispose](),
  };
}

/** As if it had been cloned: nothing of the repository itself matters here. */
async function becomesClone(it: TestApp, ownerId: UserId, id: WorkspaceId, { remote = "", ...from }: Origin) {
  const repoId = newId("rep");
  await it.app.services.store.write(({ repositories }) =>
    repositories.insert({
      id: repoId,
      ownerId,
      url: remote,
      key: remote,
      name: "engine",
      defaultBranch: from.defaultBranch ?? null,
      identityId: null,
      isComplete: true,
      fetchedAt: null,
      createdAt: it.clock,
    }),
  );
  using database = new DatabaseSync(join(it.home, "dispatch.db"));
  database
    .prepare(
      "update workspaces set kind = 'clone', repo_id = ?, ref = ?, branch = 'fix/the-login' where id = ?",
    )
    .run(repoId, from.startedAt ?? null, id);
}

const fakes = { github: () => FakeGitHubForge.open(), gitlab: () => FakeGitLab.open() } as const;

for (const kind of ["github", "gitlab"] as const) {
  test(`${kind}: a branch is pushed, its pull request opened, brought up to date, and shown`, async () => {
    await using fake: Fake = await fakes[kind]();
    await using work = await workingAt(fake);
    const before = await work.look();
    expect([before.status, before.body["code"]]).toEqual([404, "pull-request-not-found"]);
    const opened = await work.open();
    const pull = {
      host: fake.host,
      kind,
      project: fake.repository.path,
      number: 1,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/.*\/1$/),
      title: "Mend the login",
      body: "It was broken.",
      state: "open",
      isDraft: false,
      head: "fix/the-login",
      base: "main",
    };
    expect([opened.status, opened.body]).toEqual([201, { ...pull, outcome: "opened" }]);
    expect(await work.open()).toMatchObject({ status: 200, body: { ...pull, outcome: "unchanged" } });
    const wish = { title: "Mend it all", body: "And more." };
    expect((await work.open(wish)).body).toEqual({ ...pull, ...wish, outcome: "updated" });
    expect([work.pushes(), fake.repository.requests.length]).toEqual([3, 1]);
    expect((await work.look()).body).toEqual({
      ...pull,
      ...wish,
      merge: "unknown",
      checks: [],
      seenAt: new Date(work.it.clock).toISOString(),
    });
    const { host, project, number, url } = opened.body;
    expect((await work.workspace()).body["pullRequest"]).toEqual({ host, kind, project, number, url });
    const audit = await work.ask("GET", "/api/audit");
    const acts = (audit.body["items"] as { act: string }[]).filter(({ act }) => act === "pull-request.open");
    expect(acts).toHaveLength(3);
    expect(acts.at(-1)).toMatchObject({ details: { host, project, number, outcome: "opened" } });
  });

  test(`${kind}: one that somebody else opened meanwhile is taken, not refused`, async () => {
    await using fake: Fake = await fakes[kind]();
    await using work = await workingAt(fake);
    fake.onBeforeOpen = () => {
      fake.onBeforeOpen = () => undefined;
      if (fake.kind === "github")
        fake.openPull({ title: "Mine", body: null, head: "fix/the-login", base: "main", draft: false });
      else
        fake.openRequest({
          title: "Mine",
          description: null,
          source_branch: "fix/the-login",
          target_branch: "main",
        });
    };
    const { body } = await work.open({ body: "Ours" });
    expect(body).toMatchObject({ number: 1, title: "Mine", body: "Ours", outcome: "updated" });
    expect(fake.repository.requests).toHaveLength(1);
  });

  test(`${kind}: title and base have their defaults; a draft is one`, async () => {
    await using fake: Fake = await fakes[kind]();
    await using work = await workingAt(fake, { startedAt: "release/2", defaultBranch: "main" });
    fake.repository.pushed("release/2");
    work.commits.push("A second one");
    expect((await work.open({ draft: true })).body).toMatchObject({
      title: "Fix the login",
      body: "",
      base: "release/2",
      isDraft: true,
    });
    expect((await work.open({ title: "Better" })).body).toMatchObject({ title: "Better", isDraft: true });
    expect((await work.open({ base: "main" })).body).toMatchObject({ base: "main", outcome: "updated" });
  });

  test(`${kind}: where the work began at no branch the default one is the base; a base that is not there is refused`, async () => {
    await using fake: Fake = await fakes[kind]();
    await using work = await workingAt(fake, { startedAt: "v1.2.3" });
    const refused = await work.open({ base: "nowhere" });
    expect([refused.status, refused.body["code"]]).toEqual([422, "forge-refused"]);
    expect(refused.body["detail"]).toContain("has no branch nowhere");
    expect((await work.open()).body).toMatchObject({ base: "main" });
  });

  test(`${kind}: without a commit, and from the base itself, nothing is opened`, async () => {
    await using fake: Fake = await fakes[kind]();
    await using work = await workingAt(fake);
    work.commits.length = 0;
    const empty = await work.open();
    expect([empty.status, empty.body["code"]]).toEqual([422, "pull-request-empty"]);
    expect(empty.body["detail"]).toContain("fix/the-login has no commits that main has not");
    expect((await work.open({ base: "fix/the-login" })).body["code"]).toBe("pull-request-empty");
    expect(fake.repository.requests).toEqual([]);
  });

  test(`${kind}: what the forge refuses is said with what to do, and nothing of the token`, async () => {
    await using fake: Fake = await fakes[kind]();
    await using work = await workingAt(fake, {}, kind === "github" ? "ghp_thin" : "glpat-thin");
    const code = async () => {
      const { status, body } = await work.open();
      return [status, body["code"]];
    };
    expect(await code()).toEqual([422, "forge-token-refused"]);
    if (fake.kind === "github") fake.tokens.set("ghp_thin", { login: "ada", canWrite: false });
    else fake.tokens.set("glpat-thin", { username: "ada", scopes: ["read_api"], expires_at: null });
    expect(await code()).toEqual([422, "forge-token-too-narrow"]);
    const narrow = await work.open();
    expect(narrow.body["detail"]).toContain(kind === "github" ? "(pull_requests=write)" : "(api)");
    fake.broken = { status: 429, body: "Retry later\n", headers: { "retry-after": "11" } };
    const busy = await work.open();
    expect([busy.status, busy.body["code"], busy.headers.get("retry-after")]).toEqual([
      429,
      "forge-busy",
      "11",
    ]);
    fake.broken = { status: 200, body: "<html>Sign in</html>" };
    expect(await code()).toEqual([502, "forge-unavailable"]);
    fake.broken = { status: 500, body: { message: "500" } };
    expect(await code()).toEqual([502, "forge-unavailable"]);
    expect(JSON.stringify(narrow.body) + work.it.log.join("")).not.toMatch(/ghp_thin|glpat-thin/);
  });

  test(`${kind}: a repository that the token does not see is not there`, async () => {
    await using fake: Fake = await fakes[kind]();
    await using work = await workingAt(fake, { remote: "git@127.0.0.1:ada/other.git" });
    const { body } = await work.open();
    expect([body["code"], body["project"]]).toEqual(["forge-project-hidden", "ada/other"]);
  });
}

test("a branch that is not at the forge is said to be missing there", async () => {
  await using fake = await FakeGitHubForge.open();
  await using work = await workingAt(fake);
  work.losePushes();
  const { status, body } = await work.open();
  expect([status, body["code"]]).toEqual([422, "forge-refused"]);
  expect(body["detail"]).toContain("has no branch fix/the-login. Push it there");
});

test("GitHub's checks and statuses are one list, many pages long, and what became of it is told", async () => {
  await using fake = await FakeGitHubForge.open();
  await using work = await workingAt(fake);
  await work.open();
  const run = (name: string, status: string, conclusion: string | null = null) =>
    fake.runs.push({ name, status, conclusion, html_url: `https://ci.example/${name}` });
  run("lint", "completed", "success");
  run("build", "in_progress");
  run("deploy", "queued");
  run("docs", "completed", "skipped");
  run("test", "completed", "timed_out");
  fake.statuses.push({ context: "ci/old", state: "error", target_url: null });
  fake.statuses.push({ context: "ci/wait", state: "pending", target_url: "javascript:alert(1)" });
  const [pull] = fake.repository.requests;
  if (!pull) throw new Error("nothing was opened");
  pull.mergeable = true;
  pull.mergeable_state = "blocked";
  const link = (name: string) => ({ url: `https://ci.example/${name}` });
  expect((await work.look()).body).toMatchObject({
    merge: "blocked",
    checks: [
      { name: "lint", state: "success", ...link("lint") },
      { name: "build", state: "running", ...link("build") },
      { name: "deploy", state: "queued", ...link("deploy") },
      { name: "docs", state: "skipped", ...link("docs") },
      { name: "test", state: "failure", ...link("test") },
      { name: "ci/old", state: "failure" },
      { name: "ci/wait", state: "queued" },
    ],
  });
  fake.hidesRuns = true;
  work.it.clock += 10_000;
  const narrow = (await work.look()).body;
  expect([(narrow["checks"] as unknown[]).length, narrow["checksTrouble"]]).toEqual([
    2,
    expect.stringContaining("may not do this"),
  ]);
  fake.hidesRuns = false;
  work.it.clock += 10_000;
  await work.look();
  // A moment later it is looked at anew.
  for (let count = 0; count < 150; count += 1) run(`more ${count}`, "completed", "success");
  Object.assign(pull, { mergeable: false, state: "closed", merged_at: "2026-01-01T00:00:00Z" });
  expect((await work.look()).body).toMatchObject({ state: "open", merge: "blocked" });
  work.it.clock += 10_000;
  const later = (await work.look()).body;
  expect([later["state"], later["merge"], (later["checks"] as unknown[]).length]).toEqual([
    "merged",
    "conflicts",
    157,
  ]);
  // Once it is merged the next one is opened.
  expect((await work.open()).body).toMatchObject({ number: 2, outcome: "opened" });
});

test("many looks at once ask the forge once", async () => {
  await using fake = await FakeGitHubForge.open();
  await using work = await workingAt(fake);
  await work.open();
  fake.requests.length = 0;
  const looks = await Promise.all(Array.from({ length: 5 }, work.look));
  expect(new Set(looks.map(({ status }) => status))).toEqual(new Set([200]));
  expect(fake.requests.filter(({ path }) => path.at(-1) === "1")).toHaveLength(1);
});

test("GitLab's jobs and statuses are one list, below a path and with a fork's request aside", async () => {
  await using fake = await FakeGitLab.open();
  fake.mount = "/gitlab";
  const remote = `http://${fake.host}/gitlab/${fake.repository.path}.git`;
  await using work = await workingAt(fake, { remote });
  fake.openRequest(
    { title: "A fork's", description: null, source_branch: "fix/the-login", target_branch: "main" },
    77,
  );
  expect((await work.open()).body).toMatchObject({ number: 2, outcome: "opened" });
  const own = fake.repository.requests[1];
  if (!own) throw new Error("nothing was opened");
  own.detailed_merge_status = "mergeable";
  own.head_pipeline = { id: 5, status: "running" };
  const job = (id: number, name: string, status: string) =>
    fake.jobs.push({ id, name, status, web_url: `https://ci.example/${id}` });
  job(1, "lint", "success");
  job(2, "build", "running");
  job(3, "deploy", "manual");
  job(4, "test", "failed");
  job(5, "pack", "waiting_for_resource");
  fake.statuses.push({ id: 1, name: "lint", status: "success", target_url: null });
  fake.statuses.push({ id: 6, name: "outside", status: "pending", target_url: "https://ci.example/6" });
  const { body } = await work.look();
  expect([body["merge"], body["checks"]]).toEqual([
    "ready",
    [
      { name: "lint", state: "success", url: "https://ci.example/1" },
      { name: "build", state: "running", url: "https://ci.example/2" },
      { name: "deploy", state: "skipped", url: "https://ci.example/3" },
      { name: "test", state: "failure", url: "https://ci.example/4" },
      { name: "pack", state: "queued", url: "https://ci.example/5" },
      { name: "outside", state: "queued", url: "https://ci.example/6" },
    ],
  ]);
});

test("without a token, at a host of another kind, and for others' workspaces, the answer says what to do", async () => {
  await using fake = await FakeGitHubForge.open();
  await using work = await workingAt(fake, {}, "");
  const missing = await work.open();
  expect([missing.status, missing.body["code"], missing.body["host"]]).toEqual([
    409,
    "host-token-needed",
    "127.0.0.1",
  ]);
  expect(work.pushes()).toBe(0);
  const other = { host: `http://${fake.host}`, kind: "other", user: "ada", token: "t" };
  await work.ask("POST", "/api/host-tokens", other);
  expect((await work.open()).body["code"]).toBe("forge-unknown");
  const bob = await work.it.register("bob@example.org");
  for (const method of ["GET", "POST"]) {
    const body = method === "POST" ? { body: {} } : {};
    const answer = await work.it.request(method, work.path, { token: bob.token, ...body });
    expect([answer.status, answer.body["code"]]).toEqual([404, "workspace-not-found"]);
  }
  for (const wrong of [{ title: "" }, { base: "a b" }, { draft: "yes" }, { more: 1 }])
    expect((await work.open(wrong)).body["code"]).toBe("invalid-request");
});
