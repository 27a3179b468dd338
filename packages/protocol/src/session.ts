import { z } from "zod";
import { RepositoryWish } from "./workspace.ts";
import { AgentAbilities, AgentUsage, MessageId } from "./agent/events.ts";
import { PromptImage } from "./agent/driving.ts";
import { EditorPath } from "./editor.ts";
import { RunnerId, SessionId, UserId, WorkspaceId } from "./ids.ts";
import { Budget } from "./usage.ts";
import { IsolationRung } from "./isolation.ts";
import { SessionOutcome, SessionStatus } from "./session-status.ts";
import { Present, SessionAccess } from "./sharing.ts";
import { TerminalCols, TerminalOptions, TerminalRows } from "./terminal.ts";

/** The kinds this version can host. Those with processes of their own have an adapter on the runner. */
export const SessionKind = z.enum(["terminal", "agent", "editor"]);
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
  agent: {
    input: false,
    resize: false,
    screen: false,
    interrupt: true,
    resume: true,
    messages: true,
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

export const SessionRunner = z.object({ id: RunnerId, name: z.string().describe("Its machine's name.") });
export type SessionRunner = z.infer<typeof SessionRunner>;

/** The name of a provider of agents, as `GET /api/providers` lists them. */
export const ProviderId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "must be the id of a provider");
export type ProviderId = z.infer<typeof ProviderId>;

export const SessionAgent = z.object({
  isAsleep: z.boolean().describe("Its process has ended to save memory; the next message brings it back."),
  turns: z.int().min(0),
  queued: z.int().min(0).describe("Messages that wait for the turn to end."),
  waiting: z.int().min(0).describe("Approvals and questions that are open."),
  isHeld: z.literal(true).optional().describe("A budget is spent: what is said to it waits."),
  budgets: z.array(Budget).optional().describe("What was set for this session alone."),
  abilities: AgentAbilities.optional(),
});
export type SessionAgent = z.infer<typeof SessionAgent>;

/** What programs in a terminal say of themselves beside their output. */
export const SessionTerminal = z.object({
  programTitle: z
    .string()
    .optional()
    .describe("What its program calls its window: one line of at most 200 characters."),
  bell: z.iso.datetime().optional().describe("When it rang last."),
});
export type SessionTerminal = z.infer<typeof SessionTerminal>;

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
  provider: z.string().optional(),
  model: z.string().optional(),
  mode: z.string().optional(),
  usage: AgentUsage.optional().describe("Of all its turns."),
  agent: SessionAgent.optional(),
  terminal: SessionTerminal.optional().describe("Of terminals that said something of themselves."),
  isolation: IsolationRung.optional().describe("How its latest process is kept apart from the machine."),
  runner: SessionRunner.optional().describe("Where its process is. Only its owner is told."),
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

/** A message to an agent. */
export const PromptText = z.string().min(1).max(1_000_000);

/** Of the images of one message, in base64. */
export const IMAGES_LIMIT_CHARACTERS = 4 * 1024 * 1024;
export const PromptImages = z
  .array(PromptImage.extend({ mimeType: z.enum(["image/png", "image/jpeg", "image/gif", "image/webp"]) }))
  .max(8)
  .refine(
    (images) => images.reduce((sum, { data }) => sum + data.length, 0) <= IMAGES_LIMIT_CHARACTERS,
    "must not be more than 3 MB of images together",
  );

export const CreateAgent = z
  .strictObject({
    kind: z.literal("agent"),
    workspaceId: WorkspaceId.optional(),
    title: SessionTitle.optional(),
    provider: ProviderId.optional().describe("Default: the installation's."),
    model: z.string().min(1).max(200).optional(),
    mode: z.string().min(1).max(100).optional(),
    prompt: PromptText.optional().describe("The first task."),
    attachments: PromptImages.optional(),
    repo: RepositoryWish.optional().describe("Begin in a new worktree of this repository."),
  })
  .refine(({ workspaceId, repo }) => workspaceId === undefined || repo === undefined, {
    error: "give either a workspace or a repository",
    path: ["repo"],
  });
export type CreateAgent = z.infer<typeof CreateAgent>;

/** What happens to a message while the agent works: it hears it now, or when its turn has ended. */
export const MessageDelivery = z.enum(["steer", "queue"]);
export type MessageDelivery = z.infer<typeof MessageDelivery>;

export const SendMessage = z.strictObject({
  text: PromptText,
  attachments: PromptImages.optional(),
  delivery: MessageDelivery.optional().describe(
    "Default: `steer` where the agent can hear it, else `queue`. An agent at rest begins at once.",
  ),
});
export type SendMessage = z.infer<typeof SendMessage>;

export const ForkSession = z.strictObject({
  beforeMessageId: MessageId.optional().describe("The copy ends before this message. Default: all of it."),
  title: SessionTitle.optional(),
  workspaceId: WorkspaceId.optional().describe("Default: the same one."),
  prompt: PromptText.optional().describe("The first message of the copy."),
});
export type ForkSession = z.infer<typeof ForkSession>;

export const SentMessage = z.object({
  messageId: MessageId,
  state: z.enum(["given", "queued"]),
});
export type SentMessage = z.infer<typeof SentMessage>;

export const CreateEditor = z.strictObject({
  kind: z.literal("editor"),
  workspaceId: WorkspaceId.optional(),
  title: SessionTitle.optional(),
  path: EditorPath.optional().describe("A file to open at once."),
});

export const CreateSession = z.discriminatedUnion("kind", [CreateTerminal, CreateAgent, CreateEditor]);
export type CreateSession = z.infer<typeof CreateSession>;

export const PatchSession = z
  .strictObject({
    title: SessionTitle.optional(),
    model: z.string().min(1).max(200).optional().describe("Of an agent, from its next step on."),
    mode: z.string().min(1).max(100).optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "must change something");
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
