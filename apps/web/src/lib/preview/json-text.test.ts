import { expect, test } from "vitest";
import { formattedJson } from "./json-text.ts";

test("JSON gets a line for each value, and keeps every value as it is written", () => {
  const text = '{"a":[1,{"b":"x, \\"y\\": {}"}],"big":12345678901234567890,"none":{},"no":[ ],"e":1.0e5}';
  expect(formattedJson(text)).toBe(`{
  "a": [
    1,
    {
      "b": "x, \\"y\\": {}"
    }
  ],
  "big": 12345678901234567890,
  "none": {},
  "no": [],
  "e": 1.0e5
}`);
  expect([formattedJson("3"), formattedJson('" a "'), formattedJson("[]")]).toEqual(["3", '" a "', "[]"]);
  expect(JSON.parse(formattedJson('{"a":[[],[[1]]]}'))).toEqual({ a: [[], [[1]]] });
});

test("what is no JSON is refused", () => {
  for (const text of ["{a:1}", "[1,]", "", "{} {}"]) expect(() => formattedJson(text)).toThrow(SyntaxError);
});

test("what would grow beyond measure is shown as it is", () => {
  const text = "[".repeat(50_000) + "]".repeat(50_000);
  expect(formattedJson(text)).toBe(text);
});
