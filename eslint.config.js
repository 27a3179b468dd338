import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import tseslint from "typescript-eslint";

const tests = ["**/*.test.ts", "**/*.fixture.ts", "**/testing/**", "e2e/**", "packages/testkit/**"];

/** Only these read the environment; everything else is given checked values. */
const readsEnvironment = [
  "apps/attendant/src/config/**",
  "apps/driver/src/config/**",
  "apps/server/src/config/**",
  "apps/runner/src/config.ts",
  "apps/runner/src/workspaces/**", // builds a child's environment, from an allow-list
  "apps/cli/src/config/**",
];

/** Only these end the process; everything else closes what it opened and lets the event loop empty. */
const endsProcess = ["apps/attendant/src/main.ts", "apps/driver/src/main.ts", "apps/cli/src/main.ts"];

const environmentRule = {
  object: "process",
  property: "env",
  message: "Read it in config/ and pass the checked value on.",
};
const exitRule = {
  object: "process",
  property: "exit",
  message: "Set process.exitCode, close what is open and let the event loop empty.",
};

export default tseslint.config(
  {
    ignores: [
      "**/dist/",
      "**/build/",
      "**/.svelte-kit/",
      ".cache/",
      "packages/client/src/generated/",
      "tooling/*.cjs",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: { allowDefaultProject: ["eslint.config.js", "vitest.config.ts"] },
        extraFileExtensions: [".svelte"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-restricted-properties": ["error", environmentRule, exitRule],
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true, named: true } }],
      eqeqeq: ["error", "always"],
      "no-console": "error",
      // Terminals speak in control characters.
      "no-control-regex": "off",
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      // An interface may promise more than one of its implementations needs.
      "@typescript-eslint/require-await": "off",
      // Numbers and booleans read well in a message.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser },
    },
    // A component is a default export by nature, and its props are assigned from outside.
    // Maps and sets are replaced whole ($state.raw), never changed in place.
    rules: {
      "no-restricted-exports": "off",
      "prefer-const": "off",
      "svelte/prefer-svelte-reactivity": "off",
    },
  },
  {
    files: ["apps/web/**"],
    languageOptions: { globals: globals.browser },
  },
  // Served as it is, outside of every TypeScript project.
  { files: ["apps/web/static/**"], ...tseslint.configs.disableTypeChecked },
  {
    // Plain JavaScript, typed by JSDoc and checked by tsc; JSON it reads is not worth a schema.
    files: ["**/*.mjs", "**/*.js"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    files: ["**/*.config.ts", "**/*.config.js", "apps/web/svelte.config.js"],
    rules: { "no-restricted-exports": "off" },
  },
  {
    files: [...tests],
    rules: {
      "no-restricted-properties": ["error", exitRule],
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
  { files: readsEnvironment, rules: { "no-restricted-properties": ["error", exitRule] } },
  { files: endsProcess, rules: { "no-restricted-properties": ["error", environmentRule] } },
  { files: ["scripts/**"], rules: { "no-restricted-properties": "off" } },
  { files: ["apps/cli/src/**", "scripts/**", "e2e/**"], rules: { "no-console": "off" } },
);
