import { RequestProblem } from "@dispatch/client/problem";
import { expect, test, vi } from "vitest";
import { Uploads } from "./uploads.svelte.ts";

const exists = new RequestProblem({ code: "file-changed", status: 409, detail: "There is one." } as never);

function open(taken: readonly string[]) {
  const written: string[] = [];
  const onSent = vi.fn();
  const upload = vi.fn(
    (
      _id: string,
      { path, file, overwrite, onProgress }: Parameters<Parameters<typeof make>[0]["upload"]>[1],
    ) => {
      if (taken.includes(path) && !overwrite) return Promise.reject(exists);
      onProgress(file.size);
      written.push(path);
      return Promise.resolve();
    },
  );
  return { uploads: make({ upload }), written, onSent };
  function make(api: ConstructorParameters<typeof Uploads>[0]["api"]) {
    return new Uploads({ api, workspaceId: "w", onSent });
  }
}

test("files are sent one after the other; what is in the way stays, and is replaced when somebody says so", async () => {
  const { uploads, written, onSent } = open(["to/b"]);
  uploads.add("to", [
    { path: "a", file: new Blob(["1"]) },
    { path: "b", file: new Blob(["22"]) },
    { path: "deep/c", file: new Blob([]) },
  ]);
  await vi.waitFor(() => expect(onSent).toHaveBeenCalledWith(2));
  expect(written).toEqual(["to/a", "to/deep/c"]);
  expect(uploads.items.map(({ path, state, detail }) => [path, state, detail])).toEqual([
    ["to/b", "exists", "There is one."],
  ]);
  for (const upload of uploads.items) uploads.again(upload);
  await vi.waitFor(() => expect(written.at(-1)).toBe("to/b"));
  await vi.waitFor(() => expect(uploads.items).toEqual([]));
});
