import cookie from "@fastify/cookie";
import swagger from "@fastify/swagger";
import Fastify, { LogController } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { ApiServices } from "../services.ts";
import { auditedRoutes } from "./audited.ts";
import { guard } from "./access.ts";
import type { HttpApp } from "./app-type.ts";
import { DOCS_POLICY, type OpenApi, docsPage } from "./docs-page.ts";
import { idempotentPosts } from "./idempotency.ts";
import { BODY_LIMIT_BYTES, sendProblem } from "./problem.ts";
import { apiKeyRoutes } from "./routes/api-key.routes.ts";
import { auditRoutes } from "./routes/audit.routes.ts";
import { authRoutes } from "./routes/auth.routes.ts";
import { historyRoutes } from "./routes/history.routes.ts";
import { peopleRoutes } from "./routes/people.routes.ts";
import { secretRoutes } from "./routes/secrets.routes.ts";
import { sessionRoutes } from "./routes/session.routes.ts";
import { shareRoutes } from "./routes/share.routes.ts";
import { systemRoutes } from "./routes/system.routes.ts";
import { workspaceRoutes } from "./routes/workspace.routes.ts";
import { secureHeaders } from "./secure-headers.ts";
import { webApp } from "./web-app.ts";

/** Every REST route, the web app's files, and what applies to all of them. */
export async function createHttpServer(services: ApiServices): Promise<HttpApp> {
  const app = Fastify({
    loggerInstance: services.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => crypto.randomUUID(),
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>() as unknown as HttpApp;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  app.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (_request, body, done) =>
    done(null, { data: body }),
  );
  await app.register(cookie);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Dispatch",
        version: services.config.build.split("+")[0] ?? "0",
        description: "Durable sessions: terminals, agents and editors.",
      },
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer" },
          cookie: { type: "apiKey", in: "cookie", name: services.cookieName },
        },
      },
      security: [{ bearer: [] }, { cookie: [] }],
    },
    transform: jsonSchemaTransform,
  });
  secureHeaders(app, services);
  guard(app, services);
  idempotentPosts(app, services);
  auditedRoutes(app, services);
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "unknown";
    services.metrics.requestSeconds.observe(
      { route, status: `${Math.floor(reply.statusCode / 100)}xx` },
      reply.elapsedTime / 1000,
    );
    done();
  });

  authRoutes(app, services);
  apiKeyRoutes(app, services);
  peopleRoutes(app, services);
  workspaceRoutes(app, services);
  sessionRoutes(app, services);
  historyRoutes(app, services);
  shareRoutes(app, services);
  auditRoutes(app, services);
  secretRoutes(app, services);
  systemRoutes(app, services);
  for (const url of ["/openapi.json", "/api/openapi.json"]) {
    app.get(url, { config: { action: "system.look" }, schema: { hide: true } }, () => app.swagger());
  }
  app.get("/api/docs", { config: { action: "system.look" }, schema: { hide: true } }, (_request, reply) =>
    reply
      .type("text/html; charset=utf-8")
      .header("content-security-policy", DOCS_POLICY)
      .send(docsPage(app.swagger() as OpenApi)),
  );
  webApp(app, services.config.webRoot);
  return app;
}
