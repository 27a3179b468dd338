import adapter from "@sveltejs/adapter-static";
import { sveltekit } from "@sveltejs/kit/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

// Where `vite dev` finds the server; the built app is served by it from the same origin.
const server = "http://127.0.0.1:3030";

export default defineConfig({
  plugins: [
    tailwindcss(),
    sveltekit({
      adapter: adapter({ pages: "build", fallback: "index.html" }),
      paths: { relative: true },
    }),
  ],
  server: {
    proxy: {
      "/api": server,
      "/health": server,
      "/socket.io": { target: server, ws: true },
    },
  },
});
