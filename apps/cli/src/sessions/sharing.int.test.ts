import { type NewInvite, type Tokens } from "@dispatch/protocol/account";
import type { Session } from "@dispatch/protocol/session";
import type { NewShare } from "@dispatch/protocol/sharing";
import { expect, onTestFinished, test } from "vitest";
import { RealServer } from "../testing/real-server.ts";

const password = "correct horse battery";

async function twoPeople() {
  const server = await RealServer.open();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const post = async <T>(path: string, body: object, token?: string) => {
    const answer = await fetch(server.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
    return (await answer.json()) as T;
  };
  const person = (email: string, more = {}) =>
    post<Tokens>("/api/auth/register", { email, password, ...more });
  const ada = await person("ada@example.com");
  const invite = await post<(typeof NewInvite)["_output"]>(
    "/api/invites",
    { role: "member" },
    ada.accessToken,
  );
  const bea = await person("bea@example.com", { invite: invite.token });
  const as =
    ({ accessToken }: Tokens) =>
    (line: string, stdin?: string) =>
      server.run([...line.split(" "), "--token", accessToken], stdin);
  return { ada: as(ada), bea: as(bea), server };
}

test("a session is shared, listed with whose it is, looked at, changed and taken back", async () => {
  const { ada, bea } = await twoPeople();
  const id = (await ada("new terminal --title common")).out.trim();
  expect((await bea("ls")).out).toContain("No sessions");

  const made = await ada(`share common --with bea@example.com --expires 2d`);
  expect([made.code, made.err]).toEqual([0, ""]);
  expect(made.out).toMatch(/^shr_\w+ {2}bea {2}look on\n$/);
  expect((await bea("ls")).out).toMatch(/ada's \(look on\) {2}common/);

  const again = JSON.parse((await ada("share common --with bea@example.com --write --json")).out) as NewShare;
  expect(made.out).toContain(again.id);
  expect((await ada("shares common")).out).toMatch(/person {2}type too {2}never {2}bea/);
  expect((await bea(`stop-session ${id}`)).code).toBe(5);
  expect((await bea("send common echo from-bea-$((40+2))")).code).toBe(0);

  expect((await ada(`unshare common ${again.id}`)).out).toBe(`${again.id}  removed\n`);
  expect((await ada(`unshare common ${again.id}`)).code).toBe(4);
  expect((await ada("shares common")).out).toContain("Not shared.");
  expect((await bea(`attach ${id}`)).code).toBe(4);
});

test("a link is printed once; nobody with an e-mail is said with what to do", async () => {
  const { ada, server } = await twoPeople();
  const id = (await ada("new terminal --title common")).out.trim();
  const { out } = await ada("share common --link visitor --expires 1h");
  const token = /^http:\S+\/shared#(dss_\S+)\n$/.exec(out)?.[1];
  expect((await ada("shares common")).out).not.toContain(token ?? "dss_");
  const opened = await fetch(`${server.url}/api/shared`, { headers: { authorization: `Bearer ${token}` } });
  expect((await opened.json()) as Session).toMatchObject({ id, access: "view", sharedBy: "ada" });
  expect(await ada("share common --with nobody@example.com")).toEqual({
    code: 4,
    out: "",
    err: "dispatch: Nobody here has this e-mail. Invite them first, or share by a link. `dispatch share <session> --link` makes a link.\n",
  });
});
