import { type KeyObject, createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

type Site = { readonly rpId: string; readonly origin: string };
/** What a device may do wrong. */
type Quirks = { readonly counter?: number; readonly verified?: boolean; readonly userHandle?: string };

const base64url = (bytes: Buffer | string) => Buffer.from(bytes).toString("base64url");
const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest();

/** An authenticator in software with one passkey, for what no real one would do. */
export class SoftPasskey {
  readonly id = randomBytes(16);
  counter = 0;
  readonly #site: Site;
  readonly #key: KeyObject;
  readonly #publicKey: KeyObject;

  constructor(site: Site) {
    this.#site = site;
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.#key = privateKey;
    this.#publicKey = publicKey;
  }

  /** The answer to `navigator.credentials.create`. */
  create(challenge: string, quirks: Quirks = {}) {
    const { x = "", y = "" } = this.#publicKey.export({ format: "jwk" });
    const key = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, "base64url")],
        [-3, Buffer.from(y, "base64url")],
      ]),
    );
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.id, key]);
    const authData = this.#authenticatorData(quirks, attested);
    const attestation = new Map<string, unknown>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", authData],
    ]);
    return this.#credential({
      clientDataJSON: base64url(this.#clientData("webauthn.create", challenge)),
      attestationObject: base64url(cbor(attestation)),
      transports: ["internal"],
    });
  }

  /** The answer to `navigator.credentials.get`. */
  get(challenge: string, quirks: Quirks = {}) {
    const clientData = this.#clientData("webauthn.get", challenge);
    const authenticatorData = this.#authenticatorData(quirks);
    const signature = sign("sha256", Buffer.concat([authenticatorData, sha256(clientData)]), this.#key);
    return this.#credential({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authenticatorData),
      signature: base64url(signature),
      ...(quirks.userHandle === undefined ? {} : { userHandle: base64url(quirks.userHandle) }),
    });
  }

  #credential<R>(response: R) {
    const id = base64url(this.id);
    return { id, rawId: id, type: "public-key", response, clientExtensionResults: {} };
  }

  #clientData(type: string, challenge: string) {
    return JSON.stringify({ type, challenge, origin: this.#site.origin, crossOrigin: false });
  }

  #authenticatorData({ counter = ++this.counter, verified = true }: Quirks, attested?: Buffer): Buffer {
    const tail = Buffer.alloc(5);
    tail[0] = 0x01 | (verified ? 0x04 : 0) | (attested ? 0x40 : 0);
    tail.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(this.#site.rpId), tail, attested ?? Buffer.alloc(0)]);
  }
}

/** As much of CBOR as an attestation needs. */
function cbor(value: unknown): Buffer {
  if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) {
    const entries = [...(value as Map<unknown, unknown>)];
    return Buffer.concat([
      head(5, entries.length),
      ...entries.flatMap(([key, one]) => [cbor(key), cbor(one)]),
    ]);
  }
  throw new Error(`no CBOR for ${typeof value}`);
}

function head(type: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(type << 5) | length]);
  if (length < 256) return Buffer.from([(type << 5) | 24, length]);
  return Buffer.from([(type << 5) | 25, length >> 8, length & 255]);
}
