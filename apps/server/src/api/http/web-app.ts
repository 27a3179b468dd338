import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply } from "fastify";
import { Problem } from "@dispatch/protocol/problems";
import type { Config } from "../../config/config.ts";
import type { HttpApp } from "./app-type.ts";
import { sendProblem } from "./problem.ts";

type Mount = Pick<Config, "webRoot" | "basePath">;

/** The web app is built for this path, and moves to where the server is mounted when its page is read. */
const BUILT_BASE = "/__dispatch_base__";

/**
 * Somebody who comes past the proxy, to the server's own address, is sent below the mount: the app knows no other place.
 * So is who left the slash at its end away: without it the address is none that the app is kept for (service workers).
 */
const intoMount = (basePath: string) => `<script>
      (() => {
        const { pathname, search, hash } = location;
        if (!pathname.startsWith("${basePath}/"))
          location.replace("${basePath}" + (pathname === "${basePath}" ? "/" : pathname) + search + hash);
      })();
    </script>`;

/** The one page of the web app, and the policy that lets run only what was built into it. */
function readPage({ webRoot, basePath }: Mount): { html: string; policy: string } | undefined {
  const path = join(webRoot, "index.html");
  if (!existsSync(path)) return undefined;
  const moved = readFileSync(path, "utf8").replaceAll(BUILT_BASE, basePath);
  const html = basePath === "" ? moved : moved.replace("<head>", `<head>\n    ${intoMount(basePath)}`);
  const hashes = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
  const policy = [
    "default-src 'self'",
    `script-src 'self' ${hashes.join(" ")}`.trim(),
    "style-src 'self' 'unsafe-inline'", // terminals and editors place their rows by style
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' ws: wss:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "frame-src 'none'", // but for pages that are only looked at, which are part of the page and have no address
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  return { html, policy };
}

/** A browser that keeps the app installed tells apps of one origin apart by what stands in here, so the mount is in it. */
const MANIFEST = "app.webmanifest";
const readManifest = ({ webRoot, basePath }: Mount) =>
  readFileSync(join(webRoot, MANIFEST), "utf8").replaceAll(BUILT_BASE, basePath);

/** Keeps the app for when the server is away. Its policy is its own, not that of the page: it fetches, and nothing else. */
const SERVICE_WORKER = /\/service-worker\.js(\.br|\.gz)?$/;
const SERVICE_WORKER_POLICY = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";

const noWebApp = (basePath: string) => `<!doctype html><meta charset="utf-8"><title>Dispatch</title>
<p>The web app is not built here. <code>npm start</code> builds it; the API is at <a href="${basePath}/api/openapi.json">/api/openapi.json</a>.</p>`;

const notFound = (path: string) =>
  new Problem("not-found", {}, `There is nothing at /${path}. /api/openapi.json lists what there is.`);

/** Serves the built web app from the same origin; every path that is no file and no API is a page of it. */
export function webApp(app: HttpApp, { webRoot, basePath }: Mount): void {
  const page = readPage({ webRoot, basePath });
  const sendPage = (reply: FastifyReply) => {
    void reply.type("text/html; charset=utf-8").header("cache-control", "no-cache");
    // What a document names is not looked up before somebody follows a link in it.
    if (page) void reply.headers({ "content-security-policy": page.policy, "x-dns-prefetch-control": "off" });
    return reply.send(page?.html ?? noWebApp(basePath));
  };
  const files = new Set(page ? readdirSync(webRoot, { recursive: true, encoding: "utf8" }) : []);
  const manifest = files.has(MANIFEST) ? readManifest({ webRoot, basePath }) : undefined;
  if (page) {
    void app.register(fastifyStatic, {
      root: webRoot,
      serve: false,
      preCompressed: true, // the build lays each file beside itself, as browsers take it
      setHeaders(response, path) {
        // Names under immutable/ hold a hash of their content.
        void response.header(
          "cache-control",
          path.includes("/immutable/") ? "public, max-age=31536000, immutable" : "no-cache",
        );
        if (SERVICE_WORKER.test(path)) void response.header("content-security-policy", SERVICE_WORKER_POLICY);
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    const path = (request.url.split("?")[0] ?? "").slice(1);
    if (isRead && path === MANIFEST && manifest !== undefined)
      return reply.type("application/manifest+json").header("cache-control", "no-cache").send(manifest);
    // Only names that were there at the start are ever opened: nothing a request says becomes a path.
    if (isRead && files.has(path) && path.includes(".") && path !== "index.html") return reply.sendFile(path);
    if (isRead && !/^(api|socket\.io|_app)(\/|$)/.test(path)) return sendPage(reply);
    return sendProblem(notFound(path), request, reply);
  });
}
