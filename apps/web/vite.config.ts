import adapter from "@sveltejs/adapter-static";
import { sveltekit } from "@sveltejs/kit/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

// Where `vite dev` finds the server; the built app is served by it from the same origin.
const server = "http://127.0.0.1:3030";

/** The server puts the path it is mounted at in its place when it reads the built page. */
const BUILT_BASE = "/__dispatch_base__";

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
  server: {
    proxy: {
      "/api": server,
      "/health": server,
      "/socket.io": { target: server, ws: true },
    },
  },
}));
