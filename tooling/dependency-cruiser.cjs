// The arrows of the design, checked. The comment of a rule says where the code should go instead.

const TESTS = "\\.(test|fixture)\\.ts$|/testing/|^packages/testkit/|^e2e/";
const server = (/** @type {string} */ path) => `^apps/server/src/${path}`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment:
        "Two files that need each other are one thing, or hide a third: move what both need below both.",
      from: { pathNot: TESTS },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      comment: "Add the package to this folder's package.json (version: catalog:), or mend the path.",
      from: { pathNot: "^apps/web/" }, // SvelteKit's $app and $lib are resolved by Vite; svelte-check judges them
      to: { couldNotResolve: true },
    },
    {
      name: "no-undeclared-dependency",
      severity: "error",
      comment: "It resolves by luck. Add it to the dependencies of this folder's package.json.",
      from: { pathNot: [TESTS, "\\.config\\.(ts|js)$", "^apps/web/", "^scripts/", "^tooling/"] },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "domain-is-alone",
      severity: "error",
      comment:
        "The domain decides and knows no wire and no SQL. Declare a port there, and plug it in app.ts.",
      from: { path: server("domain/"), pathNot: TESTS },
      to: { path: server("(api|runners|store|feed|forge|config)/") },
    },
    {
      name: "domain-knows-no-library",
      severity: "error",
      comment: "Let the edge translate: the domain works on the shapes of @dispatch/protocol.",
      from: { path: server("domain/"), pathNot: TESTS },
      to: { path: "node_modules/(fastify|@fastify|socket\\.io|kysely|pino|prom-client)/|^(node:)?sqlite$" },
    },
    {
      name: "sql-in-store",
      severity: "error",
      comment: "Add a method to a repository in store/ instead.",
      // The doctor looks into the database while no server runs.
      from: {
        path: "^apps/",
        pathNot: [server("store/"), server("app\\.ts$"), "^apps/cli/src/doctor/", TESTS],
      },
      // A type names what store/ opened and handed over; the screens' read-only connection is such a one.
      to: { path: "node_modules/kysely/|^(node:)?sqlite$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "server-api-in-api",
      severity: "error",
      comment:
        "Fastify and Socket.IO are spoken in api/ only. Return a value or throw a Problem, and let a route answer.",
      from: { path: "^apps/server/src/", pathNot: [server("api/"), server("app\\.ts$"), TESTS] },
      to: { path: "node_modules/(fastify|@fastify/[^/]+|fastify-type-provider-zod|socket\\.io)/" },
    },
    {
      name: "neighbours-of-the-server",
      severity: "error",
      comment: "api, runners, store and feed meet in the domain, or are wired together in app.ts.",
      from: { path: server("(runners|store|forge)/"), pathNot: TESTS },
      to: { path: server("api/") },
    },
    {
      name: "config-is-read-at-the-top",
      severity: "error",
      comment: "app.ts hands each part the few values it needs; take a parameter instead.",
      from: { path: "^apps/server/src/", pathNot: [server("(config/|app\\.ts$|main\\.ts$)"), TESTS] },
      to: { path: server("config/"), dependencyTypesNot: ["type-only"] },
    },
    {
      name: "pty-in-pty",
      severity: "error",
      comment: "apps/runner/src/pty wraps node-pty once. Use that, or add to it.",
      from: { pathNot: ["^apps/runner/src/pty/", TESTS, "^scripts/", "^e2e/"] },
      to: { path: "node_modules/@lydell/node-pty/" },
    },
    {
      name: "runner-has-no-database",
      severity: "error",
      comment: "The server is the only process that opens the database: send an item over the link.",
      from: { path: "^apps/runner/", pathNot: TESTS },
      to: { path: "^(node:)?sqlite$" },
    },
    {
      name: "no-app-imports-an-app",
      severity: "error",
      comment: "What two apps need belongs in a package; what one says to another goes over the wire.",
      from: { path: "^apps/([^/]+)/", pathNot: TESTS },
      to: { path: "^apps/([^/]+)/", pathNot: "^apps/$1/" },
    },
    {
      name: "no-package-imports-an-app",
      severity: "error",
      comment: "Packages lie below the apps. Move the shared part into the package.",
      from: { path: "^packages/", pathNot: "^packages/testkit/" },
      to: { path: "^apps/" },
    },
    {
      name: "protocol-is-pure",
      severity: "error",
      comment:
        "Both ends load the protocol, browsers too: it stands on zod alone, and on node:buffer in the link's frames.",
      from: { path: "^packages/protocol/src/", pathNot: TESTS },
      to: { pathNot: "^packages/protocol/src/|node_modules/zod/|^(node:)?buffer$" },
    },
    {
      name: "testkit-in-tests",
      severity: "error",
      comment: "The test kit is for tests: nothing that is shipped may need it.",
      from: { path: "^(apps|packages)/", pathNot: TESTS },
      to: { path: "^packages/testkit/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|build|\\.svelte-kit)/|^packages/client/src/generated/" },
    tsPreCompilationDeps: true,
    detectJSDocImports: true,
    builtInModules: { add: ["node:sqlite", "sqlite"] },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types", "svelte"],
      extensions: [".ts", ".mjs", ".js", ".svelte"],
    },
  },
};
