import { rmSync, writeFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { keepNurserySmall } from "./garbage.ts";

enableCompileCache();
keepNurserySmall();

const { createApp } = await import("./app.ts");
const { buildId } = await import("./config/build.ts");
const { ConfigError, isLoopback, readConfig } = await import("./config/config.ts");
const { readSecrets } = await import("./config/secrets.ts");
const { claimHome } = await import("./config/claim-home.ts");
const { pino } = await import("pino");

const { environment } = await import("./config/environment.ts");
const bundled = !import.meta.url.endsWith(".ts");
const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** For the person who started it; the log goes to stderr as JSON. */
const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** To stderr for whoever collects it; a person at a terminal is spared it, and finds it in the home folder. */
function openLog({ home, logLevel }: { home: string; logLevel: string }): Logger {
  const options = { level: logLevel, redact: ["req.headers.authorization", "req.headers.cookie"] };
  if (!process.stderr.isTTY) return pino(options, process.stderr);
  const file = pino.destination({
    dest: join(home, "logs", "server.log"),
    mkdir: true,
    sync: true,
    mode: 0o600,
  });
  file.on("error", () => undefined); // a full disk must not end the server for want of a log
  return pino(options, file);
}

async function serve(): Promise<void> {
  const { warnings, terminalKey, ...config } = readConfig(environment, {
    runnerEntry: place(bundled ? "../../runner/dist/main.js" : "../../runner/src/main.ts"),
    attendantEntry: place(bundled ? "../../attendant/dist/main.js" : "../../attendant/src/main.ts"),
    driverEntry: place(bundled ? "../../driver/dist/main.js" : "../../driver/src/main.ts"),
    webRoot: place("../../web/build"),
    build: buildId(environment["DISPATCH_DEV_BUILD"]),
  });
  const serverFile = join(config.runFolder, "server.json");
  using claim = new DisposableStack();
  claim.defer(claimHome(config.home, config.runFolder));
  const logger = openLog(config);
  const warn = (text: string) => {
    logger.warn(text);
    if (process.stderr.isTTY) complain(text); // whom the log is spared
  };
  for (const warning of warnings) warn(warning);
  const secrets = readSecrets(config.home, environment, terminalKey);
  await using app = await createApp({ config, secrets, logger, environment });
  const setup = await app.services.accounts.setup();
  if (!isLoopback(config.host) && setup.ownerNeeded && terminalKey === undefined) {
    throw new ConfigError(
      `HOST is ${config.host}, which other machines can reach, but there is no owner account yet: whoever came first would own this machine.\n` +
        "Start once with HOST=127.0.0.1 and make the account, or set TERMINAL_KEY to a secret that the first-run page asks for.",
    );
  }
  const stop = Promise.withResolvers<NodeJS.Signals>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop.resolve);
  const { url } = await app.start();
  writeFileSync(
    serverFile,
    `${JSON.stringify({ pid: process.pid, url, startedAt: new Date().toISOString(), build: config.build })}\n`,
    { mode: 0o600 },
  );
  if (!isLoopback(config.host)) warn(`Listening on ${config.host}: other machines can reach this server`);
  say(
    setup.ownerNeeded ? `Dispatch is ready. Make the owner account at ${url}` : `Dispatch is ready at ${url}`,
  );
  await stop.promise;
  const alive = app.liveSessions;
  if (alive > 0) {
    say(
      `\n${alive} ${alive === 1 ? "session lives" : "sessions live"} on in the background. Start again to go on; \`dispatch stop\` ends them.`,
    );
  }
  rmSync(serverFile, { force: true });
}

try {
  await serve();
} catch (error) {
  if (!(error instanceof ConfigError) && (error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  complain(
    code === "EADDRINUSE"
      ? `Port ${port} is taken by another program. Set PORT to a free one.`
      : (error as Error).message,
  );
  process.exitCode = 1;
}
