import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";
import { readSecrets } from "./secrets.ts";

const places = { runnerEntry: "/r", driverEntry: "", attendantEntry: "/a", webRoot: "/w", build: "1" };
let home = "";
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), "dispatch-config-"))));
afterEach(() => rmSync(home, { recursive: true }));
const read = (environment: Record<string, string> = {}) =>
  readConfig({ DISPATCH_HOME: home, ...environment }, places);

test("defaults are loopback, port 3030 and the home folder", () => {
  expect(read()).toMatchObject({
    host: "127.0.0.1",
    port: 3030,
    home,
    workspacesRoot: join(home, "workspaces"),
    durability: "process",
    warnings: [],
  });
});

test("the environment wins over config.json, which wins over the default", () => {
  writeFileSync(join(home, "config.json"), '{ "port": 4000, "logLevel": "warn" }');
  expect(read({ PORT: "5000" })).toMatchObject({ port: 5000, logLevel: "warn", host: "127.0.0.1" });
});

test("a wrong value stops the start and names the setting and its value", () => {
  expect(() => read({ PORT: "lots" })).toThrow(/PORT is "lots"/);
  expect(() => read({ DISPATCH_REGISTRATION: "maybe" })).toThrow(/DISPATCH_REGISTRATION is "maybe"/);
  expect(() => read({ DISPATCH_ISOLATION: "jail" })).toThrow(/DISPATCH_ISOLATION/);
  expect(() => read({ DISPATCH_PUBLIC_URL: "ftp://x" })).toThrow(/DISPATCH_PUBLIC_URL/);
  expect(() => read({ DATABASE_URL: "postgres://x" })).toThrow(/DATABASE_URL/);
});

test("an image is for containers alone, and is a name and not an option", () => {
  expect(read()).not.toHaveProperty("container");
  expect(read({ DISPATCH_ISOLATION: "container" })).toMatchObject({ container: {} });
  const image = { DISPATCH_CONTAINER_IMAGE: "localhost/tools:1" };
  expect(read({ ...image, DISPATCH_ISOLATION: "container" })).toMatchObject({
    isolation: "container",
    container: { image: "localhost/tools:1" },
  });
  expect(() => read(image)).toThrow(/Set DISPATCH_ISOLATION=container/);
  expect(() => read({ DISPATCH_ISOLATION: "container", DISPATCH_CONTAINER_IMAGE: "--privileged" })).toThrow(
    /DISPATCH_CONTAINER_IMAGE is "--privileged"/,
  );
});

test("the public URL's path is where the server is mounted, and must not be one of its own", () => {
  expect(read()).toMatchObject({ basePath: "", allowedHosts: [] });
  expect(read({ DISPATCH_PUBLIC_URL: "https://host.example" })).toMatchObject({ basePath: "" });
  expect(read({ DISPATCH_PUBLIC_URL: "https://host.example/some/path/" })).toMatchObject({
    basePath: "/some/path",
  });
  for (const path of ["/api", "/socket.io/x", "/_app", "/a%20b", "/a//b", '/"onload', "/x?y=1", "/x#y"])
    expect(() => read({ DISPATCH_PUBLIC_URL: `https://host.example${path}` }), path).toThrow(
      /DISPATCH_PUBLIC_URL/,
    );
  expect(() => read({ DISPATCH_PUBLIC_URL: "https://me:secret@host.example" })).toThrow(/password/);
});

test("proxies are trusted by address or network, and by nothing vaguer", () => {
  const { trustedProxy } = read({ DISPATCH_TRUSTED_PROXY: "127.0.0.1, 10.0.0.0/8 ::1" });
  expect(["127.0.0.1", "10.9.8.7", "11.0.0.1"].map((address) => trustedProxy?.check(address))).toEqual([
    true,
    true,
    false,
  ]);
  expect(trustedProxy?.check("::1", "ipv6")).toBe(true);
  expect(read().trustedProxy).toBeUndefined();
  for (const value of ["1", "true", "*", "proxy.lan", "10.0.0.0/33", "10.0.0.0/", "::/129"])
    expect(() => read({ DISPATCH_TRUSTED_PROXY: value }), value).toThrow(/DISPATCH_TRUSTED_PROXY/);
});

test("allowed hosts are names, in the environment or as a list in config.json", () => {
  expect(read({ DISPATCH_ALLOWED_HOSTS: "Box.lan,other" }).allowedHosts).toEqual(["box.lan", "other"]);
  for (const value of ["http://box.lan", "box.lan:3030", "*", "*.lan"])
    expect(() => read({ DISPATCH_ALLOWED_HOSTS: value }), value).toThrow(/DISPATCH_ALLOWED_HOSTS/);
  writeFileSync(join(home, "config.json"), '{ "allowedHosts": ["box.lan"] }');
  expect(read().allowedHosts).toEqual(["box.lan"]);
});

test("limits are sizes, counts and processors, or none; left out they are the runner's own", () => {
  expect(
    read({
      DISPATCH_LIMIT_MEMORY: "1.5G",
      DISPATCH_LIMIT_PROCESSES: "none",
      DISPATCH_LIMIT_CPU: "0.5",
      DISPATCH_LIMIT_FILE_SIZE: "512MiB",
    }).limits,
  ).toEqual({ memoryBytes: 1.5 * 1024 ** 3, processes: null, cpus: 0.5, fileSizeBytes: 512 * 1024 ** 2 });
  for (const [name, value] of [
    ["DISPATCH_LIMIT_MEMORY", "lots"],
    ["DISPATCH_LIMIT_MEMORY", "1"],
    ["DISPATCH_LIMIT_PROCESSES", "-1"],
    ["DISPATCH_LIMIT_CPU", "0"],
    ["DISPATCH_LIMIT_OPEN_FILES", "1.5"],
  ] as const)
    expect(() => read({ [name]: value })).toThrow(new RegExp(`${name} is "${value}": must be`));
});

test("an unknown setting in config.json stops the start and lists the known ones", () => {
  writeFileSync(join(home, "config.json"), '{ "prot": 4000 }');
  expect(() => read()).toThrow(/unknown setting "prot".*port/);
  writeFileSync(join(home, "config.json"), "{ nope");
  expect(() => read()).toThrow(ConfigError);
});

test("a DISPATCH_ variable that is no setting is told", () => {
  expect(read({ DISPATCH_PROT: "1" }).warnings).toEqual([
    "DISPATCH_PROT is not a setting of Dispatch and is ignored.",
  ]);
});

test("the master key is made once, for its owner only, and derives the same each time", () => {
  const derived = (environment: Record<string, string> = {}) =>
    readSecrets(home, environment)
      .masterKeys.keys()
      .map((key) => key.derive("use").toString("hex"));
  const first = derived();
  expect(first).toHaveLength(1);
  expect(derived()).toEqual(first);
  expect(statSync(join(home, "keys", "encryption.key")).mode & 0o777).toBe(0o600);
  const given = Buffer.alloc(32, 7).toString("base64");
  expect(derived({ DISPATCH_ENCRYPTION_KEY: given })).not.toEqual(first);
  expect(
    derived({ DISPATCH_ENCRYPTION_KEY: `${given},${Buffer.alloc(32, 8).toString("base64")}` }),
  ).toHaveLength(2);
  expect(() => derived({ DISPATCH_ENCRYPTION_KEY: "short" })).toThrow(/32 bytes in base64/);
});

test("a key file that is empty or garbled stops the start and is left as it is", () => {
  readSecrets(home, {});
  const path = join(home, "keys", "encryption.key");
  for (const [content, complaint] of [
    ["", /is empty/],
    ["garbage", /32 bytes/],
  ] as const) {
    writeFileSync(path, content);
    expect(() => readSecrets(home, {})).toThrow(complaint);
    expect(readFileSync(path, "utf8")).toBe(content);
  }
});

test("what is fixed at the start says by what, and what is not stays to be changed", () => {
  expect(read().fixed).toEqual({});
  writeFileSync(
    join(home, "config.json"),
    '{ "registration": "closed", "approvalTimeout": 90, "retentionDays": 30 }',
  );
  const fixed = read({
    DISPATCH_REGISTRATION: "open",
    DISPATCH_AGENT_SLEEP: "none",
    AGENT_PROVIDER: "codex",
  }).fixed;
  const file = join(home, "config.json");
  expect(fixed).toEqual({
    registration: { value: "open", by: "DISPATCH_REGISTRATION" },
    agentSleep: { value: "none", by: "DISPATCH_AGENT_SLEEP" },
    agentProvider: { value: "codex", by: "AGENT_PROVIDER" },
    approvalTimeout: { value: 90, by: `"approvalTimeout" in ${file}` },
    retentionDays: { value: 30, by: `"retentionDays" in ${file}` },
  });
  expect(() => read({ DISPATCH_RETENTION_DAYS: "0.5" })).toThrow(/DISPATCH_RETENTION_DAYS is "0.5"/);
});
