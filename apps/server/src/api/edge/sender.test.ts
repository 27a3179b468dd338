import { BlockList } from "node:net";
import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { addressOf, settleSender } from "./sender.ts";

const proxies = new BlockList();
proxies.addSubnet("10.0.0.0", 8, "ipv4");
proxies.addAddress("::1", "ipv6");

function settled(peer: string, headers: Record<string, string>, trusted: BlockList | undefined = proxies) {
  const request = { socket: { remoteAddress: peer }, headers: { host: "inside:3030", ...headers } };
  const { distrusted } = settleSender(request as unknown as IncomingMessage, trusted);
  return { ...request.headers, distrusted, address: addressOf(request as unknown as IncomingMessage) };
}

test("a stranger's word about himself is struck out", () => {
  const forged = {
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-real-ip": "127.0.0.1",
    forwarded: "for=127.0.0.1",
  };
  const kept = { host: "inside:3030", "x-forwarded-for": "8.8.8.8", address: "8.8.8.8", distrusted: true };
  expect(settled("8.8.8.8", forged)).toEqual(kept);
  expect(settled("8.8.8.8", forged, undefined)).toEqual(kept);
});

test("a trusted proxy says who the client is, and under which name and scheme it came", () => {
  const said = {
    "x-forwarded-for": "8.8.8.8",
    "x-forwarded-host": "out.example",
    "x-forwarded-proto": "https",
  };
  const known = {
    host: "out.example",
    "x-forwarded-for": "8.8.8.8",
    "x-forwarded-proto": "https",
    address: "8.8.8.8",
    distrusted: false,
  };
  expect(settled("10.1.2.3", said)).toEqual(known);
  expect(settled("::ffff:10.1.2.3", said)).toEqual(known);
  expect(settled("::1", said)).toEqual(known);
});

test("of a chain only what trusted proxies added counts: what the client wrote before it does not", () => {
  const from = (chain: string) => settled("10.0.0.1", { "x-forwarded-for": chain }).address;
  expect(from("1.1.1.1, 8.8.8.8")).toBe("8.8.8.8");
  expect(from("1.1.1.1, 8.8.8.8, 10.0.0.2")).toBe("8.8.8.8");
  expect(from("10.0.0.9")).toBe("10.0.0.9");
  expect(from("8.8.8.8:4711")).toBe("8.8.8.8");
  expect(from("[2001:db8::7]:4711")).toBe("2001:db8::7");
  expect(from("1.1.1.1, unknown")).toBe("10.0.0.1");
  expect(from("")).toBe("10.0.0.1");
});

test("without forwarded headers the connection itself is the sender", () => {
  expect(settled("::ffff:8.8.8.8", {})).toEqual({
    host: "inside:3030",
    "x-forwarded-for": "8.8.8.8",
    address: "8.8.8.8",
    distrusted: false,
  });
});
