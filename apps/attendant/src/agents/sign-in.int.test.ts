import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TestWorkspace } from "../testing/run-errand.ts";

const fake = join(import.meta.dirname, "../../../../packages/testkit/src/claude-sign-in.program.ts");
const command = [process.execPath, fake, "setup-token"];
const PATIENT = { url: 60_000, code: 60_000, token: 60_000 };
const TOKEN = `sk-ant-oat01-${"Fake_token-".repeat(8)}end`;

type Wish = { code?: string; env?: Record<string, string>; limitsMs?: Partial<typeof PATIENT> };

/** A sign-in with a program that shows the real one's screens. */
async function signIn({ code, env = {}, limitsMs = {} }: Wish) {
  using workspace = new TestWorkspace();
  const shown = Promise.withResolvers<void>();
  const notes: { url: string }[] = [];
  const end = new AbortController();
  async function* upload() {
    await shown.promise;
    if (code === undefined) await new Promise((resolve) => end.signal.addEventListener("abort", resolve));
    else yield Buffer.from(`${code}\n`);
  }
  const wish = { command, env, limitsMs: { ...PATIENT, ...limitsMs } };
  const options = {
    upload: upload(),
    onNote: (note: { url: string }) => (notes.push(note), shown.resolve()),
  };
  const outcome = await workspace.ask("agent.sign-in", wish, options).then(
    ({ result }) => result,
    (error: { code: string; data: { reason?: string }; message: string }) => ({
      refused: error.code,
      ...error.data,
      message: error.message,
    }),
  );
  end.abort();
  shown.resolve();
  return { outcome, notes };
}

const leftOver = () => readdirSync(tmpdir()).filter((name) => name.startsWith("dispatch-sign-in-"));

test("a sign-in shows its page whole, takes the code, and gives the token", async () => {
  const before = leftOver();
  const { outcome, notes } = await signIn({ code: "good-code#good-state" });
  expect(outcome).toEqual({ token: TOKEN });
  expect(notes).toEqual([
    {
      url: `https://claude.example/oauth/authorize?code=true&client_id=fake&scope=user%3Ainference&state=${"x".repeat(300)}`,
    },
  ]);
  expect(leftOver()).toEqual(before);
});

test.each([["half-a-code"], ["wrong-code#wrong-state"]])(
  "a code that is refused is told: %s",
  async (code) => {
    const { outcome } = await signIn({ code });
    expect(outcome).toMatchObject({ refused: "agent-sign-in-failed", reason: "bad-code" });
  },
);

test("whatever does not come in time ends the sign-in", async () => {
  const late = { refused: "agent-sign-in-failed", reason: "timed-out" };
  const silent = await signIn({ env: { FAKE_SIGN_IN: "silent" }, limitsMs: { url: 50 } });
  expect(silent.outcome).toMatchObject(late);
  expect((await signIn({ limitsMs: { code: 50 } })).outcome).toMatchObject(late);
  const stuck = { code: "good-code#good-state", env: { FAKE_SIGN_IN: "stuck" }, limitsMs: { token: 50 } };
  expect((await signIn(stuck)).outcome).toMatchObject(late);
});

test("a program that ends by itself is told with what it said, and one that nobody waits for is ended", async () => {
  using workspace = new TestWorkspace();
  const failing = {
    command: ["/bin/sh", "-c", "echo the vendor is closed; exit 4"],
    env: {},
    limitsMs: PATIENT,
  };
  await expect(workspace.ask("agent.sign-in", failing)).rejects.toMatchObject({
    code: "agent-sign-in-failed",
    message: expect.stringMatching(/exit code 4.*the vendor is closed/),
  });
  const pidFile = workspace.at("pid");
  const waiting = {
    command: ["/bin/sh", "-c", `echo $$ > ${pidFile}; echo https://a.example/oauth; echo; exec sleep 600`],
    env: {},
    limitsMs: PATIENT,
  };
  const end = new AbortController();
  const asked = workspace.ask("agent.sign-in", waiting, { signal: end.signal, onNote: () => end.abort() });
  await expect(asked).rejects.toThrow("aborted");
  const { readFileSync } = await import("node:fs");
  expect(existsSync(`/proc/${readFileSync(pidFile, "utf8").trim()}`)).toBe(false);
});

const agents = process.env["DISPATCH_TEST_AGENTS"];
test.skipIf(agents === undefined)("the real program is understood up to its page", async () => {
  using workspace = new TestWorkspace();
  const folder = readdirSync(join(agents ?? "", "claude"))[0] ?? "";
  const platform = `claude-agent-sdk-${process.platform}-${process.arch}`;
  const program = join(agents ?? "", "claude", folder, "node_modules/@anthropic-ai", platform, "claude");
  const end = new AbortController();
  const urls: string[] = [];
  const asked = workspace.ask(
    "agent.sign-in",
    { command: [program, "setup-token"], env: {}, limitsMs: PATIENT },
    { signal: end.signal, onNote: ({ url }) => (urls.push(url), end.abort()) },
  );
  await expect(asked).rejects.toThrow("aborted");
  const url = new URL(urls[0] ?? "");
  expect([url.protocol, url.pathname.endsWith("/oauth/authorize")]).toEqual(["https:", true]);
  expect(url.searchParams.get("state")).toMatch(/^[\w-]{20,}$/);
});
