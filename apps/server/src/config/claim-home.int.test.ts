import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { claimHome } from "./claim-home.ts";

const program = `const { claimHome } = await import(${JSON.stringify(new URL("./claim-home.ts", import.meta.url).href)});
claimHome(process.argv[1], process.argv[1] + "/run"); console.log("claimed"); setInterval(() => {}, 1000);`;

test("a second server on the same home is refused while the first lives, and not after it was killed", async () => {
  const home = mkdtempSync(join(tmpdir(), "dispatch-claim-"));
  const first = spawn(process.execPath, ["--input-type=module", "-e", program, home], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await once(first.stdout, "data");
    expect(() => claimHome(home, join(home, "run"))).toThrow(/already runs/);
    const exited = once(first, "exit");
    first.kill("SIGKILL");
    await exited;
    const release = claimHome(home, join(home, "run"));
    expect(readFileSync(join(home, "run", "server.lock"), "utf8")).toMatch(new RegExp(`^${process.pid} `));
    release();
    expect(existsSync(join(home, "run", "server.lock"))).toBe(false);
  } finally {
    first.kill("SIGKILL");
    rmSync(home, { recursive: true });
  }
});

test("a number that was given to another process since does not keep a server out", () => {
  const home = mkdtempSync(join(tmpdir(), "dispatch-claim-"));
  claimHome(home, join(home, "run"))();
  writeFileSync(join(home, "run", "server.lock"), "1 123456789");
  claimHome(home, join(home, "run"))();
  rmSync(home, { recursive: true });
});
