import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { serves } from "./key-purpose.ts";
import { wireString } from "./ssh-wire.ts";

const signIn = (user: string, method = "publickey") =>
  Buffer.concat([
    wireString(randomBytes(32)),
    Buffer.of(50),
    ...[user, "ssh-connection", method].map(wireString),
    Buffer.of(1),
  ]);
const signature = (namespace: string) =>
  Buffer.concat([Buffer.from("SSHSIG"), ...[namespace, "", "sha512", "digest"].map(wireString)]);

test("a key that is lent for signing in signs in as that user, and signs nothing else", () => {
  const purpose = { of: "sign-in", user: "git" } as const;
  expect(serves(signIn("git"), purpose)).toBe(true);
  expect(serves(signIn("git", "publickey-hostbound-v00@openssh.com"), purpose)).toBe(true);
  expect(serves(signIn("root"), purpose)).toBe(false);
  expect(serves(signIn("git", "hostbased"), purpose)).toBe(false);
  expect(serves(signature("git"), purpose)).toBe(false);
  expect(serves(Buffer.from("anything"), purpose)).toBe(false);
});

test("a key that is lent for commits signs for git, and signs nobody in", () => {
  const purpose = { of: "git-signature" } as const;
  expect(serves(signature("git"), purpose)).toBe(true);
  expect(serves(signature("file"), purpose)).toBe(false);
  expect(serves(signIn("git"), purpose)).toBe(false);
  expect(serves(Buffer.alloc(0), purpose)).toBe(false);
});
