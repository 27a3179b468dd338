import cookie from "@fastify/cookie";
import swagger from "@fastify/swagger";
import Fastify, { LogController } from "fastify";
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from "fastify-type-provider-zod";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { FrontDoor } from "../edge/front-door.ts";
import type { ApiServices } from "../services.ts";
import { auditedRoutes } from "./audited.ts";
import { guard } from "./access.ts";
import type { HttpApp } from "./app-type.ts";
import { bodyParsers } from "./body-parsers.ts";
import { DOCS_POLICY, type OpenApi, docsPage } from "./docs-page.ts";
import { idempotentPosts } from "./idempotency.ts";
import { BODY_LIMIT_BYTES, sendProblem } from "./problem.ts";
import { apiKeyRoutes } from "./routes/api-key.routes.ts";
import { auditRoutes } from "./routes/audit.routes.ts";
import { authRoutes } from "./routes/auth.routes.ts";
import { fileContentRoutes } from "./routes/file-content.routes.ts";
import { fileRoutes } from "./routes/file.routes.ts";
import { agentRoutes } from "./routes/agent.routes.ts";
import { approvalRoutes } from "./routes/approval.routes.ts";
import { editorRoutes } from "./routes/editor.routes.ts";
import { historyRoutes } from "./routes/history.routes.ts";
import { providerRoutes } from "./routes/provider.routes.ts";
import { hostTokenRoutes } from "./routes/host-token.routes.ts";
import { identityRoutes } from "./routes/identity.routes.ts";
import { dataRoutes } from "./routes/data.routes.ts";
import { deskRoutes } from "./routes/desk.routes.ts";
import { pairingRoutes } from "./routes/pairing.routes.ts";
import { passkeyRoutes } from "./routes/passkey.routes.ts";
import { peopleRoutes } from "./routes/people.routes.ts";
import { pullRequestRoutes } from "./routes/pull-request.routes.ts";
import { ruleRoutes } from "./routes/rule.routes.ts";
import { secretRoutes } from "./routes/secrets.routes.ts";
import { sessionRoutes } from "./routes/session.routes.ts";
import { shareRoutes } from "./routes/share.routes.ts";
import { signInProviderRoutes } from "./routes/sign-in-provider.routes.ts";
import { signInRoutes } from "./routes/sign-in.routes.ts";
import { systemRoutes } from "./routes/system.routes.ts";
import { gitRoutes } from "./routes/git.routes.ts";
import { snapshotRoutes } from "./routes/snapshot.routes.ts";
import { reviewRoutes } from "./routes/review.routes.ts";
import { repositoryRoutes } from "./routes/repository.routes.ts";
import { settingRoutes } from "./routes/settings.routes.ts";
import { setUpRoutes } from "./routes/set-up.routes.ts";
import { transcriptRoutes } from "./routes/transcript.routes.ts";
import { workspaceRoutes } from "./routes/workspace.routes.ts";
import { usageRoutes } from "./routes/usage.routes.ts";
import { webApp } from "./web-app.ts";

/** Every REST route, the web app's files, and what applies to all of them, behind the front door. */
export async function createHttpServer(services: ApiServices, door: FrontDoor): Promise<HttpApp> {
  const app = Fastify({
    loggerInstance: services.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => crypto.randomUUID(),
    forceCloseConnections: true,
    serverFactory: (handle) => door.open(handle),
    clientErrorHandler: door.onClientError,
    trustProxy: true, // the door lets in nothing but the truth
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>() as unknown as HttpApp;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  bodyParsers(app);
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
      ...(services.config.basePath === "" ? {} : { servers: [{ url: services.config.basePath }] }),
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  guard(app, services);
  app.addHook("onRequest", (request, _reply, done) =>
    done(request.caller && services.rates.ofCredential(request.caller.credentialId)),
  );
  // Who has nothing to say need not send an empty object to say so.
  app.addHook("preValidation", (request, _reply, done) => {
    if (request.routeOptions.schema?.body !== undefined) request.body ??= {};
    done();
  });
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
  signInRoutes(app, services);
  signInProviderRoutes(app, services);
  passkeyRoutes(app, services);
  pairingRoutes(app, services);
  apiKeyRoutes(app, services);
  peopleRoutes(app, services);
  identityRoutes(app, services);
  repositoryRoutes(app, services);
  hostTokenRoutes(app, services);
  providerRoutes(app, services);
  workspaceRoutes(app, services);
  pullRequestRoutes(app, services);
  fileRoutes(app, services);
  await fileContentRoutes(app, services);
  gitRoutes(app, services);
  snapshotRoutes(app, services);
  reviewRoutes(app, services);
  setUpRoutes(app, services);
  sessionRoutes(app, services);
  historyRoutes(app, services);
  editorRoutes(app, services);
  agentRoutes(app, services);
  transcriptRoutes(app, services);
  approvalRoutes(app, services);
  ruleRoutes(app, services);
  usageRoutes(app, services);
  settingRoutes(app, services);
  dataRoutes(app, services);
  deskRoutes(app, services);
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
      .send(docsPage(app.swagger() as OpenApi, services.config.basePath)),
  );
  webApp(app, services.config);
  return app;
}
