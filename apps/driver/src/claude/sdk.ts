import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AgentFailure } from "../agent-failure.ts";

/**
 * The part of `@anthropic-ai/claude-agent-sdk` 0.3.329 that is used. The package is loaded where it is installed: its size and
 * its licence keep it out of what is shipped, so its types are told here. What it sends is not to be relied on: all is optional.
 */
export type SdkMessage = {
  readonly type: string;
  readonly subtype?: string;
  readonly uuid?: string;
  readonly session_id?: string;
  readonly parent_tool_use_id?: string | null;
  /** `assistant` and `user`. */
  readonly message?: {
    readonly id?: string;
    readonly model?: string;
    readonly content?: string | readonly ContentBlock[];
    readonly stop_reason?: string | null;
  };
  /** `assistant`: made by the agent itself to tell of a failure. `api_retry`: what failed. */
  readonly error?: string;
  /** `user`: what the tool gave, in a form of its own. */
  readonly tool_use_result?: unknown;
  readonly event?: StreamEvent;

  /** `result`. */
  readonly is_error?: boolean;
  readonly api_error_status?: number | null;
  readonly result?: string;
  readonly errors?: readonly string[];
  readonly stop_reason?: string | null;
  readonly terminal_reason?: string;
  readonly user_message_uuids?: readonly string[];
  readonly origin?: { readonly kind?: string };
  readonly usage?: TokenUsage;
  readonly model_usage_since_last_result?: Readonly<Record<string, ModelUsage>>;

  /** `system`. */
  readonly permissionMode?: string;
  readonly attempt?: number;
  readonly max_retries?: number;
  readonly retry_delay_ms?: number;
  readonly error_status?: number | null;
  readonly content?: string;
  readonly level?: string;
  readonly commands?: readonly SlashCommand[];
  readonly task_id?: string;
  readonly tool_use_id?: string;
  readonly summary?: string;
  readonly status?: string | null;
  readonly skip_transcript?: boolean;
  readonly ambient?: boolean;

  /** `rate_limit_event`. */
  readonly rate_limit_info?: { readonly status?: string; readonly resetsAt?: number };
};

export type ContentBlock = {
  readonly type: string;
  readonly text?: string;
  readonly thinking?: string;
  readonly id?: string;
  readonly name?: string;
  readonly input?: unknown;
  readonly tool_use_id?: string;
  readonly content?: unknown;
  readonly is_error?: boolean;
};

export type StreamEvent = {
  readonly type: string;
  readonly message?: { readonly id?: string };
  readonly content_block?: { readonly type?: string };
  readonly delta?: {
    readonly text?: string;
    readonly thinking?: string;
    readonly stop_reason?: string | null;
  };
  readonly usage?: TokenUsage;
};

export type TokenUsage = {
  readonly input_tokens?: number;
  readonly output_tokens?: number;
  readonly cache_read_input_tokens?: number;
  readonly cache_creation_input_tokens?: number;
};

export type ModelUsage = {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly cacheReadInputTokens?: number;
  readonly cacheCreationInputTokens?: number;
  readonly costUSD?: number;
  readonly contextWindow?: number;
  readonly costBasis?: string;
};

export type SlashCommand = {
  readonly name: string;
  readonly description?: string;
  readonly argumentHint?: string;
};

export type Initialization = {
  readonly commands?: readonly SlashCommand[];
  readonly models?: readonly {
    readonly value: string;
    readonly displayName?: string;
    readonly description?: string;
  }[];
  readonly claude_code_version?: string;
};

export type UserMessage = {
  readonly type: "user";
  readonly uuid: string;
  readonly parent_tool_use_id: null;
  readonly message: { readonly role: "user"; readonly content: string | readonly object[] };
};

export type PermissionResult =
  | { readonly behavior: "allow"; readonly updatedInput: Record<string, unknown> }
  | { readonly behavior: "deny"; readonly message: string };

export type CanUseTool = (
  tool: string,
  input: Record<string, unknown>,
  about: {
    readonly signal: AbortSignal;
    readonly toolUseID: string;
    readonly agentID?: string;
    readonly title?: string;
    readonly decisionReason?: string;
  },
) => Promise<PermissionResult>;

export type HookInput = {
  readonly tool_name?: string;
  readonly tool_input?: unknown;
  readonly tool_use_id?: string;
  readonly agent_id?: string;
};

export type HookOutput = {
  readonly hookSpecificOutput?: {
    readonly hookEventName: "PreToolUse";
    readonly permissionDecision: "allow" | "deny";
    readonly permissionDecisionReason?: string;
    readonly updatedInput?: Record<string, unknown>;
  };
};

export type PreToolUseHook = (
  input: HookInput,
  toolUseId: string | undefined,
  about: { readonly signal: AbortSignal },
) => Promise<HookOutput>;

export type Options = {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pathToClaudeCodeExecutable: string;
  readonly spawnClaudeCodeProcess: (start: SpawnStart) => SpawnedProcess;
  readonly sessionId?: string;
  readonly resume?: string;
  readonly forkSession?: boolean;
  readonly resumeSessionAt?: string;
  readonly model?: string;
  readonly permissionMode: string;
  readonly allowDangerouslySkipPermissions: boolean;
  readonly includePartialMessages: boolean;
  readonly forwardSubagentText: boolean;
  readonly settingSources: readonly string[];
  readonly projectConfigRoot: string;
  readonly canUseTool: CanUseTool;
  readonly hooks: {
    readonly PreToolUse?: readonly {
      readonly timeout: number;
      readonly onFailure: "block";
      readonly hooks: readonly PreToolUseHook[];
    }[];
  };
};

export type SpawnStart = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

type SpawnedProcess = { readonly stdin: Writable; readonly stdout: Readable };

export interface Query extends AsyncIterable<SdkMessage> {
  initializationResult(): Promise<Initialization>;
  interrupt(): Promise<unknown>;
  setModel(model: string): Promise<void>;
  setPermissionMode(mode: string): Promise<void>;
  close(): void;
}

type Sdk = {
  query(start: { readonly prompt: AsyncIterable<UserMessage>; readonly options: Options }): Query;
};

export async function loadSdk(folder: string | undefined): Promise<Sdk> {
  const path = join(folder ?? "", "node_modules/@anthropic-ai/claude-agent-sdk/sdk.mjs");
  if (!folder || !existsSync(path))
    throw new AgentFailure({
      code: "agent-missing",
      detail: "Claude is not installed where it is expected.",
    });
  return (await import(pathToFileURL(path).href)) as Sdk;
}
