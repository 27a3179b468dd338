import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folders = [
  process.env["DISPATCH_TEST_AGENTS"],
  fileURLToPath(new URL("../../../../.cache/agents", import.meta.url)),
];

/** Where an agent's package is installed, by the name of its folder: nothing where it is not. */
export function installedAgent(name: string, proof: string): string | undefined {
  const found = folders.map((folder) => join(folder ?? "", name)).filter((folder) => existsSync(folder));
  // As Dispatch installs them each version has a folder of its own.
  const all = found.flatMap((folder) => [
    folder,
    ...readdirSync(folder).map((version) => join(folder, version)),
  ]);
  return all.find((folder) => existsSync(join(folder, proof)));
}
