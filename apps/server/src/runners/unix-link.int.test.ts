import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type LinkUnderTest, linkListenerContract } from "./link-listener.contract.ts";
import { linkPath } from "./link-path.ts";
import { UnixLink } from "./unix-link.ts";

function open(): LinkUnderTest & { path: string } {
  const folder = mkdtempSync(join(tmpdir(), "dispatch-link-"));
  const path = join(folder, "link.sock");
  const listener = new UnixLink(path);
  return {
    path,
    listener,
    async dial() {
      const socket = connect(path);
      await once(socket, "connect");
      return socket;
    },
    async [Symbol.asyncDispose]() {
      await listener[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

linkListenerContract("the Unix socket", () => Promise.resolve(open()));

test("the socket opens for its owner only, also where a killed server left a file", async () => {
  await using it = open();
  writeFileSync(it.path, "left behind");
  await it.listener.listen(() => undefined);
  expect(statSync(it.path).mode & 0o777).toBe(0o600);
});

test("a home whose path is too long for a socket gets a private folder of its own, always the same", () => {
  const long = `/tmp/${"a".repeat(120)}/run`;
  const path = linkPath(long);
  expect(path.length).toBeLessThan(100);
  expect(linkPath(long)).toBe(path);
  expect(linkPath(`${long}2`)).not.toBe(path);
  expect(statSync(join(path, "..")).mode & 0o777).toBe(0o700);
  for (const each of [path, linkPath(`${long}2`)]) rmSync(join(each, ".."), { recursive: true });
  expect(linkPath("/home/ann/.dispatch/run")).toBe("/home/ann/.dispatch/run/link.sock");
});
