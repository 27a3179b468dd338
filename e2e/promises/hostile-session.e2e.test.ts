import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { clientEvents } from "@dispatch/protocol/socket";
import { Account, outputOf } from "@dispatch/testkit/account";
import { connectSocket } from "@dispatch/testkit/followers";
import { processesWith } from "@dispatch/testkit/processes";
import { TestServer } from "@dispatch/testkit/test-server";
import { within } from "@dispatch/testkit/until";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** A session that means harm, on the rungs that hold one, without a network, beside people who work. */
const PROCESSES = 150;
const MEMORY = "192M";
const ROUNDS = 200;

const hasPodman = ["podman", "runc"].every((tool) => {
  const found = ["/usr/bin", "/usr/sbin", "/usr/local/bin"].some((folder) => existsSync(join(folder, tool)));
  if (!found) process.stderr.write(`Left out: a hostile session in a container; ${tool} is not installed.\n`);
  return found;
});
const rungs = ["bubblewrap", ...(hasPodman && process.getuid?.() === 0 ? ["container"] : [])];

describe.each(rungs)("on the rung %s", (rung) => {
  let server: TestServer;
  let ada: Account;
  let mallory: Account;
  /** Somebody's terminal, with a secret in its environment and in its folder. */
  let neighbour: { id: string; pid: number; workspace: string };

  beforeAll(async () => {
    server = await TestServer.start({
      env: {
        DISPATCH_REGISTRATION: "open",
        DISPATCH_ISOLATION: rung,
        DISPATCH_NETWORK: "none",
        DISPATCH_LIMIT_PROCESSES: String(PROCESSES),
        DISPATCH_LIMIT_MEMORY: MEMORY,
      },
    });
    // What a person who runs a server has lying about.
    const ssh = join(dirname(server.home), "user", ".ssh");
    mkdirSync(ssh, { recursive: true, mode: 0o700 });
    writeFileSync(join(ssh, "id_ed25519"), "canary of the ssh key");
    ada = await Account.register(server.url, "ada@example.com");
    mallory = await Account.register(server.url, "mallory@example.com");
    const { id } = await ada.terminal({
      shell: "/bin/sh",
      args: ["-c", "echo canary of the workspace >file; echo canary of the home >~/file; pwd; exec cat"],
      env: { ADAS_SECRET: "canary of the environment" },
    });
    await ada.shows(id, "/default");
    const workspace = outputOf(await ada.events(id))
      .toString()
      .trim();
    const found = processesOf(id).find(({ command }) => command.startsWith("cat"));
    neighbour = { id, pid: found?.pid ?? 0, workspace };
    expect(neighbour.pid).toBeGreaterThan(0);
  });
  afterAll(async () => {
    try {
      // A container that a killed runner left is removed by the next one, and there is none.
      await ada.request("POST", `/api/sessions/${neighbour.id}/stop`);
      await ada.ended(neighbour.id);
    } finally {
      await server[Symbol.asyncDispose]();
    }
  });

  /** A session's processes, seen from outside its walls. */
  const processesOf = (id: string) => processesWith(`TERM_SESSION_ID=${id}`);

  /** What a script of the hostile session printed, once it has ended. */
  async function attempt(script: string, shell = "/bin/sh"): Promise<string> {
    const { id } = await mallory.terminal({ shell, args: ["-c", `exec 2>&1; ${script}`] });
    await mallory.ended(id, 60_000);
    return outputOf(await mallory.events(id))
      .toString()
      .replaceAll("\r\n", "\n");
  }

  const targets: [string, () => string][] = [
    ["the database", () => `cat ${server.home}/dispatch.db`],
    ["the database by its open file", () => `cat /proc/${server.pid}/fd/*`],
    ["the keys", () => `cat ${server.home}/keys/encryption.key`],
    ["the logs", () => `cat ${server.home}/logs/*`],
    ["the home folder", () => `ls -A ${server.home} | grep -vx workspaces`],
    ["the runner's link", () => `ls ${server.home}/run/link.sock`],
    ["somebody else's workspace", () => `cat ${neighbour.workspace}/file`],
    ["somebody else's home", () => `cat ${dirname(neighbour.workspace)}/home/file`],
    ["the list of people", () => `ls ${dirname(dirname(neighbour.workspace))} | grep -v "$(basename ~/..)"`],
    ["the ssh key of whoever runs the server", () => `cat ${dirname(server.home)}/user/.ssh/id_ed25519`],
    ["another process's environment", () => `cat /proc/${neighbour.pid}/environ`],
    ["another process's memory", () => `head -c 1 /proc/${neighbour.pid}/mem`],
    ["another process's files", () => `ls /proc/${neighbour.pid}/cwd/`],
    ["the password file", () => "cat /etc/shadow"],
    ["a device of the machine", () => "head -c 1 /dev/mem"],
    ["the machine's disks", () => "ls /dev/disk /dev/sd* /dev/vd*"],
  ];
  test.for(targets)("it cannot read %s", async ([, script]) => {
    const shown = await attempt(
      `if (${script()}) >~/loot; then echo; echo "got $(wc -c <~/loot)"; else echo denied; fi`,
    );
    expect(shown).not.toContain("canary");
    expect(shown.trimEnd().split("\n").at(-1)).toMatch(/^(denied|got 0)$/);
  });

  test("it sees no process but its own, and can signal none of anybody else's", async () => {
    const shown = await attempt(
      `ls -d /proc/[0-9]* | wc -l; for pid in ${neighbour.pid} ${server.pid} ${server.runnerPids[0]}; do kill -9 $pid && echo killed; done; echo over`,
    );
    const [processes = ""] = shown.split("\n");
    expect(Number(processes)).toBeLessThan(10);
    expect(shown).not.toContain("killed");
    expect(await ada.session(neighbour.id)).toMatchObject({ status: "running" });
  });

  test.for([
    ["by a setuid program", "find / -xdev -perm -4000 -exec {} --version \\; ; id -u"],
    ["by a namespace of its own", "unshare --user --map-root-user id -u || id -u"],
    ["by mounting", "mount -t tmpfs none /mnt; id -u"],
    ["by its capabilities", "grep -i capeff /proc/self/status | grep -v 0000000000000000; id -u"],
  ] as const)("it cannot become root %s", async ([, script]) => {
    const uid = (await attempt(script)).trimEnd().split("\n").at(-1);
    expect(uid).toMatch(/^\d+$/);
    if (process.getuid?.() === 0) expect(Number(uid)).toBeGreaterThan(1_000_000);
  });

  test("it cannot write to the system, and what it leaves in /tmp nobody else meets", async () => {
    const shown = await attempt(
      "for place in /etc /usr/bin /opt / /lib; do (: >$place/planted) && echo wrote $place; done; echo planted >/tmp/planted; echo over",
    );
    expect(shown).not.toContain("wrote");
    expect(await attempt("cat /tmp/planted || echo nothing")).toContain("nothing");
  });

  test("it reaches neither the server nor anything else by network", async () => {
    const shown = await attempt(
      `(exec 3<>/dev/tcp/127.0.0.1/${server.port}) && echo connected; (exec 3<>/dev/udp/127.0.0.1/53) && cat /proc/net/route; echo over`,
      "/bin/bash",
    );
    expect(shown).not.toContain("connected");
    expect(shown).toContain("over");
  });

  test("it does not find the server's variables in its own environment", async () => {
    const shown = await attempt("env; cat /proc/1/environ | tr '\\0' '\\n'");
    expect(shown).not.toMatch(/^(DISPATCH_|PORT=|NODE_)/m);
    expect(shown).not.toContain(server.home + "/run");
  });

  /** How long one key of Ada's takes to come back, in milliseconds, many times over. */
  async function echoes(): Promise<number[]> {
    const socket = connectSocket(server.url, ada.token) as unknown as {
      on(event: string, listener: (message: { channel: string }) => void): void;
      emitWithAck(event: keyof typeof clientEvents, payload: object): Promise<{ ok: boolean }>;
      disconnect(): void;
    };
    let heard: (() => void) | undefined;
    socket.on("run:event", ({ channel }) => channel === "terminal:output" && heard?.());
    const { lastSeq } = await ada.session(neighbour.id);
    expect(await socket.emitWithAck("run:attach", { runId: neighbour.id, afterSeq: lastSeq })).toMatchObject({
      ok: true,
    });
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const at = performance.now();
      const echo = new Promise<void>((resolve) => (heard = resolve));
      void socket.emitWithAck("run:input", { runId: neighbour.id, data: "x" });
      await within("an echo", echo);
      times.push(performance.now() - at);
    }
    socket.disconnect();
    return times.sort((a, b) => a - b);
  }
  const p99 = (times: readonly number[]) => times[Math.floor(times.length * 0.99)] ?? 0;

  test.for([
    ["a fork bomb", "/bin/bash", "bomb() { bomb | bomb & }; bomb; while :; do :; done"],
    ["a process that fills memory", "/bin/sh", "while :; do tail /dev/zero; done"],
    [
      "a process that fills every processor",
      "/bin/sh",
      "for n in 1 2 3 4 5 6; do (while :; do :; done) & done; wait",
    ],
  ] as const)(
    "%s is held by its limits, leaves its neighbours at work, and ends when it is stopped",
    async ([name, shell, script]) => {
      const before = p99(await echoes());
      const { id } = await mallory.terminal({ shell, args: ["-c", script] });
      const during = p99(await echoes());
      const found = processesOf(id).length;
      // For people: times decide no test.
      console.log(
        `${name}: a neighbour's echo p99 ${before.toFixed(1)} ms before, ${during.toFixed(1)} ms beside it`,
      );
      expect(found).toBeGreaterThan(0);
      expect(found).toBeLessThanOrEqual(PROCESSES);
      expect(await ada.session(neighbour.id)).toMatchObject({ status: "running" });
      await mallory.request("POST", `/api/sessions/${id}/stop`);
      await mallory.ended(id, 60_000);
      expect(server.sessionProcesses.filter(({ command }) => command.includes(script.slice(0, 20)))).toEqual(
        [],
      );
      expect((await mallory.request("DELETE", `/api/sessions/${id}`)).status).toBe(204);
    },
  );
});
