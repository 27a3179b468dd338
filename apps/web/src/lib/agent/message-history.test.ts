import { expect, test } from "vitest";
import { MessageHistory } from "./message-history.ts";

test("up leads back through what was said, down to what was being written", () => {
  const history = new MessageHistory();
  const said = ["first", "second"];
  expect(history.older(said, "unsent")).toBe("second");
  expect(history.older(said, "second")).toBe("first");
  expect(history.older(said, "first")).toBeUndefined();
  expect(history.newer(said)).toBe("second");
  expect(history.isBack).toBe(true);
  expect(history.newer(said)).toBe("unsent");
  expect(history.newer(said)).toBeUndefined();
  expect(history.isBack).toBe(false);
});
