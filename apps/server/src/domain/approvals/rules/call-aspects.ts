import type { ToolKind } from "@dispatch/protocol/agent/tools";
import { type ToolCall, kindOfTool } from "@dispatch/protocol/tool-call";
import { type Place, placeOf } from "./path-pattern.ts";
import { readArguments, readShell } from "./shell-reader.ts";
import type { ShellReading } from "./shell-reading.ts";

/** How the pattern of a rule is read for a call; `unclear`: it is several things at once. */
export type Sort = "command" | "file" | "host" | "text" | "unclear";
export type CommandAspect = {
  readonly text: string;
  readonly reading: ShellReading;
  /** Its input names a folder of its own to run in. */
  readonly isElsewhere: boolean;
};
export type HostAspect = { readonly url: string; readonly host?: string; readonly hostAndPort?: string };

/** What a call is about, as far as its input tells. */
export type Aspects = {
  readonly kind: ToolKind | undefined;
  readonly sort: Sort;
  readonly commands: readonly CommandAspect[];
  readonly places: readonly Place[];
  readonly hosts: readonly HostAspect[];
  /** False where there was too much to look at all of it. */
  readonly isComplete: boolean;
};

const VALUES_LIMIT = 20_000;
const words = (text: string) => new Set(text.split(" "));
const COMMAND_KEYS = words("command cmd commandLine command_line shell_command script");
const PATH_KEYS = words(
  "path paths file files filename file_path filePath filepath file_paths notebook_path notebookPath absolute_path absolutePath " +
    "relative_path relativePath relative_workspace_path target_file targetFile target_path old_path new_path oldPath newPath " +
    "source destination source_path destination_path src dest dir dirs directory dir_path folder move_path",
);
const FOLDER_KEYS = ["cwd", "workdir", "working_directory", "workingDirectory", "directory", "dir_path"];
const URL_KEYS = words("url urls uri uris href endpoint");
const PATCH_KEYS = words("patch diff unified_diff input patch_text patchText");
/** Objects that have a path as the key of each entry. */
const KEYED_BY_PATH = words("changes fileChanges file_changes");
const PATCH_LINE =
  /^(?:\*\*\* (?:Add File|Update File|Delete File|Move to): (.+)|(?:\+\+\+|---) (?:[ab]\/)?([^\t\n]+).*|(?:rename|copy) (?:from|to) (.+))$/gm;

export function aspectsOf(call: ToolCall): Aspects {
  const kind =
    call.kind === undefined || call.kind === "other" ? (kindOfTool(call.tool) ?? call.kind) : call.kind;
  const found = new Finds();
  found.look(call.input);
  for (const { path } of call.locations ?? []) if (kind !== "execute") found.paths.add(path);
  const hasCommands = found.commands.length > 0;
  // A program runs, and nobody said which of these texts it is: each may be what is forbidden, and none is allowed.
  if (kind === "execute" && !hasCommands) found.addTexts(textsOf(call.input), true);
  const commands = found.commands;
  const places = [...found.paths].map((path) => placeOf(path, call.cwd));
  const hosts = [...found.urls].map(hostOf);
  const has = { commands: hasCommands, places: places.length > 0, hosts: hosts.length > 0 };
  return { kind, sort: sortOf(kind, has), commands, places, hosts, isComplete: found.isComplete };
}

type Has = { readonly commands: boolean; readonly places: boolean; readonly hosts: boolean };

/** A call that says it reads and carries a command is no reading. */
function sortOf(kind: ToolKind | undefined, has: Has): Sort {
  switch (kind) {
    case "execute":
      return has.commands ? "command" : "unclear";
    case "read":
    case "edit":
    case "delete":
    case "move":
    case "search":
      return has.commands || !has.places ? "unclear" : "file";
    case "fetch":
      return has.commands || !has.hosts ? "unclear" : "host";
    default:
      if (has.commands) return has.places || has.hosts ? "unclear" : "command";
      if (has.places) return has.hosts ? "unclear" : "file";
      return has.hosts ? "host" : "text";
  }
}

function textsOf(input: unknown): string[] {
  const values = typeof input === "object" && input !== null ? Object.values(input) : [input];
  return values.filter((value) => typeof value === "string");
}

class Finds {
  readonly commands: CommandAspect[] = [];
  readonly paths = new Set<string>();
  readonly urls = new Set<string>();
  isComplete = true;
  #seen = 0;

  look(input: unknown) {
    const waiting: unknown[] = [input];
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      if (this.#seen++ > VALUES_LIMIT) {
        this.isComplete = false;
        return;
      }
      if (typeof value !== "object" || value === null) continue;
      if (Array.isArray(value)) {
        for (const item of value.slice(0, VALUES_LIMIT + 1))
          if (item !== undefined && item !== null) waiting.push(item);
        continue;
      }
      for (const [key, inner] of Object.entries(value)) {
        this.#take(key, inner, value as Record<string, unknown>);
        if (typeof inner === "object" && inner !== null) waiting.push(inner);
      }
    }
  }

  #take(key: string, value: unknown, beside: Record<string, unknown>) {
    const texts = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
    if (texts.length === 0) {
      if (KEYED_BY_PATH.has(key) && typeof value === "object" && value !== null && !Array.isArray(value))
        for (const path of Object.keys(value)) this.paths.add(path);
      return;
    }
    if (COMMAND_KEYS.has(key)) this.#takeCommand(value, texts, beside);
    else if (PATH_KEYS.has(key)) for (const text of texts) this.#takePath(text);
    else if (URL_KEYS.has(key)) for (const text of texts) this.#takeUrl(text);
    else if (PATCH_KEYS.has(key))
      for (const text of texts)
        for (const [, codex, unified, renamed] of text.matchAll(PATCH_LINE)) {
          const path = codex ?? unified ?? renamed ?? "";
          if (path !== "/dev/null") this.paths.add(path.trim());
        }
  }

  addTexts(texts: readonly string[], isElsewhere: boolean) {
    for (const text of texts)
      this.commands.push({ text: text.trim(), reading: readShell(text), isElsewhere });
  }

  #takeCommand(value: unknown, texts: string[], beside: Record<string, unknown>) {
    const { args } = beside;
    const isElsewhere = FOLDER_KEYS.some((key) => typeof beside[key] === "string");
    const rest = Array.isArray(args) ? args.map(String) : [];
    if (Array.isArray(value) || rest.length > 0) {
      const started = [...texts, ...rest];
      this.commands.push({
        text: started.map(shellQuoted).join(" "),
        reading: readArguments(started),
        isElsewhere,
      });
    } else this.addTexts(texts, isElsewhere);
  }

  #takePath(text: string) {
    if (text.startsWith("file:")) this.#takeUrl(text);
    else this.paths.add(text);
  }

  #takeUrl(text: string) {
    const url = URL.parse(text);
    if (url?.protocol !== "file:") this.urls.add(text);
    else this.paths.add(decoded(url.pathname));
  }
}

/** So that the text of arguments is never that of another command. */
const shellQuoted = (word: string) =>
  /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function hostOf(text: string): HostAspect {
  const url = URL.parse(text) ?? (text.includes("://") ? null : URL.parse(`https://${text}`));
  if (!url || !/^(https?|wss?):$/.test(url.protocol)) return { url: text };
  const host = url.hostname.replace(/\.$/, "");
  return { url: text, host, hostAndPort: url.port === "" ? host : `${host}:${url.port}` };
}
