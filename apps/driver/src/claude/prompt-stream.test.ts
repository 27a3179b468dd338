import { expect, test } from "vitest";
import { PromptStream } from "./prompt-stream.ts";

test("messages keep their ids and their order, with their pictures before their words", async () => {
  const prompts = new PromptStream();
  prompts.push({ type: "prompt", messageId: "m1", text: "Hello" });
  const image = { mimeType: "image/png", data: "aGk=" };
  prompts.push({ type: "prompt", messageId: "m2", text: "Look", images: [image] });
  prompts.push({ type: "prompt", messageId: "m3", text: "", images: [image] });
  prompts.close();
  const picture = { type: "image", source: { type: "base64", media_type: "image/png", data: "aGk=" } };
  const said = [];
  for await (const { uuid, message } of prompts) said.push([uuid, message.content]);
  expect(said).toEqual([
    ["m1", "Hello"],
    ["m2", [picture, { type: "text", text: "Look" }]],
    ["m3", [picture]],
  ]);
});
