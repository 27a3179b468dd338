import { expect, test } from "vitest";
import { serverEntry } from "./serve.ts";

test("the server is found beside this program, as source and as built", () => {
  expect(serverEntry("file:///app/apps/cli/src/commands/serve.ts").pathname).toBe(
    "/app/apps/server/src/main.ts",
  );
  expect(serverEntry("file:///app/apps/cli/dist/main.js").pathname).toBe("/app/apps/server/dist/main.js");
  expect(serverEntry("file:///app/apps/cli/dist/chunk.js").pathname).toBe("/app/apps/server/dist/main.js");
});
