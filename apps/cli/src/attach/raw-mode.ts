import { spawnSync } from "node:child_process";
import type { InputStream } from "../context.ts";

/**
 * Raw input, and raw output too: Node leaves the terminal adding a return to every line feed, which moves
 * the cursor of programs that send bare line feeds. Returns what puts the terminal back.
 */
export function enterRawMode(stdin: InputStream): () => void {
  stdin.setRawMode?.(true);
  // Best effort: without stty lines still end where most programs expect.
  spawnSync("stty", ["-opost"], { stdio: ["inherit", "ignore", "ignore"] });
  return () => {
    spawnSync("stty", ["opost"], { stdio: ["inherit", "ignore", "ignore"] });
    stdin.setRawMode?.(false);
  };
}
