import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, lstat, readFile, readdir, realpath, stat } from "node:fs/promises";
import { delimiter, dirname, isAbsolute, join, relative, sep } from "node:path";
import type { ShownFolder } from "../attendants.ts";
import type { Machine, ProviderDefinition } from "./provider.ts";

/** What a program said of itself is believed for so long, unless its file changes. */
const VERSION_KEPT_MS = 5 * 60_000;
const ANSWER_LIMIT_MS = 5_000;
/** A package's own manifest lies at most so far above its program. */
const MANIFEST_STEPS = 5;
/** Where sessions see it anyway. */
const SYSTEM = /^\/(usr|opt|bin|sbin)\//;

/** Which of the machine's programs somebody's sessions see: all, those in nobody's home, or an image's in place of them. */
export type Sight = "machine" | "shared" | "image";

export type Found = {
  /** Installed by Dispatch, or found on the machine. */
  readonly isOurs: boolean;
  /** What runs it, without arguments of its own. */
  readonly command: readonly string[];
  readonly program: string;
  /** Where it was installed, with `node_modules` in it. */
  readonly folder?: string;
  readonly shown: readonly ShownFolder[];
};

type Needs = {
  /** `agents` in the home folder: a folder for each provider, and in it one for each version. */
  readonly folder: string;
  readonly machine: Machine;
  readonly path: string | undefined;
  /** Homes of the server's own user. */
  readonly homes: readonly string[];
  /** The Node that packages are run with. */
  readonly node: string;
  readonly now: () => number;
};

/** Finds agent software: what was installed by Dispatch first, then what is on the machine's path. */
export class Software {
  readonly #needs: Needs;
  readonly #versions = new Map<string, { key: string; at: number; version: Promise<string | undefined> }>();
  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async find(definition: ProviderDefinition, sight: Sight): Promise<Found | undefined> {
    return definition.isLibrary ? this.installed(definition) : this.findProgram(definition, sight);
  }

  /** Its program alone: for what needs nothing of its package. */
  async findProgram(definition: ProviderDefinition, sight: Sight): Promise<Found | undefined> {
    return (await this.installed(definition)) ?? (await this.#onPath(definition, sight));
  }

  /** What Dispatch installed: the version it knows, or else the newest that is there. */
  async installed({ id, installation }: ProviderDefinition): Promise<Found | undefined> {
    if (!installation) return undefined;
    const below = join(this.#needs.folder, id);
    const there = (await readdir(below).catch(() => [])).filter((name) => !name.startsWith("."));
    const newestFirst = there.sort((one, other) => other.localeCompare(one, "en", { numeric: true }));
    const wished = there.includes(installation.version) ? [installation.version] : [];
    for (const version of [...wished, ...newestFirst]) {
      const folder = join(below, version);
      const program = join(folder, installation.program(this.#needs.machine));
      if (!(await isFile(program))) continue;
      const shown = [{ path: folder, isWritable: false }, ...(isScript(program) ? this.#nodeShown() : [])];
      return { isOurs: true, command: this.#commandOf(program), program, folder, shown };
    }
    return undefined;
  }

  /** A package's version without running anything, or what the program says; asked once in a while. */
  async version(
    { tellsVersion }: ProviderDefinition,
    { isOurs, folder, program }: Found,
  ): Promise<string | undefined> {
    if (isOurs && folder !== undefined) return folder.split(sep).at(-1);
    if (!tellsVersion) return undefined;
    const facts = await stat(program).catch(() => undefined);
    const key = `${facts?.mtimeMs} ${facts?.size}`;
    const at = this.#needs.now();
    const known = this.#versions.get(program);
    if (known?.key === key && at - known.at < VERSION_KEPT_MS) return known.version;
    const version = packageVersion(program).then((found) => found ?? this.#ask(program));
    this.#versions.set(program, { key, at, version });
    return version;
  }

  async #onPath({ program }: ProviderDefinition, sight: Sight): Promise<Found | undefined> {
    if (sight === "image") return undefined;
    const found = await this.program(program, sight);
    if (found === undefined) return undefined;
    const real = await realpath(found);
    const folders = [dirname(found), await packageFolder(real)].filter((path) => !SYSTEM.test(`${path}/`));
    const shown = [...new Set(folders)].map((path) => ({ path, isWritable: false }));
    return { isOurs: false, command: [found], program: found, shown };
  }

  /** A program of the machine that such sessions see. */
  async program(name: string, sight: Sight): Promise<string | undefined> {
    const { path = "", homes } = this.#needs;
    const isSeen = (file: string) => sight === "machine" || homes.every((home) => !isBelow(file, home));
    const candidates = isAbsolute(name)
      ? [name]
      : path.split(delimiter).flatMap((folder) => (isAbsolute(folder) ? [join(folder, name)] : []));
    for (const file of candidates) {
      // A link from a shared folder into a home leads to what is not to be seen.
      if (isSeen(file) && (await isProgram(file)) && isSeen(await realpath(file))) return file;
    }
    return undefined;
  }

  #commandOf = (program: string): string[] => (isScript(program) ? [this.#needs.node, program] : [program]);

  #nodeShown(): ShownFolder[] {
    const folder = dirname(this.#needs.node);
    return SYSTEM.test(`${folder}/`) ? [] : [{ path: folder, isWritable: false }];
  }

  #ask(program: string): Promise<string | undefined> {
    const { path = "", homes } = this.#needs;
    const env = { PATH: path, ...(homes[0] !== undefined && { HOME: homes[0] }) };
    return new Promise((resolve) => {
      const child = execFile(
        program,
        ["--version"],
        { env, timeout: ANSWER_LIMIT_MS, killSignal: "SIGKILL", maxBuffer: 64 * 1024 },
        (error, stdout) => resolve(error ? undefined : /\d+\.\d+(?:\.\d+)?[\w.+-]*/.exec(stdout)?.[0]),
      );
      child.stdin?.end();
    });
  }
}

const isScript = (program: string) => program.endsWith(".js");

const isFile = (path: string) =>
  lstat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!way.startsWith("..") && !isAbsolute(way));
}

/** The folder of the package a program belongs to, or its own folder. */
async function packageFolder(program: string): Promise<string> {
  return (await manifestAbove(program))?.folder ?? dirname(program);
}

async function packageVersion(program: string): Promise<string | undefined> {
  const real = await realpath(program).catch(() => program);
  return (await manifestAbove(real))?.version;
}

async function manifestAbove(program: string) {
  let folder = dirname(program);
  for (let step = 0; step < MANIFEST_STEPS && folder !== dirname(folder); step++) {
    const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
    if (text !== undefined) {
      try {
        const { version, name } = JSON.parse(text) as { version?: unknown; name?: unknown };
        if (typeof version === "string" && typeof name === "string") return { folder, version };
      } catch {
        return undefined;
      }
    }
    folder = dirname(folder);
  }
  return undefined;
}
