import { newId } from "@dispatch/protocol/ids";
import { expect, test } from "vitest";
import { type PersonCaller, everyScope } from "../access/caller.ts";
import { Credentials } from "./credentials.ts";
import { Revocations } from "./revocations.ts";
import { Tickets } from "./tickets.ts";

const elsewhere = { address: "9.9.9.9", device: "a player" };

function office() {
  const clock = { ms: 0 };
  const now = () => clock.ms;
  const revocations = new Revocations();
  const credentials = new Credentials({
    tokenKey: () => new Uint8Array(32),
    hashKey: new Uint8Array(32),
    now,
  });
  return { clock, revocations, tickets: new Tickets({ credentials, revocations, now }) };
}

const someone = (): PersonCaller => {
  const loginId = newId("lgn");
  return {
    kind: "person",
    userId: newId("usr"),
    name: "someone",
    role: "member",
    scopes: everyScope,
    byCookie: true,
    credentialId: loginId,
    loginId,
    place: { address: "127.0.0.1", device: "a browser" },
  };
};

test("a ticket stands for its caller once", () => {
  const { tickets } = office();
  const caller = someone();
  const { ticket } = tickets.issue(caller);
  expect(tickets.redeem(ticket, elsewhere)).toEqual({ ...caller, byCookie: false, place: elsewhere });
  expect(tickets.redeem(ticket, elsewhere)).toBeUndefined();
});

test("a ticket ends after half a minute", () => {
  const { clock, tickets } = office();
  const [early, late] = [tickets.issue(someone()), tickets.issue(someone())];
  clock.ms += 29_999;
  expect(tickets.redeem(early.ticket, elsewhere)).toBeDefined();
  clock.ms += 1;
  expect(tickets.redeem(late.ticket, elsewhere)).toBeUndefined();
});

test("a ticket ends with the credential that asked for it, and no other does", () => {
  const { revocations, tickets } = office();
  const [gone, stays] = [someone(), someone()];
  const first = tickets.issue(gone);
  const second = tickets.issue(stays);
  revocations.emit(gone.credentialId);
  expect(tickets.redeem(first.ticket, elsewhere)).toBeUndefined();
  expect(tickets.redeem(second.ticket, elsewhere)).toMatchObject({ userId: stays.userId });
});

test("whoever hoards tickets is refused until they run out; others are not", () => {
  const { clock, tickets } = office();
  const hoarder = someone();
  for (let count = 0; count < 64; count += 1) tickets.issue(hoarder);
  expect(() => tickets.issue(hoarder)).toThrow(/tickets/);
  expect(tickets.issue(someone()).expiresIn).toBe(30);
  clock.ms += 30_000;
  expect(tickets.issue(hoarder).expiresIn).toBe(30);
});
