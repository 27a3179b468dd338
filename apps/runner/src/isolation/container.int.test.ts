import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@dispatch/protocol/ids";
import type { IsolationReport } from "@dispatch/protocol/isolation";
import { describe, expect, test } from "vitest";
import { canRunContainers, eventually, ladderBench, linesOf, processesWith } from "../testing/ladder.ts";
import { Bench } from "../testing/test-runner.ts";

const variant = { rung: "container", runner: "root" } as const;

/** The containers of a session that podman knows of, running or not. */
const containersOf = (sessionId: string) =>
  podman("ps", "--all", "--format", "{{.Names}}")
    .split("\n")
    .filter((name) => name.includes(sessionId));

const podman = (...args: string[]) =>
  execFileSync("podman", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

async function proofIn(bench: Bench, container?: { image?: string }) {
  const reply = await bench.server.call("isolation", { ...(container && { container }) });
  if (!reply.ok) throw new Error(reply.detail);
  return (reply.result as IsolationReport).rungs.find(({ rung }) => rung === "container");
}

describe.runIf(canRunContainers)("containers of podman", () => {
  test("are tried only where they are asked for", async () => {
    await using bench = await ladderBench({ rung: "bubblewrap", runner: "root" });
    expect(await proofIn(bench)).toBeUndefined();
    expect(await proofIn(bench, {})).toMatchObject({ proved: true, networks: ["host", "none"] });
  });

  test("show a read-only system, their own processes, and nothing else of the machine", async () => {
    await using bench = await ladderBench(variant);
    const lines = await linesOf(
      bench,
      `for to in /usr /etc /bin / /sys/fs/cgroup /proc/sys; do touch $to/x 2>/dev/null && echo wrote $to; done
      ls / | tr '\\n' ' '; echo; ls /home /root /var/lib /mnt 2>/dev/null; find /dev -type b
      for to in /tmp /var/tmp /dev/shm; do touch $to/x || echo no $to; done
      ps -e --no-headers -o comm > /tmp/ps; tr '\\n' ' ' < /tmp/ps; hostname
      unshare --user true 2>/dev/null && echo nested; unshare --map-root-user true 2>/dev/null && echo root`,
    );
    expect(lines).toEqual([
      expect.stringMatching(/^bin dev etc lib.* opt proc run sbin sys tmp usr var $/),
      `sh sh ps ${hostname()}`,
    ]);
  });

  test("take what is typed before the program is there, and show it once", async () => {
    await using bench = await ladderBench(variant);
    const sessionId = await bench.run('read line; echo "got $line"');
    await bench.server.input(sessionId, "early\r");
    await bench.ended(sessionId);
    expect(bench.server.session(sessionId).text).toBe("early\r\ngot early\r\n");
  });

  test("lose nothing of a flood at the end", async () => {
    await using bench = await ladderBench(variant);
    const sessionId = await bench.run("head -c 3000000 /dev/zero | tr '\\0' x; printf END");
    await bench.ended(sessionId);
    const { text } = bench.server.session(sessionId);
    expect([text.length, text.slice(-4)]).toEqual([3_000_003, "xEND"]);
  });

  test("are gone with their session, also when it has to be killed, with podman itself", async () => {
    await using bench = await ladderBench(variant);
    for (const graceMs of [0, 300]) {
      const sessionId = await bench.run("trap '' HUP TERM; echo ready; while :; do sleep 1; done");
      await bench.shows(sessionId, "ready");
      expect(containersOf(sessionId)).toEqual([`dispatch-${sessionId}-1`]);
      await bench.server.call("stop", { sessionId, graceMs });
      await bench.ended(sessionId);
      await eventually(() => containersOf(sessionId).length === 0);
    }
  });

  test("end as their program did, however late podman hears of a hang-up", async () => {
    await using bench = await ladderBench(variant);
    const sessionId = await bench.run("echo ready; until [ -e ~/go ]; do sleep 0.05; done; exit 5");
    await bench.shows(sessionId, "ready");
    const [podmanPid = 0] = processesWith(`--name dispatch-${sessionId}`);
    for (const signal of ["SIGSTOP", "SIGHUP"]) process.kill(podmanPid, signal);
    writeFileSync(join(bench.home, "workspaces/ada/home/go"), "");
    await eventually(() => processesWith("until [ -e ~/go ]").every((pid) => pid === podmanPid));
    process.kill(podmanPid, "SIGCONT");
    await bench.ended(sessionId);
    expect(bench.server.session(sessionId).exit).toEqual({ exitCode: 5, stopped: false });
  });

  test("that a dead runner has left are taken away by the next one", async () => {
    await using bench = await ladderBench(variant);
    const sessionId = await bench.run("trap '' HUP; echo ready; while :; do sleep 1; done");
    await bench.shows(sessionId, "ready");
    process.kill(bench.server.hellos[0]?.pid ?? 0, "SIGKILL");
    await bench.server.until(() => !bench.server.isLinked);
    bench.startRunner();
    await bench.server.linked();
    expect(containersOf(sessionId)).toHaveLength(1);
    await proofIn(bench, {});
    expect(containersOf(sessionId)).toEqual([]);
  });

  test("have no network where none is to be had, not even the machine's own services", async () => {
    await using bench = await ladderBench(variant);
    await using stack = new AsyncDisposableStack();
    const server = createServer((socket) => socket.end("canary\n")).listen(0, "127.0.0.1");
    stack.defer(() => void server.close());
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const ask = { shell: "/bin/bash", args: ["-c", `cat </dev/tcp/127.0.0.1/${port}`] };
    expect(await linesOf(bench, "", ask)).toEqual(["canary"]);
    bench.isolation = { ...bench.isolation, network: "none" };
    expect((await linesOf(bench, "", ask)).join()).toMatch(/refused|unreachable/);
  });

  test("hide Dispatch's home where it lies within the system, closed as it may be", async () => {
    await using bench = new Bench(undefined, "/opt");
    await bench.listen();
    bench.startRunner();
    await bench.server.linked();
    bench.startAs("container");
    writeFileSync(join(bench.home, "secret"), "canary");
    const lines = await linesOf(
      bench,
      `ls ${bench.home}; ls -A ${bench.home}/workspaces; touch ~/x ./x && pwd`,
    );
    expect(lines).toEqual(["workspaces", "ada", bench.workspacePath]);
  });

  test("may be made from an image, with the person's folders and nothing of the machine", async () => {
    await using bench = await ladderBench(variant);
    using image = smallImage();
    expect(await proofIn(bench, { image: image.name })).toMatchObject({ proved: true });
    bench.isolation = { ...bench.isolation, container: { image: image.name } };
    const lines = await linesOf(bench, "cat /image; ls /; id -u; touch ~/x ./x && pwd; touch /x", {
      shell: "sh",
      env: { PATH: "/bin:/usr/bin" },
    });
    expect(lines).toEqual(expect.arrayContaining(["from an image", "2000001", bench.workspacePath]));
    expect(lines.join("\n")).toMatch(/Read-only/);
    expect(lines.join("\n")).not.toMatch(/^(opt|root)$/m);
    const sessionId = await bench.terminal();
    await bench.server.input(sessionId, "echo $0 $-; exit\r");
    await bench.ended(sessionId);
    expect(bench.server.session(sessionId).text).toMatch(/sh \w*i/);
  });

  test("of an image that is not there are refused with what to do", async () => {
    await using bench = await ladderBench(variant);
    bench.isolation = { ...bench.isolation, container: { image: "localhost/no-such-image" } };
    expect(await bench.start(newId("ses"))).toMatchObject({
      code: "isolation-unavailable",
      detail: expect.stringContaining("podman pull localhost/no-such-image") as string,
    });
  });
});

/** An image of a few programs of this machine and what they need. */
function smallImage() {
  const name = `localhost/dispatch-test-${process.pid}`;
  const folder = mkdtempSync(join(tmpdir(), "dispatch-image-"));
  const root = join(folder, "root");
  const programs = ["sh", "cat", "ls", "id", "env", "grep", "touch", "tr"].map((name) => `/bin/${name}`);
  const libraries = execFileSync("ldd", programs, { encoding: "utf8" }).match(/\/\S+\.so\S*/g) ?? [];
  for (const path of new Set([...programs, ...libraries]))
    cpSync(realpathSync(path), join(root, path), { recursive: true });
  writeFileSync(join(root, "image"), "from an image\n");
  execFileSync("tar", ["--create", "--file", `${root}.tar`, "--directory", root, "."]);
  podman("import", "--quiet", `${root}.tar`, name);
  rmSync(folder, { recursive: true });
  return { name, [Symbol.dispose]: () => void podman("rmi", "--force", name) };
}
