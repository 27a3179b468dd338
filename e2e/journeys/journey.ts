/* eslint no-empty-pattern: "off" -- vitest reads from this pattern what a fixture needs */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AgentServer } from "@dispatch/testkit/agent-server";
import { TestServer } from "@dispatch/testkit/test-server";
import type { BrowserContextOptions } from "playwright-core";
import { expect, test } from "vitest";
import { launchChromium } from "../chromium.ts";
import { Visit } from "./visit.ts";

/** Where pictures and traces of journeys that failed are found. */
const RESULTS = join(import.meta.dirname, "../../test-results");

type VisitOptions = BrowserContextOptions & {
  /** Complaints of the browser that belong to the story that is told. */
  readonly expected?: readonly RegExp[];
};

/**
 * A test in a real browser against the built product. `serve` starts a server, `serveAgents` one with real agents,
 * `visit` opens a browser of one person; all go when the test is over, and whatever the browser complained about fails it.
 */
export const journey = test
  .extend("browser", { scope: "file" }, async ({}, { onCleanup }) => {
    const browser = await launchChromium();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("servers", async ({}, { onCleanup }) => {
    const servers = new AsyncDisposableStack();
    onCleanup(() => servers.disposeAsync());
    return servers;
  })
  .extend(
    "serve",
    ({ servers }) =>
      async (env: Readonly<Record<string, string>> = {}, config?: (home: string) => object) =>
        servers.use(await TestServer.start({ env, ...(config && { config }) })),
  )
  .extend(
    "serveAgents",
    ({ servers }) =>
      async () =>
        servers.use(await AgentServer.open()),
  )
  // Asks for the servers, so that the windows close before they go.
  .extend("visit", async ({ browser, servers: _, task }, { onCleanup }) => {
    const visits: Visit[] = [];
    onCleanup(async () => {
      const complaints = visits.flatMap((visit) => visit.complaints);
      const failed = task.result?.state === "fail" || complaints.length > 0;
      if (failed) mkdirSync(RESULTS, { recursive: true });
      const name = join(RESULTS, task.name.replaceAll(/\W+/g, "-"));
      for (const [index, visit] of visits.entries()) {
        await visit.close(failed ? `${name}-${index + 1}` : undefined);
      }
      expect(complaints).toEqual([]);
    });
    return async (url: string, { expected = [], ...options }: VisitOptions = {}) => {
      const context = await browser.newContext({
        baseURL: url,
        viewport: { width: 1280, height: 800 },
        permissions: ["clipboard-read", "clipboard-write"],
        ...options,
      });
      // Without a picture of every frame: those were a third of the browser's work.
      await context.tracing.start({ snapshots: true });
      const visit = new Visit(context, expected);
      visits.push(visit);
      return visit;
    };
  });
