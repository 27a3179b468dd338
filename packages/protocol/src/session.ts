import { z } from "zod";
import { EditorPath } from "./editor.ts";
import { SessionId, UserId, WorkspaceId } from "./ids.ts";
import { IsolationRung } from "./isolation.ts";
import { SessionOutcome, SessionStatus } from "./session-status.ts";
import { Present, SessionAccess } from "./sharing.ts";
import { TerminalCols, TerminalOptions, TerminalRows } from "./terminal.ts";

/** The kinds this version can host. Those with processes of their own have an adapter on the runner. */
export const SessionKind = z.enum(["terminal", "editor"]);
export type SessionKind = z.infer<typeof SessionKind>;

/** What clients may offer for a session: flags, never a kind's or provider's name, decide what a screen shows. */
export const SessionCapabilities = z.object({
  input: z.boolean(),
  resize: z.boolean(),
  screen: z.boolean(),
  interrupt: z.boolean(),
  resume: z.boolean(),
  messages: z.boolean(),
  documents: z.boolean(),
});
export type SessionCapabilities = z.infer<typeof SessionCapabilities>;

export const capabilitiesOf: Record<SessionKind, SessionCapabilities> = {
  terminal: {
    input: true,
    resize: true,
    screen: true,
    interrupt: true,
    resume: true,
    messages: false,
    documents: false,
  },
  editor: {
    input: true,
    resize: false,
    screen: false,
    interrupt: false,
    resume: true,
    messages: false,
    documents: true,
  },
};

/** Why a live session's output is held back although nothing is wrong with its process. */
export const SessionHold = z.object({
  code: z.enum(["storage-full", "storage-unwritable", "runner-reconnecting"]),
  detail: z.string(),
  since: z.iso.datetime(),
});
export type SessionHold = z.infer<typeof SessionHold>;

export const SessionTitle = z.string().trim().min(1).max(200);

export const Session = z.object({
  id: SessionId,
  kind: SessionKind,
  status: SessionStatus,
  outcome: SessionOutcome.optional(),
  exitCode: z.int().optional(),
  signal: z.string().optional(),
  reason: z.string().optional(),
  title: z.string(),
  ownerId: UserId,
  workspaceId: WorkspaceId,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  lastSeq: z.int().min(0),
  launch: z.int().min(1).describe("1 for the first process, one more for each resume."),
  cols: z.int().optional(),
  rows: z.int().optional(),
  shell: z.string().optional(),
  cwd: z.string().optional(),
  isolation: IsolationRung.optional().describe("How its latest process is kept apart from the machine."),
  attached: z.int().min(0).describe("Clients that follow the session right now."),
  present: z.array(Present).describe("Who has the session in front of them right now."),
  access: SessionAccess.describe("What you may do with it: look, type, or all."),
  sharedBy: z.string().optional().describe("Whose session it is, when it is not yours."),
  isShared: z.boolean().describe("Others can see it, or have a link to it."),
  held: SessionHold.optional(),
  capabilities: SessionCapabilities,
});
export type Session = z.infer<typeof Session>;

export const CreateTerminal = z.strictObject({
  kind: z.literal("terminal"),
  workspaceId: WorkspaceId.optional(),
  title: SessionTitle.optional(),
  ...TerminalOptions.shape,
});

export type CreateTerminal = z.infer<typeof CreateTerminal>;

export const CreateEditor = z.strictObject({
  kind: z.literal("editor"),
  workspaceId: WorkspaceId.optional(),
  title: SessionTitle.optional(),
  path: EditorPath.optional().describe("A file to open at once."),
});

export const CreateSession = z.discriminatedUnion("kind", [CreateTerminal, CreateEditor]);
export type CreateSession = z.infer<typeof CreateSession>;

export const PatchSession = z.strictObject({ title: SessionTitle });
export type PatchSession = z.infer<typeof PatchSession>;

export const SessionScreen = z.object({
  seq: z.int().min(0).describe("The screen shows everything up to and including this event."),
  cols: TerminalCols,
  rows: TerminalRows,
  title: z.string(),
  text: z.string().describe("The visible rows as plain text."),
  restore: z
    .string()
    .describe(
      "Writing this to an empty terminal of the same size restores screen, modes and recent scrollback.",
    ),
  cursor: z.object({ x: z.int(), y: z.int() }),
});
export type SessionScreen = z.infer<typeof SessionScreen>;
