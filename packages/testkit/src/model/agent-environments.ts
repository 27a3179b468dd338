import type { ScriptedModel } from "./scripted-model.ts";

type Environment = Record<string, string>;
type Model = Pick<ScriptedModel, "url">;

/** Stands where a key is needed; tests that ask which key was used give their own. */
export const SCRIPTED_KEY = "scripted-key";

/** Every other host is asked for by way of the model, and refused. */
function common(model: Model, home: string): Environment {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    HTTP_PROXY: model.url,
    HTTPS_PROXY: model.url,
    NO_PROXY: "127.0.0.1,localhost",
  };
}

/** The whole environment of Claude Code, by its SDK or over ACP. */
export function claudeEnvironment(model: Model, configDir: string): Environment {
  return {
    ...common(model, configDir),
    CLAUDE_CONFIG_DIR: configDir,
    ANTHROPIC_BASE_URL: model.url,
    ANTHROPIC_API_KEY: SCRIPTED_KEY,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    // A refused key would take minutes to surface.
    CLAUDE_CODE_MAX_RETRIES: "1",
    DISABLE_AUTOUPDATER: "1",
    DISABLE_TELEMETRY: "1",
    DISABLE_ERROR_REPORTING: "1",
    // As root it refuses to go without asking.
    ...(process.getuid?.() === 0 ? { IS_SANDBOX: "1" } : {}),
  };
}

/** What opencode asks about, and what it does without. */
export type OpenCodePermissions = Readonly<Record<string, "ask" | "allow" | "deny">>;

/** The whole environment of opencode; whoever starts its server adds a password. */
export function openCodeEnvironment(
  model: Model,
  home: string,
  permission: OpenCodePermissions = { edit: "ask", bash: "ask" },
): Environment {
  const config = {
    model: "scripted/m",
    small_model: "scripted/m",
    autoupdate: false,
    share: "disabled",
    enabled_providers: ["scripted"],
    provider: {
      scripted: {
        npm: "@ai-sdk/openai-compatible",
        options: { baseURL: `${model.url}/v1`, apiKey: SCRIPTED_KEY },
        models: { m: { tool_call: true, limit: { context: 200_000, output: 8000 } } },
      },
    },
    permission,
  };
  return {
    ...common(model, home),
    OPENCODE_CONFIG_CONTENT: JSON.stringify(config),
    OPENCODE_DISABLE_AUTOUPDATE: "1",
    OPENCODE_DISABLE_MODELS_FETCH: "1",
    OPENCODE_DISABLE_LSP_DOWNLOAD: "1",
    OPENCODE_DISABLE_DEFAULT_PLUGINS: "1",
  };
}

/** The `config.toml` in the home of Codex, which must not lie below /tmp: its sandbox fails there. */
export function codexConfig(model: Model): string {
  return [
    'model = "gpt-5.5"',
    'model_provider = "scripted"',
    "[model_providers.scripted]",
    'name = "Scripted"',
    `base_url = "${model.url}/v1"`,
    'wire_api = "responses"',
    'env_key = "SCRIPTED_KEY"',
    "request_max_retries = 1",
    "stream_max_retries = 1",
    "supports_websockets = false",
    "",
  ].join("\n");
}

/** The whole environment of Codex beside its configuration. */
export function codexEnvironment(model: Model, codexHome: string): Environment {
  return { ...common(model, codexHome), CODEX_HOME: codexHome, SCRIPTED_KEY };
}

/** The whole environment of Gemini CLI. */
export function geminiEnvironment(model: Model, home: string): Environment {
  return {
    ...common(model, home),
    GOOGLE_GEMINI_BASE_URL: model.url,
    GEMINI_API_KEY: SCRIPTED_KEY,
    GEMINI_CLI_TRUST_WORKSPACE: "true",
    GEMINI_TELEMETRY_ENABLED: "false",
  };
}
