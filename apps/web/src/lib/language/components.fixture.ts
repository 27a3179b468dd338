import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = join(import.meta.dirname, "../..");

/** Every component with its source, for tests that hold for all of them. */
export function components(): readonly { readonly file: string; readonly source: string }[] {
  const files = globSync("**/*.svelte", { cwd: SOURCES });
  if (files.length < 100) throw new Error(`only ${files.length} components were found in ${SOURCES}`);
  return files.map((file) => ({ file, source: readFileSync(join(SOURCES, file), "utf8") }));
}
