import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { machineStatement, writeProof } from "@dispatch/protocol/machine-proof";
import { MachineProofs } from "./machine-proofs.ts";

const keyOf = (byte: number) => ({
  id: String(byte),
  derive: (use: string) => createHmac("sha256", Buffer.alloc(32, byte)).update(use).digest(),
});
const keys = { keys: () => [keyOf(1)], add: () => undefined, keepNewest: () => undefined };
const NOW = 1_800_000_000_000;
const proofs = (now = NOW) => new MachineProofs({ keys, now: () => now });

function proof({ act = "act", at = NOW, word = "0123456789abcdef", key = keyOf(1) } = {}): string {
  const mac = createHmac("sha256", key.derive("machine"))
    .update(machineStatement(act, at, word))
    .digest("base64url");
  return writeProof({ at, word, mac });
}

test("a fresh proof by the installation's key is believed once", () => {
  const it = proofs();
  expect(() => it.check("act", proof())).not.toThrow();
  expect(() => it.check("act", proof())).toThrow(/no proof/);
  expect(() => it.check("act", proof({ word: "another-word-0000" }))).not.toThrow();
});

test.for([
  ["of another key", proof({ key: keyOf(2) })],
  ["for another act", proof({ act: "other" })],
  ["that is too old", proof({ at: NOW - 31_000 })],
  ["of a time to come", proof({ at: NOW + 31_000 })],
  ["with a changed time", proof().replace(String(NOW), String(NOW + 1))],
  ["that is cut short", proof().slice(0, -1)],
  ["that is nothing", ""],
  ["that is another token", "dsp_0123456789"],
] as const)("a proof %s is refused", ([, text]) => {
  expect(() => proofs().check("act", text)).toThrow(/no proof/);
});
