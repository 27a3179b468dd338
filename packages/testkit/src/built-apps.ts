import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where the built apps lie. `BUILT_APPS` points to others, for example to those of a release. */
const folder = resolve(process.env["BUILT_APPS"] ?? join(import.meta.dirname, "../../../apps"));

export function builtApp(name: "server" | "cli"): string {
  const path = join(folder, name, "dist/main.js");
  if (!existsSync(path))
    throw new Error(`${path} is not there: build it with \`node scripts/build.mjs ${name}\``);
  return path;
}
