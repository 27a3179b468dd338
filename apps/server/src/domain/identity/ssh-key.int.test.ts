import { execFileSync } from "node:child_process";
import { type KeyObject, createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPrivateKey } from "./read-private-key.ts";
import { fingerprintOf, keyOfOpenSshText, openSshText, publicBlob, publicText } from "./ssh-key.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dispatch-keys-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
/** A file as ssh-keygen wants it: readable by its owner alone. */
function fileWith(text: string): string {
  const path = join(folder, `key-${(files += 1)}`);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}
const keygen = (...args: string[]) => execFileSync("ssh-keygen", args, { encoding: "utf8", stdio: "pipe" });

/** A key's file, as ssh-keygen makes it. */
function made(...args: string[]): string {
  const path = join(folder, `made-${(files += 1)}`);
  keygen("-q", "-f", path, "-C", "somebody", ...(args.includes("-N") ? [] : ["-N", ""]), ...args);
  return readFileSync(path, "utf8");
}

const kinds: Record<string, () => KeyObject> = {
  ed25519: () => generateKeyPairSync("ed25519").privateKey,
  rsa: () => generateKeyPairSync("rsa", { modulusLength: 3072 }).privateKey,
  "P-256": () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
  "P-384": () => generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey,
  "P-521": () => generateKeyPairSync("ec", { namedCurve: "P-521" }).privateKey,
};

test.each(Object.entries(kinds))(
  "what is written of %s is what ssh-keygen reads, and comes back",
  (_, make) => {
    const key = make();
    const text = openSshText(key);
    const blob = publicBlob(createPublicKey(key));
    const path = fileWith(text);
    expect(keygen("-y", "-f", path).trim()).toBe(publicText(blob));
    const publicPath = fileWith(`${publicText(blob)} a comment\n`);
    expect(keygen("-l", "-f", publicPath).split(" ")[1]).toBe(fingerprintOf(blob));
    expect(keyOfOpenSshText(text).equals(key)).toBe(true);
  },
);

test("a number that begins with zeros is written as ssh-keygen wants it", () => {
  // One key in 256 begins with a zero byte: among these there are some.
  for (let count = 0; count < 600; count += 1) {
    const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    expect(keyOfOpenSshText(openSshText(key)).equals(key)).toBe(true);
  }
});

test.each([
  ["ed25519", ["-t", "ed25519"]],
  ["rsa", ["-t", "rsa", "-b", "3072"]],
  ["ecdsa", ["-t", "ecdsa", "-b", "384"]],
  ["rsa in PEM", ["-t", "rsa", "-b", "3072", "-m", "PEM"]],
  ["ecdsa in PKCS#8", ["-t", "ecdsa", "-b", "521", "-m", "PKCS8"]],
])("an open %s key of ssh-keygen is read", (_, args) => {
  const text = made(...args);
  const key = readPrivateKey(text.replaceAll("\n", "\r\n"), undefined);
  expect(keygen("-y", "-f", fileWith(text)).split(" ").slice(0, 2).join(" ").trim()).toBe(
    publicText(publicBlob(createPublicKey(key))),
  );
});

test.each([
  ["as usual", ["-t", "ed25519"]],
  ["in an older cipher", ["-t", "ed25519", "-Z", "aes256-cbc"]],
  ["in PEM", ["-t", "rsa", "-b", "3072", "-m", "PEM"]],
  ["in PKCS#8", ["-t", "ecdsa", "-m", "PKCS8"]],
])("a key that is locked %s opens with its passphrase and with no other", (_, args) => {
  const text = made(...args, "-N", "grüße, passphrase");
  expect(refusal(text)).toMatchObject({ code: "key-passphrase-needed" });
  expect(refusal(text, "wrong")).toMatchObject({ code: "key-passphrase-wrong" });
  const path = fileWith(text);
  const open = readPrivateKey(text, "grüße, passphrase");
  expect(publicText(publicBlob(createPublicKey(open)))).toBe(
    keygen("-y", "-P", "grüße, passphrase", "-f", path).split(" ").slice(0, 2).join(" ").trim(),
  );
});

function refusal(text: string, passphrase?: string): unknown {
  try {
    readPrivateKey(text, passphrase);
  } catch (error) {
    return error;
  }
  throw new Error("it was read");
}

test("what is no usable key is refused with what to do", () => {
  const pem = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }) as string;
  const ed25519 = openSshText(kinds["ed25519"]?.() as KeyObject);
  const other = openSshText(kinds["ed25519"]?.() as KeyObject);
  const lines = ed25519.split("\n");
  /** The private half of one key below the public half of another. */
  const mixed = [...other.split("\n").slice(0, 3), ...lines.slice(3)].join("\n");
  const { publicKey } = generateKeyPairSync("ed25519");
  const cases: [string, RegExp][] = [
    ["nonsense", /no private key/],
    [publicText(publicBlob(publicKey)), /public half/],
    [publicKey.export({ type: "spki", format: "pem" }) as string, /public half/],
    ["PuTTY-User-Key-File-3: ssh-ed25519\n", /puttygen/],
    [lines.slice(0, -3).join("\n"), /damaged/],
    [lines.with(4, "A".repeat(70)).join("\n"), /damaged|do not belong/],
    [mixed, /damaged|do not belong/],
    [made("-t", "rsa", "-b", "2048"), /3072 to 16384 bits, and this one 2048/],
    [made("-t", "ed25519", "-Z", "chacha20-poly1305@openssh.com", "-N", "secret"), /ssh-keygen -p/],
    [pem(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey), /3072 to 16384/],
    [pem(generateKeyPairSync("ec", { namedCurve: "secp256k1" }).privateKey), /no keys of this kind/],
    [pem(generateKeyPairSync("x25519").privateKey), /no keys of this kind/],
    [pem(generateKeyPairSync("ed448").privateKey), /no keys of this kind/],
  ];
  for (const [text, detail] of cases) {
    expect(refusal(text, "secret")).toMatchObject({
      code: "key-invalid",
      message: expect.stringMatching(detail),
    });
  }
});
