import { expect, test } from "vitest";
import { systemdScope } from "./systemd-scope.ts";

/** A systemd that remembers what it was asked, and answers questions about a unit as told. */
function systemd(answers: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  return {
    asked,
    run: (program: string, args: readonly string[]) => {
      asked.push([program, ...args].join(" "));
      const property = args.find((arg) => arg.startsWith("--property="))?.slice("--property=".length);
      return Promise.resolve(answers[property ?? ""] ?? "");
    },
  };
}
const limits = {
  memoryBytes: 1024,
  processes: 10,
  cpus: 0.5,
  fileSizeBytes: undefined,
  openFiles: undefined,
};

test("a session is started in a scope that has its limits, tried once before", async () => {
  const { run, asked } = systemd();
  const mechanism = await systemdScope({ run, isRoot: true, pid: 9 });
  expect(asked[0]).toContain("systemd-run --scope --quiet --unit=dispatch-9-trial");
  const group = await mechanism.open("ses_a", limits);
  expect(group.enter({ file: "/bin/true", args: ["x"] })).toEqual({
    file: "systemd-run",
    args: [
      ..."--scope --quiet --unit=dispatch-9-ses_a -p CPUWeight=50 -p MemoryMax=1024 -p MemorySwapMax=0".split(
        " ",
      ),
      ..."-p TasksMax=10 -p CPUQuota=50% -- /bin/true x".split(" "),
    ],
  });
});

test("an ordinary user asks their own systemd", async () => {
  const { run, asked } = systemd();
  await systemdScope({ run, isRoot: false, pid: 9 });
  expect(asked[0]).toMatch(/^systemd-run --user --scope/);
});

test("a scope that was ended for want of memory says so, and is forgotten when nothing is in it", async () => {
  const killed = systemd({ Result: "oom-kill\n", ActiveState: "failed\n" });
  const group = await (await systemdScope({ run: killed.run, isRoot: true, pid: 9 })).open("ses_a", limits);
  expect(await group.memoryKills()).toBe(1);
  expect(await group.remove()).toBe(true);
  expect(killed.asked.at(-1)).toBe("systemctl reset-failed dispatch-9-ses_a.scope");
  const active = systemd({ ActiveState: "active\n" });
  const busy = await (await systemdScope({ run: active.run, isRoot: true, pid: 9 })).open("ses_a", limits);
  expect([await busy.memoryKills(), await busy.remove()]).toEqual([0, false]);
});

test("where systemd refuses, the reason is passed on", async () => {
  const run = () => Promise.reject(new Error("not been booted with it"));
  await expect(systemdScope({ run, isRoot: true, pid: 9 })).rejects.toThrow("not been booted");
});
