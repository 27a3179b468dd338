import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folders = [
  process.env["DISPATCH_TEST_AGENTS"],
  fileURLToPath(new URL("../../../../.cache/agents", import.meta.url)),
  "/tmp/agents",
];

/** Where an agent's package is installed, by the name of its folder: nothing where it is not. */
export function installedAgent(name: string, proof: string): string | undefined {
  const found = folders.map((folder) => join(folder ?? "", name));
  return found.find((folder) => existsSync(join(folder, proof)));
}
