import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Account, PASSWORD, outputOf } from "@dispatch/testkit/account";
import { SshHost } from "@dispatch/testkit/ssh-host";
import { TestServer } from "@dispatch/testkit/test-server";
import { until } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

const canary = (name: string) => `canary-${name}-${randomBytes(6).toString("hex")}`;

const canaries: Record<string, string> = {
  DISPATCH_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
  TERMINAL_KEY: canary("setup"),
  NODE_OPTIONS: `--title=${canary("options")}`,
  npm_config_registry_token: canary("npm"),
  npm_lifecycle_script: canary("lifecycle"),
  ANTHROPIC_API_KEY: canary("anthropic"),
  OPENAI_API_KEY: canary("openai"),
  CLAUDE_CODE_OAUTH_TOKEN: canary("claude"),
  GEMINI_API_KEY: canary("gemini"),
  GOOGLE_APPLICATION_CREDENTIALS: canary("google"),
  AWS_SECRET_ACCESS_KEY: canary("aws"),
  GITHUB_TOKEN: canary("github"),
  SOMETHING_NOBODY_THOUGHT_OF: canary("unknown"),
};

/** Everything below a folder that is a file, as text in which bytes keep their values. */
function filesBelow(folder: string): { path: string; content: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, content: readFileSync(path, "latin1") }));
}

/** How base64 shows bytes that stand `shift` bytes behind a multiple of three, without what its neighbours change. */
const base64Within = (bytes: Buffer, shift: number) =>
  Buffer.concat([Buffer.alloc(shift), bytes])
    .toString("base64")
    .slice(4, -4);

function ofProcess(pid: number | string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    return ""; // it has ended
  }
}

/** Command lines and environments of the server and its children, as often as can be looked. */
function processesWhile(server: TestServer) {
  const seen = new Set<string>();
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      const children = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, "latin1");
      for (const pid of [server.pid, ...children.split(" ").filter(Boolean)])
        for (const file of ["cmdline", "environ"]) seen.add(ofProcess(pid, file));
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  return {
    async stop() {
      isOver = true;
      await looking;
      return [...seen].join("\n").replaceAll("\0", " ");
    },
  };
}

test("R10: no secret of the server reaches a terminal, a file in the home folder or the server's own output", async () => {
  await using server = await TestServer.start({ env: { ...canaries, LOG_LEVEL: "trace" } });
  const owner = await Account.register(server.url, "owner@example.com", {
    setupKey: canaries["TERMINAL_KEY"] ?? "",
  });
  const session = await owner.terminal({
    shell: "/bin/sh",
    args: ["-c", "env; tr '\\0' '\\n' </proc/$$/environ; echo; echo end of it; exec cat"],
  });
  const shown = await owner.shows(session.id, "end of it");
  expect(shown).toContain("TERM=xterm-256color");
  for (const [name, value] of Object.entries(canaries)) {
    expect([name, shown.includes(value)]).toEqual([name, false]);
    expect([name, new RegExp(`^${name}=`, "m").test(shown)]).toEqual([name, false]);
  }
  expect(shown).not.toMatch(/^(DISPATCH_|npm_|NODE_OPTIONS|PORT=|HOST=)/im);

  // A runner lives below every session: what it does not have, none of its children can find out.
  const runner = await until("a runner", () => server.runnerPids[0]);
  const environment = readFileSync(`/proc/${runner}/environ`, "latin1");
  const withheld = [
    "DISPATCH_ENCRYPTION_KEY",
    "TERMINAL_KEY",
    "NODE_OPTIONS",
    "npm_config_registry_token",
    "ANTHROPIC_API_KEY",
    "OPENAI_API_KEY",
    "CLAUDE_CODE_OAUTH_TOKEN",
  ];
  for (const name of withheld)
    expect([name, environment.includes(canaries[name] ?? "")]).toEqual([name, false]);

  // Requests that go wrong are when things are logged.
  const { accessToken, refreshToken } = owner.tokens;
  await owner.request("POST", "/api/auth/login", {
    body: { email: "owner@example.com", password: canary("wrong") },
  });
  await owner.request("POST", "/api/auth/login", {
    body: "{not json",
    headers: { "content-type": "application/json" },
  });
  await owner.request("GET", "/api/sessions?limit=none", { token: accessToken });
  await owner.request("GET", `/api/sessions/${session.id}/events?after=999999`);
  // What somebody entrusts to the server, to be used for them.
  const clientSecret = canary("oauth");
  const provider = {
    kind: "oidc",
    name: "Work",
    issuer: "http://127.0.0.1:1",
    clientId: "dispatch",
    clientSecret,
  };
  const put = await owner.request("PUT", "/api/sign-in-providers/work", {
    token: accessToken,
    body: provider,
  });
  expect(put.status).toBe(200);
  await owner.request("POST", "/api/auth/machine-reset", { body: { email: PASSWORD, proof: owner.token } });
  const gitKey = generateKeyPairSync("ed25519").privateKey;
  const privateKey = gitKey.export({ type: "pkcs8", format: "pem" }) as string;
  const passphrase = canary("passphrase");
  const locked = gitKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase }) as string;
  const identity = {
    name: "Work",
    authorName: "Ada",
    authorEmail: "ada@example.com",
    privateKey: locked,
    passphrase,
  };
  const brought = await owner.request<{ id: string; publicKey: string }>("POST", "/api/users/me/identities", {
    token: accessToken,
    body: identity,
    headers: { "idempotency-key": "brought" },
  });
  expect(brought.status).toBe(201);
  const identityPath = `/api/users/me/identities/${brought.body.id}`;
  const wrong = await owner.request("PUT", identityPath, {
    token: accessToken,
    body: { ...identity, passphrase: canary("wrong") },
  });
  expect(wrong.status).toBe(422);
  await using host = await SshHost.open();
  host.letIn(brought.body.publicKey);
  const seen = processesWhile(server);
  const knocked = await owner.request("POST", `${identityPath}/test`, {
    token: accessToken,
    body: { host: host.address },
  });
  expect(knocked.body).toMatchObject({ outcome: "welcomed" });
  const processes = await seen.stop();
  expect(processes).toContain("-o BatchMode=yes"); // ssh is among them
  // In every form in which it is written: the number itself, as OpenSSH and as PKCS#8 have it in text.
  const keyBytes = Buffer.from(gitKey.export({ format: "jwk" }).d ?? "", "base64url");
  const writings = Object.fromEntries(
    [0, 1, 2].map((shift) => [`gitKey${shift}`, base64Within(keyBytes, shift)]),
  );
  const entrusted = {
    ...writings,
    gitKeyBytes: keyBytes.toString("latin1"),
    gitKeyHex: keyBytes.toString("hex"),
    gitKeyText: privateKey.split("\n")[1] ?? "",
    gitKeyLocked: locked.split("\n")[2] ?? "",
    passphrase,
  };
  // A child that has not become its program yet shows the server's own; what was entrusted is not even there.
  for (const [name, value] of Object.entries(entrusted))
    expect([name, processes.includes(value)]).toEqual([name, false]);
  const secrets = {
    ...canaries,
    ...entrusted,
    clientSecret,
    password: PASSWORD,
    apiKey: owner.token,
    accessToken,
    refreshToken,
  };

  // Everything that may be read, by who may read it, errors included.
  const readable = [
    put.text,
    brought.text,
    wrong.text,
    knocked.text,
    ...(await Promise.all(
      [
        "/metrics",
        "/api/ready",
        "/api/users",
        "/api/audit?limit=500",
        "/api/audit/export",
        "/api/runners",
        "/api/api-keys",
        "/api/users/me/identities",
        identityPath,
        "/api/auth/logins",
        "/api/auth/providers",
        "/api/sign-in-providers",
        "/api/auth/oauth/work/start",
        `/api/sessions/${session.id}/events?limit=1000`,
        `/api/sessions/${session.id}/export?format=jsonl`,
        `/api/sessions/${session.id}/export?format=txt`,
        `/api/sessions/${session.id}/screen`,
      ].map(async (path) => (await owner.request("GET", path, { token: accessToken })).text),
    )),
  ];
  expect(readable.join("\n")).toContain("login.start"); // the audit log is among them
  expect(await server.stop()).toBe(0);
  const files = filesBelow(server.home);
  expect(files.map(({ path }) => path)).toContain(join(server.home, "dispatch.db"));
  for (const [name, value] of Object.entries(secrets)) {
    expect([name, readable.filter((text) => text.includes(value))]).toEqual([name, []]);
    expect([name, server.output.includes(value)]).toEqual([name, false]);
    expect([name, files.filter(({ content }) => content.includes(value)).map(({ path }) => path)]).toEqual([
      name,
      [],
    ]);
  }
});

test("R10: keystrokes are stored nowhere unless the program shows them", async () => {
  await using server = await TestServer.start({ env: { LOG_LEVEL: "trace" } });
  const owner = await Account.register(server.url);
  const hidden = canary("hidden");
  const echoed = canary("echoed");
  const session = await owner.terminal({
    shell: "/bin/sh",
    args: [
      "-c",
      "stty -echo; echo ready; read secret; stty echo; echo length ${#secret}; read shown; echo done; exec cat",
    ],
  });
  await owner.shows(session.id, "ready");
  await owner.type(session.id, `${hidden}\n`, "typed-hidden");
  await owner.shows(session.id, `length ${hidden.length}`);
  await owner.type(session.id, `${echoed}\n`);
  await owner.shows(session.id, "done");
  expect(outputOf(await owner.events(session.id)).toString()).toContain(echoed);
  await server.kill();
  const files = filesBelow(server.home);
  expect(files.filter(({ content }) => content.includes(hidden)).map(({ path }) => path)).toEqual([]);
  expect(server.output).not.toContain(hidden);
  expect(server.output).not.toContain(echoed);
  // The search does find what is there.
  expect(files.some(({ content }) => content.includes(echoed))).toBe(true);
});
