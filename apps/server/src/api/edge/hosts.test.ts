import { expect, test } from "vitest";
import { hostPolicy } from "./hosts.ts";

const policy = (more: Partial<Parameters<typeof hostPolicy>[0]> = {}) =>
  hostPolicy({ host: "127.0.0.1", allowedHosts: [], machine: "box.office.lan", ...more });

const loopback = [
  "localhost",
  "localhost:3030",
  "127.0.0.1",
  "127.4.5.6:80",
  "[::1]",
  "[::1]:3030",
  "LOCALHOST.",
];

test("this machine's own names for itself are always right, at any port", () => {
  for (const host of loopback) expect(policy().allows(host), host).toBe(true);
  for (const host of loopback) expect(policy({ host: "0.0.0.0" }).allows(host), host).toBe(true);
});

test("a name that somebody else made point here is refused", () => {
  for (const host of [
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example:3030",
    "127.evil.example",
  ])
    expect(policy().allows(host), host).toBe(false);
});

test("on loopback alone neither the machine's name nor an outer address is meant for us", () => {
  for (const host of ["box.office.lan", "192.168.1.5:3030", "[fe80::1]"])
    expect(policy().allows(host), host).toBe(false);
});

test("on all addresses each of them is right, and this machine's name, but no other name", () => {
  const { allows } = policy({ host: "0.0.0.0" });
  for (const host of ["192.168.1.5:3030", "[2001:db8::1]:3030", "box.office.lan", "BOX:3030"])
    expect(allows(host), host).toBe(true);
  for (const host of ["evil.example", "office.lan"]) expect(allows(host), host).toBe(false);
});

test("on one outer address that address is right and no other", () => {
  const { allows } = policy({ host: "192.168.1.5" });
  expect(allows("192.168.1.5:3030")).toBe(true);
  expect(allows("192.168.1.6:3030")).toBe(false);
});

test("the public URL's name and the names in DISPATCH_ALLOWED_HOSTS are right, those below them not", () => {
  const { allows } = policy({
    publicUrl: new URL("https://Dispatch.example:8443/x"),
    allowedHosts: ["box.lan"],
  });
  for (const host of ["dispatch.example", "dispatch.example:8443", "DISPATCH.EXAMPLE.:1", "box.lan:99"])
    expect(allows(host), host).toBe(true);
  for (const host of ["a.dispatch.example", "a.box.lan", "dispatch.example.evil.org"])
    expect(allows(host), host).toBe(false);
});

test("what is no host at all is refused", () => {
  const { allows } = policy({ host: "0.0.0.0" });
  for (const host of ["", " ", "a@127.0.0.1", "127.0.0.1/x", "localhost:port", "[::1", "localhost evil"])
    expect(allows(host), JSON.stringify(host)).toBe(false);
});
