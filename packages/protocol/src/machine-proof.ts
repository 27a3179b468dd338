/**
 * How a program shows that it may read the installation's key, and so is at home on its machine: a time and a random
 * word, with a keyed hash of both. The key itself never travels.
 */
/** A proof is good for so long, and once. */
export const MACHINE_PROOF_MS = 60_000;

export type MachineProof = { readonly at: number; readonly word: string; readonly mac: string };

/** What the hash is about: the same words on both sides, and the act, so that one proof opens one thing. */
export const machineStatement = (act: string, at: number, word: string) => `${act}\n${at}\n${word}`;

export const writeProof = ({ at, word, mac }: MachineProof) => `dsm_${at}.${word}.${mac}`;

export function readProof(text: string): MachineProof | undefined {
  const found = /^dsm_(\d{1,16})\.([A-Za-z0-9_-]{16,64})\.([A-Za-z0-9_-]{43})$/.exec(text);
  const [, at, word, mac] = found ?? [];
  return at && word && mac ? { at: Number(at), word, mac } : undefined;
}
