import { readdir } from "node:fs/promises";
import type { ErrandResult } from "@dispatch/protocol/errands";
import type { SetUpFile } from "@dispatch/protocol/set-up";
import { readInside } from "./set-up-file.ts";

const LOOK_LIMIT_BYTES = 1024 * 1024;
const VENV = "python3 -m venv .venv && .venv/bin/pip install";

type Kind = {
  readonly name: string;
  /** Any of these at the root says that it is of this kind. */
  readonly files: readonly string[];
  readonly setup: string;
};

/** The first of each group that fits counts: a lock file says more than the file it locks. */
const GROUPS: readonly (readonly Kind[])[] = [
  [
    { name: "pnpm", files: ["pnpm-lock.yaml"], setup: "pnpm install --frozen-lockfile" },
    { name: "Yarn", files: ["yarn.lock"], setup: "yarn install --frozen-lockfile" },
    { name: "Bun", files: ["bun.lock", "bun.lockb"], setup: "bun install --frozen-lockfile" },
    { name: "npm", files: ["package-lock.json", "npm-shrinkwrap.json"], setup: "npm ci" },
    { name: "Node", files: ["package.json"], setup: "npm install" },
  ],
  [{ name: "Rust", files: ["Cargo.toml"], setup: "cargo build" }],
  [{ name: "Go", files: ["go.mod"], setup: "go mod download" }],
  [
    { name: "uv", files: ["uv.lock"], setup: "uv sync" },
    { name: "Poetry", files: ["poetry.lock"], setup: "poetry install" },
    { name: "Pipenv", files: ["Pipfile"], setup: "pipenv install --dev" },
    { name: "Python requirements", files: ["requirements.txt"], setup: `${VENV} -r requirements.txt` },
    { name: "Python project", files: ["pyproject.toml", "setup.py"], setup: `${VENV} -e .` },
  ],
  [{ name: "Ruby", files: ["Gemfile"], setup: "bundle install" }],
  [{ name: "PHP", files: ["composer.json"], setup: "composer install" }],
  [{ name: "Elixir", files: ["mix.exs"], setup: "mix deps.get" }],
  [
    { name: "Gradle", files: ["gradlew"], setup: "./gradlew assemble" },
    { name: "Maven", files: ["pom.xml"], setup: "mvn --quiet package -DskipTests" },
  ],
  [{ name: ".NET", files: ["global.json", "Directory.Build.props"], setup: "dotnet restore" }],
];
const MAKE_TARGETS = ["setup", "install", "deps", "bootstrap"];
const NODE_RUNNERS: Readonly<Record<string, string>> = { pnpm: "pnpm", Yarn: "yarn", Bun: "bun" };

/** What could make the workspace ready, as far as the files at its root tell. Nothing is run. */
export async function suggestSetUp(folder: string): Promise<ErrandResult<"set-up.suggest">> {
  const names = new Set(await readdir(folder));
  const kinds = GROUPS.flatMap(
    (group) => group.find(({ files }) => files.some((file) => names.has(file))) ?? [],
  );
  const detected = kinds.map(({ name }) => name);
  const setup = kinds.map((kind) => kind.setup);
  const target = names.has("Makefile") && setup.length === 0 ? await makeTarget(folder) : undefined;
  if (names.has("Makefile")) detected.push("Make");
  if (target !== undefined) setup.push(`make ${target}`);
  const service = names.has("package.json") ? await nodeService(folder, detected) : undefined;
  const carry = [...names].some((name) => name.startsWith(".env")) ? [".env", ".env.*"] : undefined;
  if (setup.length === 0 && !service && !carry) return { detected };
  const suggestion: SetUpFile = {
    ...(setup.length > 0 && { setup: setup.length === 1 ? setup[0] : setup }),
    ...(service && { ports: ["web"], services: [service] }),
    ...(carry && { carry }),
  };
  return { detected, suggestion };
}

async function makeTarget(folder: string): Promise<string | undefined> {
  const text = (await readInside(folder, "Makefile", LOOK_LIMIT_BYTES).catch(() => undefined)) ?? "";
  return MAKE_TARGETS.find((target) => new RegExp(`^${target}\\s*:(?!=)`, "m").test(text));
}

async function nodeService(folder: string, detected: readonly string[]) {
  const text = await readInside(folder, "package.json", LOOK_LIMIT_BYTES).catch(() => undefined);
  const scripts = scriptsIn(text ?? "{}");
  const script = ["dev", "start"].find((name) => typeof scripts[name] === "string");
  if (script === undefined) return undefined;
  const runner = detected.map((name) => NODE_RUNNERS[name]).find((found) => found !== undefined) ?? "npm";
  return { name: script, command: `${runner} run ${script}`, port: "web" };
}

function scriptsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const { scripts } = JSON.parse(text) as { scripts?: unknown };
    return typeof scripts === "object" && scripts !== null ? (scripts as Record<string, unknown>) : {};
  } catch {
    return {}; // what cannot be read suggests nothing
  }
}
