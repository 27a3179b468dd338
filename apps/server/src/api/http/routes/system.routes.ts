import { z } from "zod";
import { Health, Ready, Runner } from "@dispatch/protocol/installation";
import { callerOf } from "../access.ts";
import type { ApiServices } from "../../services.ts";
import type { HttpApp } from "../app-type.ts";
import { page, problemResponses } from "../schemas.ts";

/** A check that hangs is a check that failed. */
const CHECK_TIMEOUT_MS = 2_000;

export function systemRoutes(app: HttpApp, { config, checks, runners, metrics }: ApiServices): void {
  for (const url of ["/health", "/api/health"]) {
    app.get(
      url,
      {
        config: { action: "system.look" },
        schema: { tags: ["system"], summary: "Is the process alive?", response: { 200: Health } },
      },
      () => ({
        status: "ok" as const,
        version: config.build.split("+")[0] ?? config.build,
        build: config.build,
      }),
    );
  }

  app.get(
    "/api/ready",
    {
      config: { action: "system.look" },
      schema: {
        tags: ["system"],
        summary: "Can it work? Each check by name",
        response: { 200: Ready, 503: Ready },
      },
    },
    async (_request, reply) => {
      const results = await Promise.all(Object.entries(checks).map(([name, check]) => runCheck(name, check)));
      const ready = results.every(({ ok }) => ok);
      return reply.code(ready ? 200 : 503).send({ ready, checks: results });
    },
  );

  app.get(
    "/metrics",
    {
      config: { action: "system.look" },
      schema: {
        tags: ["system"],
        summary: "Metrics for Prometheus",
        produces: ["text/plain"],
        response: { 200: z.string() },
      },
    },
    async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );

  app.get(
    "/api/runners",
    {
      config: { action: "runner.list" },
      schema: {
        tags: ["system"],
        summary: "Runners that are connected",
        response: { 200: page(Runner), ...problemResponses },
      },
    },
    (request) => {
      callerOf(request);
      return { items: runners.list(), nextCursor: null };
    },
  );
}

async function runCheck(name: string, check: () => Promise<string | undefined>) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${CHECK_TIMEOUT_MS / 1000} s`), CHECK_TIMEOUT_MS);
  });
  try {
    const detail = await Promise.race([check(), late]);
    return detail === undefined ? { name, ok: true } : { name, ok: false, detail };
  } catch (error) {
    return { name, ok: false, detail: (error as Error).message };
  } finally {
    clearTimeout(timer);
  }
}
