import {
  type JsonWebKey,
  type KeyObject,
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
} from "node:crypto";
import { WireReader, uint32, wireNumber, wireString, withoutZeros } from "./ssh-wire.ts";

/** How each kind of key that is used here is written down and signs in SSH. */
type Algorithm = {
  readonly name: string;
  /** Behind the name, in the public key. */
  publicPart(jwk: JsonWebKey): Buffer;
  /** Behind the name, in a private key's file. */
  privatePart(jwk: JsonWebKey): Buffer;
  readPrivatePart(reader: WireReader): JsonWebKey;
  /** With the name of the scheme; undefined for one that is too weak. */
  sign(key: KeyObject, data: Buffer, flags: number): [scheme: string, signature: Buffer] | undefined;
};

const bytesOf = (field: string | undefined) => Buffer.from(field ?? "", "base64url");
const fieldOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

const ed25519: Algorithm = {
  name: "ssh-ed25519",
  publicPart: ({ x }) => wireString(bytesOf(x)),
  privatePart: ({ x, d }) =>
    Buffer.concat([wireString(bytesOf(x)), wireString(Buffer.concat([bytesOf(d), bytesOf(x)]))]),
  readPrivatePart(reader) {
    const x = reader.string();
    return { kty: "OKP", crv: "Ed25519", x: fieldOf(x), d: fieldOf(reader.string().subarray(0, 32)) };
  },
  sign: (key, data) => ["ssh-ed25519", sign(null, data, key)],
};

type Curve = { jwk: string; ssh: string; bytes: number; hash: string };
const ecdsa = ({ jwk: crv, ssh, bytes, hash }: Curve): Algorithm => {
  const name = `ecdsa-sha2-${ssh}`;
  const publicPart = ({ x, y }: JsonWebKey) =>
    Buffer.concat([wireString(ssh), wireString(Buffer.concat([Buffer.of(4), bytesOf(x), bytesOf(y)]))]);
  return {
    name,
    publicPart,
    privatePart: (jwk) => Buffer.concat([publicPart(jwk), wireNumber(bytesOf(jwk.d))]),
    readPrivatePart(reader) {
      reader.string(); // the curve, which the name says too
      const point = reader.string();
      const number = withoutZeros(reader.string());
      const d = Buffer.concat([Buffer.alloc(Math.max(0, bytes - number.length)), number]);
      const [x, y] = [point.subarray(1, 1 + bytes), point.subarray(1 + bytes)];
      return { kty: "EC", crv, x: fieldOf(x), y: fieldOf(y), d: fieldOf(d) };
    },
    sign(key, data) {
      const both = sign(hash, data, { key, dsaEncoding: "ieee-p1363" });
      const [r, s] = [both.subarray(0, bytes), both.subarray(bytes)];
      return [name, Buffer.concat([wireNumber(r), wireNumber(s)])];
    },
  };
};

/** Set by who asks for a signature: which hash an RSA key is to use. Without one it would be SHA-1. */
const RSA_SHA2_256 = 2;
const RSA_SHA2_512 = 4;

const rsa: Algorithm = {
  name: "ssh-rsa",
  publicPart: ({ e, n }) => Buffer.concat([wireNumber(bytesOf(e)), wireNumber(bytesOf(n))]),
  privatePart: ({ n, e, d, qi, p, q }) =>
    Buffer.concat([n, e, d, qi, p, q].map((field) => wireNumber(bytesOf(field)))),
  readPrivatePart(reader) {
    const next = () => fieldOf(withoutZeros(reader.string()));
    const [n, e, d, qi, p, q] = [next(), next(), next(), next(), next(), next()];
    return { kty: "RSA", n, e, d, p, q, qi, dp: remainder(d, p), dq: remainder(d, q) };
  },
  sign(key, data, flags) {
    if (flags & RSA_SHA2_512) return ["rsa-sha2-512", sign("sha512", data, key)];
    if (flags & RSA_SHA2_256) return ["rsa-sha2-256", sign("sha256", data, key)];
    return undefined;
  },
};

/** The exponent that goes with one prime: the key's file leaves it out, and Node's form wants it. */
function remainder(exponent: string, prime: string): string {
  const [d, p] = [numberOf(exponent), numberOf(prime)];
  if (p < 2n) return "";
  const digits = (d % (p - 1n)).toString(16);
  return fieldOf(Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex"));
}

const numberOf = (field: string) => BigInt(`0x0${bytesOf(field).toString("hex")}`);

const algorithms: readonly Algorithm[] = [
  ed25519,
  ecdsa({ jwk: "P-256", ssh: "nistp256", bytes: 32, hash: "sha256" }),
  ecdsa({ jwk: "P-384", ssh: "nistp384", bytes: 48, hash: "sha384" }),
  ecdsa({ jwk: "P-521", ssh: "nistp521", bytes: 66, hash: "sha512" }),
  rsa,
];
const nameOf = ({ kty, crv }: JsonWebKey) =>
  kty === "RSA" ? "ssh-rsa" : crv === "Ed25519" ? "ssh-ed25519" : `ecdsa-sha2-nistp${crv?.slice(2) ?? ""}`;

export const algorithmNamed = (name: string) => algorithms.find((algorithm) => algorithm.name === name);
function algorithmOf(jwk: JsonWebKey): Algorithm {
  const algorithm = algorithmNamed(nameOf(jwk));
  if (!algorithm) throw new Error(`SSH has no keys of the kind ${jwk.kty ?? ""} ${jwk.crv ?? ""}`);
  return algorithm;
}

const jwkOf = (key: KeyObject) => key.export({ format: "jwk" });

/** The public half, as SSH sends it. */
export function publicBlob(key: KeyObject): Buffer {
  const jwk = jwkOf(key);
  const algorithm = algorithmOf(jwk);
  return Buffer.concat([wireString(algorithm.name), algorithm.publicPart(jwk)]);
}

/** `ssh-ed25519 AAAA…`: the public half in text, without a comment. */
export const publicText = (blob: Buffer): string =>
  `${new WireReader(blob).text()} ${blob.toString("base64")}`;

export const fingerprintOf = (blob: Buffer): string =>
  `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;

/** The signature as an SSH agent gives it. */
export function signatureOf(key: KeyObject, data: Buffer, flags: number): Buffer | undefined {
  const signed = algorithmOf(jwkOf(key)).sign(key, data, flags);
  return signed && Buffer.concat([wireString(signed[0]), wireString(signed[1])]);
}

const FILE_MAGIC = "openssh-key-v1\0";
const CIPHER_BLOCK_BYTES = 8;
const LINE_CHARACTERS = 70;

/** The private key as OpenSSH keeps it in a file, not locked. */
export function openSshText(key: KeyObject): string {
  const jwk = jwkOf(key);
  const algorithm = algorithmOf(jwk);
  // Two equal numbers tell whether a locked file was opened rightly; here they may be any.
  const check = uint32(0);
  const fields = [check, check, wireString(algorithm.name), algorithm.privatePart(jwk), wireString("")];
  const length = fields.reduce((sum, field) => sum + field.length, 0);
  const padding = Array.from({ length: -length & (CIPHER_BLOCK_BYTES - 1) }, (_, index) => index + 1);
  const file = Buffer.concat([
    Buffer.from(FILE_MAGIC),
    ...["none", "none", ""].map(wireString),
    uint32(1),
    wireString(publicBlob(createPublicKey(key))),
    wireString(Buffer.concat([...fields, Buffer.from(padding)])),
  ]);
  const lines = file.toString("base64").match(new RegExp(`.{1,${LINE_CHARACTERS}}`, "g")) ?? [];
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join("\n")}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

/** A private key's file taken apart; what is locked stays so. */
export type OpenSshFile = {
  cipher: string;
  kdf: string;
  kdfOptions: Buffer;
  blob: Buffer;
  section: Buffer;
};

export function openSshFile(text: string): OpenSshFile | undefined {
  const inside = /-----BEGIN OPENSSH PRIVATE KEY-----([^-]*)-----END OPENSSH PRIVATE KEY-----/.exec(
    text,
  )?.[1];
  const reader = new WireReader(Buffer.from(inside ?? "", "base64"));
  if (reader.take(Math.min(FILE_MAGIC.length, reader.rest.length)).toString() !== FILE_MAGIC)
    return undefined;
  const [cipher, kdf, kdfOptions] = [reader.text(), reader.text(), reader.string()];
  if (reader.uint32() !== 1) return undefined;
  return { cipher, kdf, kdfOptions, blob: reader.string(), section: reader.string() };
}

/** The key in an open section; undefined when its two check numbers say that it was not opened rightly. */
export function keyInSection(section: Buffer): KeyObject | undefined {
  const reader = new WireReader(section);
  if (!reader.take(4).equals(reader.take(4))) return undefined;
  const algorithm = algorithmNamed(reader.text());
  if (!algorithm) throw new Error("no such algorithm");
  return createPrivateKey({ key: algorithm.readPrivatePart(reader), format: "jwk" });
}

/** What `openSshText` wrote. */
export function keyOfOpenSshText(text: string): KeyObject {
  const file = openSshFile(text);
  const key = file && keyInSection(file.section);
  if (!key) throw new Error("this is not a private key that was written here");
  return key;
}
