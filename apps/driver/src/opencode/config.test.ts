import { expect, test } from "vitest";
import { AgentFailure } from "../agent-failure.ts";
import { configOf } from "./config.ts";

test.each(["{", "[]", '"words"'])(
  "a configuration that is none is refused, and not repeated: %s",
  (given) => {
    expect(() => configOf(given)).toThrow(AgentFailure);
    expect(() => configOf(given)).toThrow(/^OPENCODE_CONFIG_CONTENT is not a JSON object: correct it/);
  },
);

test("what is given goes before what is asked for otherwise", () => {
  expect(JSON.parse(configOf('{"share":"manual","permission":{"bash":"allow"}}'))).toEqual({
    autoupdate: false,
    share: "manual",
    permission: { edit: "ask", bash: "allow", webfetch: "ask" },
  });
});
