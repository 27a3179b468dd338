import { expect, test } from "vitest";
import { DetachKey } from "./detach-key.ts";

/** What each chunk lets through; "DETACH" when the key was found. */
function type(...chunks: string[]): string[] {
  const key = new DetachKey();
  return chunks.map((chunk) => {
    const { send, detach } = key.feed(Buffer.from(chunk, "latin1"));
    return Buffer.from(send).toString("latin1") + (detach ? "DETACH" : "");
  });
}

test("Ctrl-] then d detaches, in one chunk or in two", () => {
  expect(type("\x1dd")).toEqual(["DETACH"]);
  expect(type("ls\r\x1d", "d")).toEqual(["ls\r", "DETACH"]);
});

test("what was typed before the key is still sent, what follows it is not", () => {
  expect(type("abc\x1ddxyz")).toEqual(["abcDETACH"]);
});

test("Ctrl-] twice sends one, and d is then just a letter", () => {
  expect(type("\x1d\x1dd")).toEqual(["\x1dd"]);
  expect(type("\x1d", "\x1d", "d")).toEqual(["", "\x1d", "d"]);
});

test("Ctrl-] followed by anything else sends both", () => {
  expect(type("\x1dx", "d")).toEqual(["\x1dx", "d"]);
  expect(type("\x1d", "\x1b[A")).toEqual(["", "\x1d\x1b[A"]);
});

test("the key is known in the forms that programs may ask the terminal for", () => {
  expect(type("\x1b[93;5ud")).toEqual(["DETACH"]);
  expect(type("\x1b[27;5;93~", "d")).toEqual(["", "DETACH"]);
  expect(type("\x1b[93;5u\x1b[93;5u")).toEqual(["\x1b[93;5u"]);
});

test("pasted text never detaches", () => {
  expect(type("\x1b[200~\x1dd\x1b[201~d")).toEqual(["\x1b[200~\x1dd\x1b[201~d"]);
  expect(type("\x1b[200~a\x1d", "d", "\x1b[201~\x1dd")).toEqual(["\x1b[200~a\x1d", "d", "\x1b[201~DETACH"]);
});

test("bytes pass unchanged, whatever they are", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at).filter((byte) => byte !== 0x1d);
  expect([...new DetachKey().feed(bytes).send]).toEqual([...bytes]);
});
