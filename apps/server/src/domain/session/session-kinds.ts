import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import type { NewEvent } from "@dispatch/protocol/events";
import type { UserId } from "@dispatch/protocol/ids";
import type { CreateSession, SessionKind } from "@dispatch/protocol/session";
import { DEFAULT_COLS, DEFAULT_ROWS } from "@dispatch/protocol/terminal";
import { type AgentFacts, type PromptRow, newAgent } from "../agents/agent-store.ts";
import type { StoredOptions } from "../store.ts";
import { type TurnGate, beginWith } from "../agents/turn-steps.ts";
import type { SessionStep } from "./session-step.ts";
import type { AgentLaunches } from "../providers/agent-launches.ts";
import type { SessionHost } from "./session-host.ts";

const TITLE_CHARACTERS = 80;

type Wish<K extends SessionKind> = Extract<CreateSession, { kind: K }>;
export type Beginning = {
  readonly title: string;
  readonly options: StoredOptions;
  /** What its log says of it before it runs. */
  readonly events: readonly NewEvent[];
  readonly agent?: AgentFacts;
  /** What else is committed with it. */
  readonly first?: (step: SessionStep) => Promise<void>;
};

/** What the server must know of a kind. Its schema, with what it refuses, is in the protocol's `session.ts`. */
export type SessionKindParts<K extends SessionKind> = {
  readonly host: SessionHost;
  /** What is asked for, with defaults for the rest. */
  readonly begin: (wish: Wish<K>) => Beginning;
  /** Rejects what cannot begin now, before anything is written of it. */
  readonly admit?: (ownerId: UserId, options: StoredOptions) => Promise<void>;
  /** What its log says when it goes on below what it held. */
  readonly goOn: () => readonly NewEvent[];
};

/** A kind is added by a row here: one without does not compile. */
export type SessionKinds = { readonly [K in SessionKind]: SessionKindParts<K> };

/**
 * What a process that is gone may have left switched on would garble its successor: main screen, visible cursor, no mouse reports,
 * no bracketed paste, plain keys and colours, and a new line below the old output.
 */
const FRESH_TERMINAL = new TextEncoder().encode(
  "\x1b7\x1b[?1049l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1006l\x1b[?2004l\x1b[!p\x1b[?25h\x1b[0m\r\n",
);

type KindNeeds = {
  readonly hosts: { readonly [K in SessionKind]: SessionHost };
  readonly launches: Pick<AgentLaunches, "admit" | "defaultProvider">;
  readonly gate: TurnGate;
};

export const sessionKinds = ({ hosts, launches, gate }: KindNeeds): SessionKinds => ({
  terminal: {
    host: hosts.terminal,
    begin: ({ kind: _kind, workspaceId: _workspaceId, title, ...options }) => {
      const size = { cols: options.cols ?? DEFAULT_COLS, rows: options.rows ?? DEFAULT_ROWS };
      return {
        title: title ?? basename(options.shell ?? "Terminal"),
        options: { ...options, ...size },
        events: [{ channel: "terminal:resize", payload: size }],
      };
    },
    goOn: () => [{ channel: "terminal:output", payload: FRESH_TERMINAL }],
  },
  agent: {
    host: hosts.agent,
    admit: (ownerId, { provider = launches.defaultProvider }) => launches.admit(ownerId, provider),
    begin: ({ title, prompt, attachments = [], provider = launches.defaultProvider, model, mode }) => ({
      title: title ?? titleOf(prompt) ?? "Agent",
      options: {
        provider,
        ...(model !== undefined && { model }),
        ...(mode !== undefined && { mode }),
      },
      events: [],
      agent: newAgent,
      ...(prompt !== undefined && {
        first: (step) => firstPrompt(step, { text: prompt, images: attachments }, gate),
      }),
    }),
    goOn: () => [],
  },
  editor: {
    host: hosts.editor,
    begin: ({ title, path }) => ({
      title: title ?? (path === undefined ? "Editor" : basename(path)),
      options: path === undefined ? {} : { path },
      events: [],
    }),
    goOn: () => [],
  },
});

/** The task that a session begins with: its agent gets it as soon as it listens. */
async function firstPrompt(
  step: SessionStep,
  said: Pick<PromptRow, "text" | "images">,
  gate: TurnGate,
): Promise<void> {
  const { number, ownerId, createdAt } = step.session;
  const owner = await step.writing.users.byId(ownerId);
  const prompt = {
    ...said,
    messageId: randomUUID(),
    session: number,
    by: { userId: ownerId, name: owner?.name ?? "" },
    createdAt,
  };
  await beginWith(step, prompt, gate);
}

/** The first line of the task, as far as a list shows it. */
function titleOf(prompt: string | undefined): string | undefined {
  const line = prompt?.trim().split("\n", 1)[0]?.trim();
  if (!line) return undefined;
  const cut = [...line].slice(0, TITLE_CHARACTERS).join("");
  return cut === line ? line : `${cut.trimEnd()}…`;
}

/** Those in whose terms a session's wish is understood; the schema made sure that they fit. */
export const begin = (kinds: SessionKinds, wish: CreateSession): Beginning =>
  (kinds[wish.kind] as SessionKindParts<SessionKind>).begin(wish);

/** Who has this session alive. */
export const liveHost = (kinds: SessionKinds, id: Parameters<SessionHost["ownerOf"]>[0]) =>
  Object.values(kinds)
    .map(({ host }) => host)
    .find((host) => host.ownerOf(id) !== undefined);
