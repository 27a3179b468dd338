import { Account, outputOf } from "@dispatch/testkit/account";
import { TestServer } from "@dispatch/testkit/test-server";
import { until } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

type Runners = { items: { isolation?: { limits: { by: string } } }[] };

const bubblewrap = { DISPATCH_REGISTRATION: "open", DISPATCH_ISOLATION: "bubblewrap" };

/** What a command printed, once it has ended. */
async function printed(account: Account, command: string): Promise<string> {
  const { id } = await account.terminal({ shell: "/bin/sh", args: ["-c", command] });
  await account.ended(id);
  return outputOf(await account.events(id)).toString();
}

test("two people's terminals know nothing of each other, nor of the server", async () => {
  await using server = await TestServer.start({ env: bubblewrap });
  const ada = await Account.register(server.url);
  const eve = await Account.register(server.url, "eve@example.com");
  const living = await ada.terminal({
    shell: "/bin/sh",
    args: ["-c", "echo canary | tee file ~/file; pwd; read line"],
  });
  const shown = await ada.shows(living.id, "default");
  const workspace = shown.trim().split("\r\n").at(-1) ?? "";
  expect(living.isolation).toBe("bubblewrap");
  const look = `cat ${workspace}/file ${workspace}/../home/file ${server.home}/dispatch.db ${server.home}/keys/*
    ls ${server.home}/run; ps -e -o args | grep -c '[r]ead line'; whoami; echo over`;
  const seen = await printed(eve, look);
  expect(seen).not.toContain("canary");
  expect(seen).not.toContain("link.sock");
  expect(seen.trim().split("\r\n").slice(-2)).toEqual(["eve", "over"]);
  expect(await printed(ada, "cat file ~/file")).toBe("canary\r\ncanary\r\n");
});

test("a sandboxed session outlives the server, and goes on in its folder when its runner died", async () => {
  await using server = await TestServer.start({ env: bubblewrap });
  const ada = await Account.register(server.url);
  const session = await ada.terminal({
    shell: "/bin/sh",
    args: ["-c", "echo launch >>launches; cat launches; while read line; do echo got $line; done"],
  });
  await ada.shows(session.id, "launch");
  await server.restart();
  await ada.type(session.id, "one\r");
  await ada.shows(session.id, "got one");
  const [runner] = server.runnerPids;
  process.kill(runner ?? 0, "SIGKILL");
  const lost = await ada.ended(session.id);
  expect(lost).toMatchObject({ outcome: "lost", isolation: "bubblewrap" });
  expect((await ada.insist("POST", `/api/sessions/${session.id}/resume`)).status).toBe(200);
  await ada.shows(session.id, "launch\r\nlaunch");
  await ada.request("POST", `/api/sessions/${session.id}/stop`);
  expect(await ada.ended(session.id)).toMatchObject({ outcome: "stopped", isolation: "bubblewrap" });
});

test("who fills memory is told so in the session's end, where the machine counts it", async () => {
  await using server = await TestServer.start({ env: { DISPATCH_LIMIT_MEMORY: "64M" } });
  const ada = await Account.register(server.url);
  const { id } = await ada.terminal({ shell: "/bin/sh", args: ["-c", "exec tail /dev/zero"] });
  const ended = await ada.ended(id);
  expect(ended.outcome).toBe("failed");
  const login = { token: ada.tokens.accessToken };
  const runners = await until("a runner that says what it has proved", async () => {
    const { body } = await ada.request<Runners>("GET", "/api/runners", login);
    return body.items[0]?.isolation && body.items;
  });
  if (runners[0]?.isolation?.limits.by === "prlimit") return;
  expect(ended.reason).toBe("It ran out of its memory limit of 64 MiB.");
  const last = (await ada.events(id)).at(-1);
  expect(last).toMatchObject({ channel: "session:status", payload: { reason: ended.reason } });
});
