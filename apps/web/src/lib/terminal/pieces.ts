import { cutCharacterBytes } from "@dispatch/protocol/cut-character";

/** Some milliseconds of work for a terminal. */
const PIECE_LENGTH = 8 * 1024;

/** All of it, in pieces that end with a whole character; what is empty is one of them too. */
export function piecesOf(whole: string | Uint8Array): readonly (string | Uint8Array)[] {
  const pieces: (string | Uint8Array)[] = [];
  let at = 0;
  do {
    const piece = pieceOf(whole, at, at + PIECE_LENGTH);
    pieces.push(piece);
    at += piece.length;
  } while (at < whole.length);
  return pieces;
}

function pieceOf(whole: string | Uint8Array, from: number, to: number): string | Uint8Array {
  if (to >= whole.length) return typeof whole === "string" ? whole.slice(from) : whole.subarray(from);
  if (typeof whole === "string") return whole.slice(from, to - (isHighSurrogate(whole, to - 1) ? 1 : 0));
  return whole.subarray(from, to - cutCharacterBytes(whole.subarray(from, to)));
}

const isHighSurrogate = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xd800;
