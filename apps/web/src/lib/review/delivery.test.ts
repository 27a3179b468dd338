import { expect, test } from "vitest";
import { deliver } from "./delivery.ts";

function desk() {
  const done: string[] = [];
  const api = {
    message: async (ids: string[]) => ({ text: `about ${ids.length}`, comments: [] }),
    noteSent: async (ids: string[]) => {
      done.push(`noted ${ids.length}`);
      return { text: "", comments: [] };
    },
  };
  return { api, done };
}

test("comments are one message with what is said before them, and count as sent once it was taken", async () => {
  const { api, done } = desk();
  const give = async (text: string) => {
    done.push(text);
    return "ses_1";
  };
  const comments = Array.from({ length: 201 }, (_, index) => String(index));
  expect(await deliver({ api, comments, note: " Please. ", to: { give } })).toBe("ses_1");
  expect(done).toEqual(["Please.\n\nabout 200\n\nabout 1", "noted 200", "noted 1"]);
});

test("what nobody took was not sent", async () => {
  const { api, done } = desk();
  const give = () => Promise.reject(new Error("away"));
  await expect(deliver({ api, comments: ["a"], note: "", to: { give } })).rejects.toThrow("away");
  expect(done).toEqual([]);
});
