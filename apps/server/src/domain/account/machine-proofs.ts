import { createHmac, timingSafeEqual } from "node:crypto";
import { Problem } from "@dispatch/protocol/problems";
import { MACHINE_PROOF_MS, machineStatement, readProof } from "@dispatch/protocol/machine-proof";
import { type MasterKeys, newestOf } from "../vault/master-key.ts";

/** Believes those who can read the installation's key: they are at home on its machine. */
export class MachineProofs {
  readonly #keys: MasterKeys;
  readonly #now: () => number;
  readonly #used = new Map<string, number>();

  constructor(needs: { keys: MasterKeys; now: () => number }) {
    this.#keys = needs.keys;
    this.#now = needs.now;
  }

  check(act: string, text: string): void {
    const proof = readProof(text);
    const now = this.#now();
    for (const [word, at] of this.#used) if (at < now - MACHINE_PROOF_MS) this.#used.delete(word);
    const isFresh = proof && Math.abs(now - proof.at) < MACHINE_PROOF_MS / 2 && !this.#used.has(proof.word);
    if (!isFresh || !this.#isRight(act, proof.at, proof.word, proof.mac)) {
      throw new Problem(
        "invalid-credentials",
        {},
        "This is no proof of the installation's key. Run the command on the machine of the server, as its user.",
      );
    }
    this.#used.set(proof.word, now);
  }

  #isRight(act: string, at: number, word: string, mac: string): boolean {
    const expected = createHmac("sha256", newestOf(this.#keys).derive("machine"))
      .update(machineStatement(act, at, word))
      .digest();
    const given = Buffer.from(mac, "base64url");
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
