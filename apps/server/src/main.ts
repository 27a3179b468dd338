import { rmSync, writeFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

enableCompileCache();

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

async function serve(): Promise<void> {
  const { warnings, terminalKey, ...config } = readConfig(environment, {
    runnerEntry: place(bundled ? "../../runner/dist/main.js" : "../../runner/src/main.ts"),
    webRoot: place("../../web/build"),
    build: buildId(environment["DISPATCH_DEV_BUILD"]),
  });
  const logger = pino(
    { level: config.logLevel, redact: ["req.headers.authorization", "req.headers.cookie"] },
    process.stderr,
  );
  for (const warning of warnings) logger.warn(warning);
  const serverFile = join(config.runFolder, "server.json");
  using claim = new DisposableStack();
  claim.defer(claimHome(config.home, config.runFolder));
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
  if (!isLoopback(config.host))
    logger.warn(`listening on ${config.host}: other machines can reach this server`);
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
