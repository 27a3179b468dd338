import type { Credentials, Machine, ProviderDefinition } from "./provider.ts";

const MIB = 1024 ** 2;

const claudeAbilities = {
  steer: true,
  resume: true,
  fork: true,
  images: true,
  denyWithReason: true,
  changeInput: true,
  watchEveryTool: true,
} as const;
/** What every agent that speaks the Agent Client Protocol can be asked for; more it says itself when it runs. */
const acpAbilities = {
  steer: false,
  resume: false,
  fork: false,
  images: false,
  denyWithReason: false,
  changeInput: false,
  watchEveryTool: false,
} as const;

/** Nothing is sent home and nothing updates itself behind the installation's back. */
const quietClaude = {
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  DISABLE_AUTOUPDATER: "1",
  DISABLE_TELEMETRY: "1",
  DISABLE_ERROR_REPORTING: "1",
};
const claudeCredentials: Credentials = {
  prefixes: ["ANTHROPIC_", "CLAUDE_", "DISABLE_"],
  // A sign-in with a subscription gives a token of another shape than the keys of the API.
  keyVariable: (key) => (key.startsWith("sk-ant-oat") ? "CLAUDE_CODE_OAUTH_TOKEN" : "ANTHROPIC_API_KEY"),
  baseUrlVariable: "ANTHROPIC_BASE_URL",
  files: [".claude/.credentials.json", ".claude/settings.json", ".claude.json"],
};

const npmPlatform = ({ platform, arch, isMusl }: Machine) => `${platform}-${arch}${isMusl ? "-musl" : ""}`;

const acp = { adapter: "acp", abilities: acpAbilities, env: {}, tellsVersion: true } as const;

/** The agents that Dispatch knows by itself, in the order they are shown in. Versions are those it was tried with. */
export const presets: readonly ProviderDefinition[] = [
  {
    id: "claude",
    name: "Claude",
    adapter: "claude",
    program: "claude",
    args: [],
    env: quietClaude,
    installation: {
      version: "0.3.329",
      packages: () => ["@anthropic-ai/claude-agent-sdk@0.3.329"],
      sizeBytes: 426 * MIB,
      program: (machine) => `node_modules/@anthropic-ai/claude-agent-sdk-${npmPlatform(machine)}/claude`,
    },
    isLibrary: true,
    credentials: claudeCredentials,
    signInArgs: ["setup-token"],
    tellsVersion: true,
    abilities: claudeAbilities,
  },
  {
    id: "opencode",
    name: "OpenCode",
    adapter: "opencode",
    program: "opencode",
    args: [],
    env: {
      OPENCODE_DISABLE_AUTOUPDATE: "1",
      OPENCODE_DISABLE_LSP_DOWNLOAD: "1",
    },
    installation: {
      version: "1.18.33",
      // Its own package fetches the program with a script; the platform's package is the program.
      packages: (machine) => [`opencode-${npmPlatform(machine)}@1.18.33`],
      sizeBytes: 177 * MIB,
      program: (machine) => `node_modules/opencode-${npmPlatform(machine)}/bin/opencode`,
    },
    credentials: {
      prefixes: ["OPENCODE_", "ANTHROPIC_", "OPENAI_", "GEMINI_", "GOOGLE_"],
      keyVariable: () => "OPENCODE_API_KEY",
    },
    tellsVersion: true,
    abilities: { ...acpAbilities, resume: true, fork: true, images: true },
  },
  {
    ...acp,
    id: "claude-acp",
    name: "Claude (ACP)",
    program: "claude-agent-acp",
    args: [],
    env: quietClaude,
    installation: {
      version: "0.100.0",
      packages: () => ["@agentclientprotocol/claude-agent-acp@0.100.0"],
      // The 360 MB that it would bring are Claude's program, which is there already.
      flags: ["--omit=optional"],
      sizeBytes: 78 * MIB,
      program: () => "node_modules/@agentclientprotocol/claude-agent-acp/dist/index.js",
    },
    companion: { provider: "claude", variable: "CLAUDE_CODE_EXECUTABLE" },
    credentials: claudeCredentials,
  },
  {
    ...acp,
    id: "gemini",
    name: "Gemini CLI",
    program: "gemini",
    args: ["--acp"],
    env: { GEMINI_TELEMETRY_ENABLED: "false", GEMINI_CLI_TRUST_WORKSPACE: "true" },
    installation: {
      version: "0.61.0",
      packages: () => ["@google/gemini-cli@0.61.0"],
      sizeBytes: 100 * MIB,
      program: () => "node_modules/@google/gemini-cli/bundle/gemini.js",
    },
    credentials: {
      prefixes: ["GEMINI_", "GOOGLE_"],
      keyVariable: () => "GEMINI_API_KEY",
      baseUrlVariable: "GOOGLE_GEMINI_BASE_URL",
      files: [".gemini/oauth_creds.json", ".gemini/settings.json", ".gemini/.env"],
    },
  },
  {
    ...acp,
    id: "codex",
    name: "Codex",
    program: "codex-acp",
    args: [],
    // In the mode it would begin in, another model answers what a person is to be asked.
    env: { INITIAL_AGENT_MODE: "workspace-write", NO_BROWSER: "1" },
    installation: {
      version: "2.6.0",
      packages: () => ["@agentclientprotocol/codex-acp@2.6.0"],
      sizeBytes: 457 * MIB,
      program: () => "node_modules/@agentclientprotocol/codex-acp/dist/index.js",
    },
    credentials: {
      prefixes: ["OPENAI_", "CODEX_"],
      keyVariable: () => "CODEX_API_KEY",
      files: [".codex/auth.json", ".codex/config.toml"],
    },
  },
  {
    ...acp,
    id: "goose",
    name: "Goose",
    program: "goose",
    args: ["acp"],
    credentials: { prefixes: ["ANTHROPIC_", "OPENAI_", "GEMINI_", "GOOGLE_"] },
  },
  {
    ...acp,
    id: "copilot",
    name: "GitHub Copilot",
    program: "copilot",
    args: ["--acp"],
    credentials: { prefixes: [], keyVariable: () => "COPILOT_GITHUB_TOKEN" },
  },
  {
    ...acp,
    id: "cursor",
    name: "Cursor",
    program: "cursor-agent",
    args: ["acp"],
    credentials: { prefixes: [], keyVariable: () => "CURSOR_API_KEY" },
  },
  {
    ...acp,
    id: "qwen",
    name: "Qwen Code",
    program: "qwen",
    args: ["--acp"],
    credentials: {
      prefixes: ["OPENAI_"],
      keyVariable: () => "OPENAI_API_KEY",
      baseUrlVariable: "OPENAI_BASE_URL",
    },
  },
  {
    ...acp,
    id: "kimi",
    name: "Kimi",
    program: "kimi",
    args: ["acp"],
    credentials: {
      prefixes: [],
      keyVariable: () => "KIMI_API_KEY",
      baseUrlVariable: "KIMI_BASE_URL",
    },
  },
];

/** An agent of the installation's own, as its configuration has it. */
export type OwnAgent = {
  readonly id: string;
  readonly name: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

export const ownAgent = ({
  id,
  name,
  command: [program = "", ...args],
  env,
}: OwnAgent): ProviderDefinition => ({
  ...acp,
  id,
  name,
  program,
  args,
  env,
  credentials: { prefixes: ["ANTHROPIC_", "OPENAI_", "GEMINI_", "GOOGLE_"] },
  tellsVersion: false,
});
