import { expect, test } from "vitest";
import { authorizedFetch } from "./credential.ts";

const answering = (good: string, seen: string[]) => async (request: Request) => {
  const token = request.headers.get("authorization") ?? "none";
  seen.push(`${token} ${await request.text()}`);
  return new Response(null, { status: token === `Bearer ${good}` ? 204 : 401 });
};

test("a renewed token is used for one more attempt with the same body", async () => {
  const seen: string[] = [];
  let token = "old";
  const send = authorizedFetch({
    token: () => token,
    fetch: answering("new", seen),
    onUnauthorized: () => ((token = "new"), true),
  });
  const answer = await send(new Request("http://host/api/sessions", { method: "POST", body: "{1}" }));
  expect([answer.status, seen]).toEqual([204, ["Bearer old {1}", "Bearer new {1}"]]);
});

test("a 401 stands when nothing was renewed, and a renewal is tried once", async () => {
  const seen: string[] = [];
  const refused = authorizedFetch({
    token: "old",
    fetch: answering("new", seen),
    onUnauthorized: () => false,
  });
  expect((await refused(new Request("http://host/api/sessions"))).status).toBe(401);
  const useless = authorizedFetch({
    token: "old",
    fetch: answering("new", seen),
    onUnauthorized: () => true,
  });
  expect((await useless(new Request("http://host/api/sessions"))).status).toBe(401);
  expect(seen).toHaveLength(3);
});

test("a wrong password is not a lost login", async () => {
  let asked = 0;
  const send = authorizedFetch({
    fetch: async () => new Response(null, { status: 401 }),
    onUnauthorized: () => ((asked += 1), true),
  });
  expect((await send(new Request("http://host/sub/api/auth/login", { method: "POST" }))).status).toBe(401);
  expect(asked).toBe(0);
});
