import { defineConfig } from "vitest/config";

const MINUTE_MS = 60_000;
/** What hangs is ended; how fast a machine is decides no test. */
const patience = {
  testTimeout: 3 * MINUTE_MS,
  hookTimeout: 3 * MINUTE_MS,
  expect: { poll: { timeout: MINUTE_MS } },
};

// One runner, four speeds. `npx vitest run --project unit <folder>` runs a part of one of them.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{apps,packages}/*/src/**/*.test.ts", "{scripts,tooling}/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/*.int.test.ts", "apps/web/**"],
          ...patience,
        },
      },
      {
        test: {
          name: "int",
          include: ["{apps,packages}/*/src/**/*.int.test.ts", "scripts/**/*.int.test.ts"],
          exclude: ["**/node_modules/**"],
          // Real PTYs, sockets and files: more than two at once on a small machine measures the machine.
          maxWorkers: 2,
          ...patience,
        },
      },
      {
        // Resolves what SvelteKit and runes need through the web app's own Vite configuration.
        extends: "./apps/web/vite.config.ts",
        root: "./apps/web",
        test: {
          name: "web",
          include: ["src/**/*.test.ts"],
          ...patience,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.e2e.test.ts"],
          exclude: ["**/node_modules/**"],
          // Journeys kill servers and flood terminals: one file at a time, or they disturb each other.
          fileParallelism: false,
          testTimeout: 5 * MINUTE_MS,
          hookTimeout: 5 * MINUTE_MS,
        },
      },
    ],
  },
});
