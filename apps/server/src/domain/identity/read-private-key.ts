import {
  type KeyObject,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
} from "node:crypto";
import bcrypt from "bcrypt-pbkdf";
import { Problem } from "@dispatch/protocol/problems";
import { type OpenSshFile, algorithmNamed, keyInSection, openSshFile, publicBlob } from "./ssh-key.ts";
import { WireReader } from "./ssh-wire.ts";

const RSA_LEAST_BITS = 3072;
/** OpenSSH reads none that is longer. */
const RSA_MOST_BITS = 16_384;
const CURVES: ReadonlySet<string> = new Set(["prime256v1", "secp384r1", "secp521r1"]);
/** What ssh-keygen locks keys with unless it is told otherwise, now and in its older versions. */
const CIPHER = /^aes(128|192|256)-(ctr|cbc)$/;
const CIPHER_BLOCK_BYTES = 16;

const MAKE_ONE = "Make one with `ssh-keygen -t ed25519`, or let Dispatch make it.";
const invalid = (detail: string, cause?: unknown) => new Problem("key-invalid", {}, detail, { cause });
const passphraseNeeded = () =>
  new Problem("key-passphrase-needed", {}, "Give the passphrase that opens this key.");
const passphraseWrong = (cause?: unknown) =>
  new Problem("key-passphrase-wrong", {}, "The passphrase does not open this key. Try again.", { cause });

/**
 * The key in what somebody pasted: OpenSSH's own form or PEM, locked or not. Throws a problem that says what to do.
 * Opening a locked key takes as long as its maker chose: not to be called where others wait.
 */
export function readPrivateKey(pasted: string, passphrase: string | undefined): KeyObject {
  const text = pasted.replace(/\r\n?/g, "\n").trim();
  const key = text.includes("-----BEGIN OPENSSH PRIVATE KEY-----")
    ? readOpenSsh(text, passphrase)
    : readPem(text, passphrase);
  requireStrong(key);
  return key;
}

function readPem(text: string, passphrase: string | undefined): KeyObject {
  if (text.startsWith("PuTTY-User-Key-File"))
    throw invalid(
      "This is PuTTY's own form. Convert it with `puttygen key.ppk -O private-openssh -o key`, and give that.",
    );
  if (/^(ssh-|ecdsa-|sk-)|-----BEGIN (SSH2 |RSA )?PUBLIC KEY-----|---- BEGIN SSH2 PUBLIC KEY/.test(text))
    throw invalid("This is the public half. Give the private one: the file without .pub at its end.");
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    throw invalid(
      "This is no private key. It begins with -----BEGIN OPENSSH PRIVATE KEY----- or -----BEGIN PRIVATE KEY-----.",
    );
  const isLocked = text.includes("ENCRYPTED");
  if (isLocked && passphrase === undefined) throw passphraseNeeded();
  try {
    return createPrivateKey({ key: text, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (error) {
    throw isLocked ? passphraseWrong(error) : unreadable(error);
  }
}

const unreadable = (cause?: unknown) =>
  invalid(
    "The key is damaged or not complete. Copy the whole file, its first and last line included.",
    cause,
  );

function readOpenSsh(text: string, passphrase: string | undefined): KeyObject {
  try {
    const file = openSshFile(text);
    if (!file) throw unreadable();
    const name = new WireReader(file.blob).text();
    if (name.startsWith("sk-"))
      throw invalid("This key lies on a security key and cannot leave it. " + MAKE_ONE);
    if (!algorithmNamed(name))
      throw invalid(`Keys of the kind ${printable(name)} are not used any more. ${MAKE_ONE}`);
    const isLocked = file.cipher !== "none";
    if (isLocked && passphrase === undefined) throw passphraseNeeded();
    const section = isLocked ? openSection(file, passphrase ?? "") : file.section;
    const key = keyInSection(section);
    if (!key) throw isLocked ? passphraseWrong() : unreadable();
    if (!isOnePair(key, file.blob))
      throw invalid("The two halves in this file do not belong together. " + MAKE_ONE);
    return key;
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(error);
  }
}

const printable = (name: string) => name.replace(/[^\w@.-]/g, "").slice(0, 40);

function openSection({ cipher, kdf, kdfOptions, section }: OpenSshFile, passphrase: string): Buffer {
  const [known, bits, mode] = CIPHER.exec(cipher) ?? [];
  if (known === undefined || kdf !== "bcrypt" || section.length % CIPHER_BLOCK_BYTES !== 0)
    throw invalid(
      "The way in which this key is locked is not known here. Take the passphrase off a copy with `ssh-keygen -p -f copy`, and give that.",
    );
  const options = new WireReader(kdfOptions);
  const [salt, rounds] = [options.string(), options.uint32()];
  const keyBytes = Number(bits) / 8;
  const made = Buffer.alloc(keyBytes + CIPHER_BLOCK_BYTES);
  const pass = Buffer.from(passphrase);
  if (bcrypt.pbkdf(pass, pass.length, salt, salt.length, made, made.length, rounds) !== 0) throw unreadable();
  const decipher = createDecipheriv(
    `aes-${bits}-${mode}`,
    made.subarray(0, keyBytes),
    made.subarray(keyBytes),
  );
  decipher.setAutoPadding(false);
  return Buffer.concat([decipher.update(section), decipher.final()]);
}

/** Whether what this key signs is what the file's public half vouches for. */
function isOnePair(key: KeyObject, blob: Buffer): boolean {
  const publicKey = createPublicKey(key);
  if (!publicBlob(publicKey).equals(blob)) return false;
  const hash = key.asymmetricKeyType === "ed25519" ? null : "sha256";
  const data = Buffer.from("one pair");
  return verify(hash, data, publicKey, sign(hash, data, key));
}

function requireStrong({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): void {
  const { modulusLength = 0, namedCurve = "" } = asymmetricKeyDetails ?? {};
  if (asymmetricKeyType === "rsa" && (modulusLength < RSA_LEAST_BITS || modulusLength > RSA_MOST_BITS))
    throw invalid(
      `An RSA key has ${RSA_LEAST_BITS} to ${RSA_MOST_BITS} bits, and this one ${modulusLength}. ${MAKE_ONE}`,
    );
  const isUsed =
    asymmetricKeyType === "ed25519" ||
    asymmetricKeyType === "rsa" ||
    (asymmetricKeyType === "ec" && CURVES.has(namedCurve));
  if (!isUsed)
    throw invalid(`Git hosts take no keys of this kind (${asymmetricKeyType ?? "unknown"}). ${MAKE_ONE}`);
}
