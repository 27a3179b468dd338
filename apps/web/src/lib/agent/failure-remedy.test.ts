import type { TranscriptItem } from "@dispatch/protocol/agent/transcript-item";
import { expect, test } from "vitest";
import { remedyOf } from "./failure-remedy.ts";

const placed = (seq: number) => ({ seq, lastSeq: seq, at: seq });
const said = (seq: number, text: string, images = 0): TranscriptItem => ({
  ...placed(seq),
  type: "message",
  role: "user",
  text,
  messageId: `m${seq}`,
  state: "complete",
  ...(images > 0 && { attachments: [{ mimeType: "image/png", bytes: 1 }] }),
});
const failed = (seq: number, code: string) => ({ ...placed(seq), type: "error" as const, code, text: "No." });
const none = { commands: [] };

test("what may be over by itself is said again, and only where it was the last thing that happened", () => {
  const failure = failed(2, "overloaded");
  expect(remedyOf(failure, { items: [said(1, "go"), failure], offers: none })).toEqual({
    kind: "again",
    say: "go",
  });
  expect(remedyOf(failure, { items: [said(1, "go"), failure, said(3, "x")], offers: none })).toBeUndefined();
});

test("images cannot be said again, and what saying it again does not mend is not offered", () => {
  const failure = failed(2, "overloaded");
  expect(remedyOf(failure, { items: [said(1, "go", 1), failure], offers: none })).toBeUndefined();
  const unknown = failed(2, "model-unknown");
  expect(remedyOf(unknown, { items: [said(1, "go"), unknown], offers: none })).toBeUndefined();
});

test("a full context is made smaller where the agent can do that", () => {
  const failure = failed(2, "context-full");
  const items = [said(1, "go"), failure];
  const commands = [{ name: "compact", description: "" }];
  expect(remedyOf(failure, { items, offers: { commands } })).toEqual({ kind: "compact", say: "/compact" });
  expect(remedyOf(failure, { items, offers: none })).toBeUndefined();
});
