import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Session } from "@dispatch/protocol/session";
import { Account, expectStatus } from "@dispatch/testkit/account";
import { connectSocket } from "@dispatch/testkit/followers";
import { temporaryFolder } from "@dispatch/testkit/temporary-folder";
import { TestServer } from "@dispatch/testkit/test-server";
import { until } from "@dispatch/testkit/until";
import { expect, test } from "vitest";

const TITLES_PER_SECOND = 10_000;
const SECONDS = 3;
/** What a list may hear of a session that works: of its signs, and now and then that it works. */
const NEWS_PER_SECOND = 2.5;

async function opened() {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(temporaryFolder());
  const server = stack.use(await TestServer.start());
  const owner = await Account.register(server.url);
  const socket = connectSocket(server.url, owner.token);
  stack.defer(() => void socket.close());
  const heard: Session[] = [];
  socket.on("session:changed", (session) => heard.push(session));
  await until("a socket that is connected", () => socket.connected);
  const owned = stack.move();
  /** A shell that nobody is attached to. It goes on when the file is there. */
  const shell = (script: string) =>
    owner.terminal({ shell: "/bin/sh", args: ["-c", script], env: { FOLDER: folder.path } });
  const goOn = (file: string) => writeFileSync(join(folder.path, file), "");
  return { server, owner, heard, shell, goOn, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

const waits = (file: string) => `until [ -e "$FOLDER/${file}" ]; do sleep 0.05; done`;

test("a title that a shell sets while nobody is attached is told, and outlives the server", async () => {
  await using it = await opened();
  const { server, owner, heard } = it;
  const { id } = await it.shell(
    `printf '\\033]2;at work\\007'; printf '\\007'; ${waits("one")};
     printf '\\033]0;two\\033\\\\'; ${waits("two")}; printf '\\033]0;three\\007'; cat`,
  );
  const first = await until("news of the title and the bell", () =>
    heard.find(
      ({ id: of, terminal }) =>
        of === id && terminal?.bell !== undefined && terminal.programTitle === "at work",
    ),
  );
  expect(first.attached).toBe(0);
  expect((await owner.session(id)).terminal).toEqual(first.terminal);

  await server.kill();
  it.goOn("one");
  await server.start();
  const second = await owner.sessionWhere(
    id,
    "called two",
    ({ terminal }) => terminal?.programTitle === "two",
  );
  expect(second.terminal?.bell).toBe(first.terminal?.bell);

  // Killed at the very moment: whatever was written by then, the log has all of it.
  it.goOn("two");
  await owner.shows(id, "three");
  await server.restart();
  await owner.sessionWhere(id, "called three", ({ terminal }) => terminal?.programTitle === "three");
  expectStatus(await owner.request("POST", `/api/sessions/${id}/stop`), 202);
  expect((await owner.ended(id)).terminal).toEqual({ programTitle: "three", bell: first.terminal?.bell });
});

test("ten thousand titles a second are about two for everybody else", async () => {
  await using it = await opened();
  const { owner, heard } = it;
  const { id } = await it.shell(
    `${waits("go")}
     exec "${process.execPath}" -e '
       const each = ${TITLES_PER_SECOND} / 20;
       let said = 0;
       const timer = setInterval(() => {
         let text = "";
         for (let more = 0; more < each; more++) text += "\\x1b]0;title " + ++said + "\\x07\\x07";
         process.stdout.write(text);
         if (said >= ${TITLES_PER_SECOND * SECONDS}) { clearInterval(timer); setInterval(() => {}, 1000); }
       }, 50);'`,
  );
  await owner.sessionWhere(id, "running", ({ status }) => status === "running");
  heard.length = 0;
  it.goOn("go");
  await until("the first titles", () => heard.some(({ terminal }) => terminal?.programTitle !== undefined));
  const from = performance.now();
  heard.length = 0;
  const last = `title ${TITLES_PER_SECOND * SECONDS}`;
  await until("the last title", () => heard.some(({ terminal }) => terminal?.programTitle === last));
  const seconds = (performance.now() - from) / 1000;
  process.stdout.write(`${heard.length} pieces of news within ${seconds.toFixed(1)} s\n`);
  expect(seconds).toBeGreaterThan(SECONDS / 2);
  expect(heard.length).toBeGreaterThan(2);
  expect(heard.length).toBeLessThanOrEqual(NEWS_PER_SECOND * seconds + 1);
  expect((await owner.session(id)).terminal?.programTitle).toBe(last);
});
