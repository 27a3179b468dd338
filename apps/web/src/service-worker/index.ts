// Keeps the built app in the browser, so that it opens without a connection and says so itself. What the app shows is
// never kept: sessions, files and people come from the server, or not at all.
import { version } from "$app/env";
import { assets, immutable } from "$app/manifest";
import { self } from "$app/service-worker";
import { wayOf } from "./way-of.ts";

const PREFIX = "dispatch-app-";
const CACHE = PREFIX + version;
/** This version and the one before, whose pages may still be open and have parts of it yet to load. */
const VERSIONS_KEPT = 2;

/** Where the server is mounted: beside this file. */
const home = new URL("./", self.location.href);
const pathOf = ({ path }: { readonly path: string }) => new URL(path, home).pathname;
const built = new Set(immutable.map(pathOf));
const statics = new Set(assets.map(pathOf));

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", ({ data }) => {
  if (data === "take over") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const way = wayOf(request, { home, built, statics });
  if (way === "kept first") event.respondWith(keptFirst(request));
  else if (way === "kept if away") event.respondWith(keptIfAway(request, request));
  else if (way === "page") event.respondWith(keptIfAway(request, home.href));
});

async function keep() {
  const cache = await caches.open(CACHE);
  // The page has no name that changes with what is in it: one that the browser remembers may be of another version.
  const page = new Request(home, { cache: "no-cache" });
  await cache.addAll([page, ...built, ...statics]);
}

async function takeOver() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX)); // oldest first
  await Promise.all(names.slice(0, -VERSIONS_KEPT).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function keptFirst(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** The server's answer, unless there is none, or only a proxy's that has none either. */
async function keptIfAway(request: Request, kept: RequestInfo): Promise<Response> {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (![502, 503, 504].includes(answer.status)) return answer;
    return (await cache.match(kept)) ?? answer;
  } catch (error) {
    const answer = await cache.match(kept);
    if (answer === undefined) throw error;
    return answer;
  }
}
