import { join } from "node:path";
import adapter from "@sveltejs/adapter-static";
import { sveltekit } from "@sveltejs/kit/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

// Where `vite dev` finds the server; the built app is served by it from the same origin.
const server = "http://127.0.0.1:3030";

/** The server puts the path it is mounted at in its place when it reads the built page. */
const BUILT_BASE = "/__dispatch_base__";

/** What begins with these comes as one file each, and not as a hundred small ones that wait for each other on their way. */
const starts = [
  { name: "any-page", routes: ["+layout.svelte", "login/+page.svelte"] },
  { name: "rooms", routes: ["(rooms)/+layout.svelte", "(rooms)/+page.svelte"] },
];

type ModuleOf = (id: string) => { readonly importedIds: readonly string[] } | null;

/** The start that a module belongs to, by its id: the first that cannot do without it. */
function membersOfStarts(moduleOf: ModuleOf): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  for (const { name, routes } of starts) {
    const ids = routes.map((route) => join(import.meta.dirname, "src/routes", route));
    for (const id of ids) {
      if (members.has(id)) continue;
      members.set(id, name);
      ids.push(...(moduleOf(id)?.importedIds ?? []));
    }
  }
  return members;
}

let members: ReadonlyMap<string, string> | undefined;

export default defineConfig(({ command }) => ({
  plugins: [
    tailwindcss(),
    sveltekit({
      adapter: adapter({ pages: "build", fallback: "index.html", precompress: true }),
      // The app registers it, where it can tell of a new version (lib/pwa/app-updates.svelte.ts).
      serviceWorker: { register: false },
      paths: { relative: true, base: command === "build" ? BUILT_BASE : "" },
    }),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                // Kept apart: what SvelteKit runs before anything reads the page's payload.
                {
                  name: "first",
                  test: /runtime\/client\/payload\.js|preload-helper|rolldown\/runtime/,
                  priority: 1,
                },
                {
                  name: (id, modules) => {
                    members ??= membersOfStarts((other) => modules.getModuleInfo(other));
                    return members.get(id);
                  },
                },
              ],
            },
          },
        },
      },
    },
  },
  server: {
    proxy: {
      "/api": server,
      "/health": server,
      "/socket.io": { target: server, ws: true },
    },
  },
}));
