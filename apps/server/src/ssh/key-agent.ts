import { type KeyObject, createPublicKey } from "node:crypto";
import { type Server, type Socket, createServer } from "node:net";
import { type KeyPurpose, serves } from "../domain/identity/key-purpose.ts";
import { publicBlob, signatureOf } from "../domain/identity/ssh-key.ts";
import { WireReader, uint32, wireString } from "../domain/identity/ssh-wire.ts";

const REQUEST_IDENTITIES = 11;
const IDENTITIES_ANSWER = 12;
const SIGN_REQUEST = 13;
const SIGN_RESPONSE = 14;
const FAILURE = 5;
const HEADER_BYTES = 4;
/** What ssh asks for is a few hundred bytes. */
const MESSAGE_LIMIT_BYTES = 64 * 1024;

/**
 * An SSH agent with one key, on a socket in a private folder: ssh asks it for signatures, so that the key itself is in
 * no file, no command line and no environment.
 */
export class KeyAgent implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(key: KeyObject, purpose: KeyPurpose) {
    const answer = agentFor(key, purpose);
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      socket.on("error", () => socket.destroy());
      serve(socket, answer);
    });
  }

  static async open(path: string, key: KeyObject, purpose: KeyPurpose): Promise<KeyAgent> {
    const agent = new KeyAgent(key, purpose);
    await new Promise<void>((resolve, reject) => {
      agent.#server.once("error", reject);
      agent.#server.listen(path, resolve);
    });
    return agent;
  }

  async [Symbol.asyncDispose]() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

function serve(socket: Socket, answerTo: (message: Buffer) => Buffer): void {
  let held = Buffer.alloc(0);
  socket.on("data", (bytes: Buffer) => {
    held = Buffer.concat([held, bytes]);
    while (held.length >= HEADER_BYTES) {
      const length = held.readUInt32BE();
      if (length > MESSAGE_LIMIT_BYTES) return socket.destroy();
      if (held.length < HEADER_BYTES + length) return;
      socket.write(wireString(answerTo(held.subarray(HEADER_BYTES, HEADER_BYTES + length))));
      held = held.subarray(HEADER_BYTES + length);
    }
    return;
  });
}

/** What an agent that has this key and no other, for this purpose and no other, answers to a message. */
export function agentFor(key: KeyObject, purpose: KeyPurpose): (message: Buffer) => Buffer {
  const blob = publicBlob(createPublicKey(key));
  return (message) => answer(message, { key, blob, purpose });
}

type Lent = { readonly key: KeyObject; readonly blob: Buffer; readonly purpose: KeyPurpose };

function answer(message: Buffer, { key, blob, purpose }: Lent): Buffer {
  try {
    const reader = new WireReader(message);
    const type = reader.take(1)[0];
    if (type === REQUEST_IDENTITIES)
      return Buffer.concat([Buffer.of(IDENTITIES_ANSWER), uint32(1), wireString(blob), wireString("")]);
    if (type === SIGN_REQUEST && reader.string().equals(blob)) {
      const data = reader.string();
      const signature = serves(data, purpose) ? signatureOf(key, data, reader.uint32()) : undefined;
      if (signature) return Buffer.concat([Buffer.of(SIGN_RESPONSE), wireString(signature)]);
    }
  } catch {
    // Not a message of the agent's language: refused like everything else that is not done here.
  }
  return Buffer.of(FAILURE);
}
