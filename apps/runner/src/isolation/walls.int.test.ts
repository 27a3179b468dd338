import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { newId } from "@dispatch/protocol/ids";
import { describe, expect, test } from "vitest";
import {
  eventually,
  ladderBench,
  linesOf,
  processesWith,
  variants,
  type Variant,
} from "../testing/ladder.ts";
import { Bench, linkedRunner } from "../testing/test-runner.ts";

const isRoot = process.getuid?.() === 0;

/** A file of Dispatch's own, and one in another person's home and workspace, each with a canary in it. */
async function plant(bench: Bench): Promise<string[]> {
  const { isolation, workspacePath } = bench;
  bench.startAs(isolation.rung, "eve", 2);
  await linesOf(bench, "echo canary | tee ~/file ./file");
  const of = (...parts: string[]) => join(bench.home, ...parts);
  mkdirSync(of("keys"), { recursive: true });
  for (const path of [of("dispatch.db"), of("keys", "signing.key")])
    writeFileSync(path, "canary", { mode: 0o644 });
  chmodSync(of("keys"), 0o755);
  bench.isolation = isolation;
  bench.workspacePath = workspacePath;
  return [
    of("dispatch.db"),
    of("keys", "signing.key"),
    of("workspaces", "eve", "home", "file"),
    of("workspaces", "eve", "default", "file"),
  ];
}

describe.each(variants)("$rung, the runner being $runner", (variant: Variant) => {
  test("a session has no rights: its uid, no groups, no capabilities, and no way to new ones", async () => {
    await using bench = await ladderBench(variant);
    const uid = variant.runner === "root" ? "2000001" : String(isRoot ? 65_534 : process.getuid?.());
    const lines = await linesOf(
      bench,
      "id -u; id -g; id -G; grep -E '^(Cap|NoNew)' /proc/self/status; stat -c %u . ~; umask",
    );
    const none = "0000000000000000";
    expect(lines.slice(0, 2)).toEqual([uid, uid]);
    if (variant.runner === "root") expect(lines[2]).toBe(uid);
    expect(lines.slice(3)).toEqual([
      ...["Inh", "Prm", "Eff", "Bnd", "Amb"].map((set) => `Cap${set}:\t${none}`),
      "NoNewPrivs:\t1",
      uid,
      uid,
      "0022",
    ]);
  });

  test("Dispatch's own files, its socket and other people's folders cannot be read or listed", async () => {
    await using bench = await ladderBench(variant);
    const planted = await plant(bench);
    const look = `for file; do
        cat "$file" 2>/dev/null && echo read "$file"
        ls -A "\${file%/*}" 2>/dev/null | grep -v -x -e workspaces -e ada
      done
      cat /etc/shadow 2>/dev/null; ls /root 2>/dev/null; echo own > ~/own; cat ~/own; echo done`;
    const files = [...planted, bench.socketPath];
    const lines = await linesOf(bench, "", { args: ["-c", look, "sh", ...files] });
    expect(lines).toEqual(["own", "done"]);
  });

  test("another person's processes cannot be seen, signalled or asked for their environment", async () => {
    await using bench = await ladderBench(variant);
    const { isolation, workspacePath } = bench;
    bench.startAs(variant.rung, "eve", 2);
    const mark = `sleep ${1000 + Math.floor(Math.random() * 1e6)}`;
    await bench.run(`exec ${mark}`, { env: { SECRET: "canary" } });
    await eventually(() => processesWith(mark).some((pid) => commandOf(pid) === mark));
    const pid = processesWith(mark).find((pid) => commandOf(pid) === mark);
    expect(pid).toBeDefined();
    bench.isolation = isolation;
    bench.workspacePath = workspacePath;
    const lines = await linesOf(
      bench,
      `ps -eo args | grep -c '[s]leep'; ls /proc/${pid}/fd 2>/dev/null; cat /proc/${pid}/environ 2>/dev/null; kill -0 ${pid} 2>/dev/null && echo signalled; echo done`,
    );
    expect(lines).toEqual(["0", "done"]);
  });

  test("links in a person's folder lead a session nowhere", async () => {
    await using bench = await ladderBench(variant);
    const secret = join(bench.home, "secret");
    mkdirSync(secret, { mode: 0o700 });
    writeFileSync(join(secret, "file"), "canary");
    await linesOf(bench, `ln -s ${secret} way`);
    const started = newId("ses");
    const reply = await bench.start(started, { shell: "/bin/cat", args: ["file"], cwd: "way" });
    if (reply.ok) await bench.ended(started);
    expect(bench.server.session(started).text).not.toContain("canary");
    expect(statSync(secret).uid).toBe(process.getuid?.());
  });

  test("what a person puts into their environment runs with their rights alone", async () => {
    await using bench = await ladderBench(variant);
    const lines = await linesOf(bench, "true", {
      shell: "/bin/true",
      args: [],
      env: { LD_PRELOAD: "/no/such/library.so", BASH_ENV: "/no/such/file", PATH: "/no/such" },
    });
    // The loader complains once, for the program itself, and for none of the steps before it.
    expect(lines.filter((line) => line.includes("library.so"))).toHaveLength(1);
  });
});

const commandOf = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
};

test.runIf(isRoot)(
  "a workspace that was replaced by a link is not followed, and not given away",
  async () => {
    await using bench = await ladderBench({ rung: "uid", runner: "root" });
    const target = join(bench.home, "target");
    mkdirSync(target);
    mkdirSync(join(bench.home, "workspaces", "ada"), { recursive: true });
    symlinkSync(target, bench.workspacePath);
    const reply = await bench.start(newId("ses"));
    expect(reply).toMatchObject({ ok: false, code: "start-failed" });
    expect(statSync(target).uid).toBe(0);
  },
);

test.runIf(isRoot)(
  "root that may not mount still has uids, where people's folders can be reached",
  async () => {
    for (const isOpen of [false, true]) {
      await using bench = new Bench();
      if (isOpen) chmodSync(bench.home, 0o711);
      mkdirSync(join(bench.home, "workspaces"), { mode: 0o711 });
      bench.through = ["setpriv", "--bounding-set=-sys_admin"];
      bench.startAs("uid");
      await bench.listen();
      bench.startRunner();
      await bench.server.linked();
      if (isOpen)
        expect(await linesOf(bench, "id -u; touch ./x ~/x && echo written")).toEqual(["2000001", "written"]);
      else {
        expect(await bench.start(newId("ses"))).toMatchObject({
          code: "isolation-unavailable",
          detail: expect.stringContaining("chmod o+x") as string,
        });
      }
    }
  },
);

test("a workspace below a link that a person made is refused", async () => {
  await using bench = await ladderBench({ rung: "bubblewrap", runner: "plain user" });
  const secret = join(bench.home, "secret");
  mkdirSync(secret);
  chmodSync(secret, 0o777);
  await linesOf(bench, `ln -s ${secret} way`);
  bench.workspacePath = join(bench.workspacePath, "way");
  expect(await bench.start(newId("ses"))).toMatchObject({
    code: "start-failed",
    detail: expect.stringContaining("leads out") as string,
  });
});

test.runIf(isRoot)("a workspace that was there before is left to its owner", async () => {
  await using bench = await ladderBench({ rung: "bubblewrap", runner: "root" });
  bench.workspacePath = join(bench.home, "elsewhere");
  mkdirSync(bench.workspacePath, { mode: 0o700 });
  expect(await bench.start(newId("ses"))).toMatchObject({
    ok: false,
    code: "start-failed",
    detail: expect.stringContaining("chmod o+rwx") as string,
  });
  chmodSync(bench.workspacePath, 0o777);
  expect(await linesOf(bench, "touch here && ls")).toEqual(["here"]);
});

test("inside a sandbox the system is read-only and no further user namespace can be made", async () => {
  await using bench = await ladderBench({ rung: "bubblewrap", runner: isRoot ? "root" : "plain user" });
  const lines = await linesOf(
    bench,
    "for to in /usr /etc /bin /; do touch $to/x 2>/dev/null && echo wrote $to; done; unshare -U true 2>/dev/null && echo nested; touch /tmp/x && echo tmp; ps -e --no-headers | wc -l",
  );
  expect(lines).toEqual(["tmp", "4"]);
});

test("without network not even the machine's own services can be reached; with it they can", async () => {
  await using bench = await ladderBench({ rung: "bubblewrap", runner: isRoot ? "root" : "plain user" });
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

test("what cannot be given is refused with the reason, and nothing less is given", async () => {
  await using bench = await linkedRunner();
  bench.isolation = { ...bench.isolation, network: "none" };
  expect(await bench.start(newId("ses"))).toMatchObject({
    code: "isolation-unavailable",
    detail: expect.stringContaining("DISPATCH_NETWORK") as string,
  });
  await using plain = await ladderBench({ rung: "uid", runner: "plain user" });
  expect(await plain.start(newId("ses"))).toMatchObject({
    code: "isolation-unavailable",
    detail: expect.stringContaining("not root") as string,
  });
});

test("a runner says what it has proved, and what would help", async () => {
  await using bench = await ladderBench({ rung: "none", runner: "plain user" });
  const reply = await bench.server.call("isolation", {});
  expect(reply).toMatchObject({
    ok: true,
    result: {
      rungs: expect.arrayContaining([
        expect.objectContaining({ rung: "none", proved: true, networks: ["host"] }),
        expect.objectContaining({
          rung: "uid",
          proved: false,
          fix: expect.stringContaining("root") as string,
        }),
        expect.objectContaining({ rung: "bubblewrap", proved: true, networks: ["host", "none"] }),
      ]) as unknown,
    },
  });
});
