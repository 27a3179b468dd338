/** Ctrl-] as a byte, and as programs may ask the terminal to send it (kitty's protocol, modifyOtherKeys). */
const PREFIX_BYTE = 0x1d;
const prefixSequences = ["\x1b[93;5u", "\x1b[27;5;93~"];
const PASTE_BEGIN = "\x1b[200~";
const PASTE_END = "\x1b[201~";

export type Typed = { readonly send: Uint8Array; readonly detach: boolean };

/**
 * Finds the detach key (Ctrl-] then d) in what is typed. Ctrl-] twice sends one; followed by anything
 * else both are sent. What is pasted is text, whatever it contains.
 */
export class DetachKey {
  #held: Buffer | undefined;
  #pasting = false;

  feed(chunk: Uint8Array): Typed {
    // One character for each byte, so that positions in text and bytes are the same.
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1");
    const out: string[] = [];
    let at = 0;
    while (at < text.length) {
      if (this.#pasting) {
        const end = text.indexOf(PASTE_END, at);
        this.#pasting = end < 0;
        const next = end < 0 ? text.length : end + PASTE_END.length;
        out.push(text.slice(at, next));
        at = next;
        continue;
      }
      const prefix = prefixAt(text, at);
      if (this.#held) {
        const held = this.#held.toString("latin1");
        this.#held = undefined;
        if (text[at] === "d") return { send: Buffer.from(out.join(""), "latin1"), detach: true };
        out.push(held);
        at += prefix.length; // a second one stands for the first
        continue;
      }
      if (prefix !== "") {
        this.#held = Buffer.from(prefix, "latin1");
        at += prefix.length;
        continue;
      }
      const step = text.startsWith(PASTE_BEGIN, at) ? PASTE_BEGIN.length : 1;
      this.#pasting = step > 1;
      out.push(text.slice(at, at + step));
      at += step;
    }
    return { send: Buffer.from(out.join(""), "latin1"), detach: false };
  }
}

function prefixAt(text: string, at: number): string {
  if (text.charCodeAt(at) === PREFIX_BYTE) return text.charAt(at);
  return prefixSequences.find((sequence) => text.startsWith(sequence, at)) ?? "";
}
