import type { RungProof } from "@dispatch/protocol/isolation";
import { expect, test } from "vitest";
import { TestApp } from "./testing/test-app.ts";

const none: RungProof = { rung: "none", proved: true, how: "", networks: ["host"] };
const uid: RungProof = { rung: "uid", proved: true, how: "", networks: ["host"] };
const bubblewrap: RungProof = { rung: "bubblewrap", proved: true, how: "", networks: ["host", "none"] };
const failed = (proof: RungProof): RungProof => ({
  ...proof,
  proved: false,
  why: "It did not work.",
  fix: "Install it.",
});

/** A server with these settings, whose runner has proved these rungs, with an owner and a member. */
async function opened(environment: Record<string, string>, rungs: RungProof[]) {
  const app = await TestApp.open({
    environment: { DISPATCH_REGISTRATION: "open", ...environment },
    automatic: false,
  });
  app.runner.isolation = { ...app.runner.isolation, rungs };
  await app.runner.dial(app.linkPath);
  return {
    app,
    owner: await app.register("ada@example.com"),
    member: await app.register("eve@example.com"),
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}

const create = (app: TestApp, { token }: { token: string }) =>
  app.request("POST", "/api/sessions", { token, body: { kind: "terminal" } });

/** What a start was asked for, as the runner heard it. */
const asked = (app: TestApp) => {
  const call = app.runner.calls.findLast(({ method }) => method === "start");
  return (call?.params as { isolation: { rung: string; network: string; person: object } } | undefined)
    ?.isolation;
};

test("without a setting a session gets the best rung that is proved", async () => {
  for (const [rungs, rung] of [
    [[none, uid, bubblewrap], "bubblewrap"],
    [[none, uid, failed(bubblewrap)], "uid"],
  ] as const) {
    await using it = await opened({}, [...rungs]);
    const { status, body } = await create(it.app, it.member);
    expect([status, body["isolation"]]).toEqual([201, rung]);
    expect(asked(it.app)).toMatchObject({
      rung,
      network: "host",
      person: { number: 2, name: "eve", folder: `${it.app.home}/workspaces/${it.member.id}` },
    });
  }
});

test("what was installed because a refusal asked for it is found by the next session, with nothing restarted", async () => {
  await using it = await opened({ DISPATCH_ISOLATION: "bubblewrap" }, [none, uid, failed(bubblewrap)]);
  expect((await create(it.app, it.owner)).body["code"]).toBe("isolation-unavailable");
  it.app.runner.isolation = { ...it.app.runner.isolation, rungs: [none, uid, bubblewrap] };
  expect((await create(it.app, it.owner)).body["isolation"]).toBe("bubblewrap");
  const { body } = await it.app.request("GET", "/api/ready");
  expect(body["checks"]).toContainEqual({ name: "isolation", ok: true });
});

test("a rung that is named is a floor: if it is not proved, new sessions and resumes are refused with the reason", async () => {
  await using it = await opened({ DISPATCH_ISOLATION: "uid" }, [none, uid, bubblewrap]);
  const { body } = await create(it.app, it.owner);
  expect(body["isolation"]).toBe("uid");
  const id = body["id"] as string;
  await it.app.request("POST", `/api/sessions/${id}/stop`, { token: it.owner.token });
  it.app.runner.isolation = { ...it.app.runner.isolation, rungs: [none, failed(uid), bubblewrap] };
  await it.app.runner.hangUp();
  await it.app.runner.dial(it.app.linkPath);
  const refusal = {
    status: 503,
    body: {
      code: "isolation-unavailable",
      detail:
        "New sessions are refused: DISPATCH_ISOLATION=uid does not work here. It did not work. Install it.",
    },
  };
  expect(await create(it.app, it.owner)).toMatchObject(refusal);
  expect(await it.app.request("POST", `/api/sessions/${id}/resume`, { token: it.owner.token })).toMatchObject(
    refusal,
  );
  const ready = await it.app.request("GET", "/api/ready");
  expect([ready.status, ready.body["checks"]]).toEqual([
    503,
    expect.arrayContaining([{ name: "isolation", ok: false, detail: refusal.body.detail }]),
  ]);
  const { body: session } = await it.app.request("GET", `/api/sessions/${id}`, { token: it.owner.token });
  expect(session).toMatchObject({ status: "ended", outcome: "stopped" });
});

test("where nothing better is proved only the owner has sessions, unless `none` is asked for by name", async () => {
  {
    await using it = await opened({}, [none, failed(uid), failed(bubblewrap)]);
    expect((await create(it.app, it.owner)).body["isolation"]).toBe("none");
    const { status, body } = await create(it.app, it.member);
    expect([status, body["code"]]).toEqual([503, "isolation-unavailable"]);
    expect(body["detail"]).toContain("Install bubblewrap");
  }
  await using it = await opened({ DISPATCH_ISOLATION: "none" }, [none, uid, bubblewrap]);
  expect((await create(it.app, it.member)).body["isolation"]).toBe("none");
});

test("no network is given or refused, never left out", async () => {
  {
    await using it = await opened({ DISPATCH_NETWORK: "none" }, [none, uid, bubblewrap]);
    expect((await create(it.app, it.member)).status).toBe(201);
    expect(asked(it.app)).toMatchObject({ rung: "bubblewrap", network: "none" });
  }
  for (const rung of ["none", "uid"]) {
    await using it = await opened({ DISPATCH_NETWORK: "none", DISPATCH_ISOLATION: rung }, [
      none,
      uid,
      bubblewrap,
    ]);
    const { status, body } = await create(it.app, it.owner);
    expect([status, body["code"]]).toEqual([503, "isolation-unavailable"]);
    expect(body["detail"]).toContain("DISPATCH_NETWORK=none");
  }
});

test("containers are given, and tried, where they are named and never otherwise", async () => {
  const container: RungProof = { rung: "container", proved: true, how: "", networks: ["host", "none"] };
  const tried = (app: TestApp) => app.runner.calls.find(({ method }) => method === "isolation")?.params;
  {
    await using it = await opened({}, [none, container]);
    expect((await create(it.app, it.owner)).body["isolation"]).toBe("none");
    expect(tried(it.app)).toEqual({});
  }
  for (const image of [undefined, "localhost/tools"]) {
    const environment = {
      DISPATCH_ISOLATION: "container",
      ...(image && { DISPATCH_CONTAINER_IMAGE: image }),
    };
    await using it = await opened(environment, [none, uid, bubblewrap, container]);
    expect((await create(it.app, it.member)).body["isolation"]).toBe("container");
    expect(tried(it.app)).toEqual({ container: image ? { image } : {} });
    expect(asked(it.app)).toMatchObject({ rung: "container", container: image ? { image } : {} });
  }
  await using it = await opened({ DISPATCH_ISOLATION: "container" }, [
    none,
    uid,
    bubblewrap,
    failed(container),
  ]);
  expect(await create(it.app, it.owner)).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining("DISPATCH_ISOLATION=container does not work here") as string },
  });
});

test("what a runner has proved is listed for administrators", async () => {
  await using it = await opened({}, [none, failed(uid), bubblewrap]);
  await create(it.app, it.owner);
  const { body } = await it.app.request("GET", "/api/runners", { token: it.owner.token });
  expect(body["items"]).toMatchObject([{ isolation: { rungs: [none, failed(uid), bubblewrap] } }]);
  expect((await it.app.request("GET", "/api/runners", { token: it.member.token })).status).toBe(403);
});
