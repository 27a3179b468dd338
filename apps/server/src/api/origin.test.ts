import { expect, test } from "vitest";
import { hostPolicy } from "./edge/hosts.ts";
import { originPolicy } from "./origin.ts";

const own = hostPolicy({ host: "127.0.0.1", allowedHosts: ["box.lan"] });

test("a page may act on the address it was loaded from, if that is named by number or is this machine", () => {
  const { allows } = originPolicy(undefined, own);
  expect(allows("http://127.0.0.1:3030", "127.0.0.1:3030")).toBe(true);
  expect(allows("http://localhost:3030", "localhost:3030")).toBe(true);
  expect(allows("http://[::1]:3030", "[::1]:3030")).toBe(true);
  expect(allows("http://192.168.1.5:3030", "192.168.1.5:3030")).toBe(true);
});

test("a name that points here is foreign unless it is the public URL: DNS can be made to say anything", () => {
  expect(originPolicy(undefined, own).allows("http://evil.example:3030", "evil.example:3030")).toBe(false);
  const { allows } = originPolicy(new URL("https://dispatch.example/base"), own);
  expect(allows("https://dispatch.example", "dispatch.example")).toBe(true);
  expect(allows("http://dispatch.example", "dispatch.example")).toBe(false);
  expect(allows("https://dispatch.example.evil.org", "dispatch.example")).toBe(false);
});

test("other ports, other hosts, no origin and nonsense are foreign", () => {
  const { allows } = originPolicy(undefined, own);
  for (const origin of ["http://127.0.0.1:8080", "http://localhost:3030", "null", "", "://", "file://"]) {
    expect(allows(origin, "127.0.0.1:3030"), origin).toBe(false);
  }
  expect(allows("http://127.0.0.1:3030", undefined)).toBe(false);
});

test("a name that the operator allows is ours, from the address that the page was loaded from", () => {
  const { allows } = originPolicy(new URL("https://dispatch.example"), own);
  expect(allows("http://box.lan:3030", "box.lan:3030")).toBe(true);
  expect(allows("http://box.lan:3030", "127.0.0.1:3030")).toBe(false);
  expect(allows("http://other.lan:3030", "other.lan:3030")).toBe(false);
});
