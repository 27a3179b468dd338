import { lstat, mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import type { z } from "zod";
import { INVALID_PARAMS, METHOD_NOT_FOUND, RpcError } from "./connection.ts";
import { ReadRequest, WriteRequest } from "./wire.ts";

const NOT_FOUND = -32002;

/** Reads and writes files for an agent, those of its workspace only: what else it may do it does by itself, within its isolation. */
export class WorkspaceFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async serve(method: string, params: unknown): Promise<unknown> {
    switch (method) {
      case "fs/read_text_file":
        return this.#read(parsed(ReadRequest, params));
      case "fs/write_text_file":
        return this.#write(parsed(WriteRequest, params));
      default:
        throw new RpcError({ code: METHOD_NOT_FOUND, message: `"${method}" is not offered.` });
    }
  }

  async #read({ path, line, limit }: z.infer<typeof ReadRequest>) {
    const file = await this.#inside(path);
    const text = await readFile(file, "utf8").catch((error: unknown) => {
      throw refusalOf(path, error);
    });
    if (line === undefined && limit === undefined) return { content: text };
    const first = Math.max(0, (line ?? 1) - 1);
    const lines = text.split(/(?<=\n)/);
    return { content: lines.slice(first, limit === undefined ? undefined : first + limit).join("") };
  }

  async #write({ path, content }: z.infer<typeof WriteRequest>) {
    const file = await this.#inside(path);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    } catch (error) {
      throw refusalOf(path, error);
    }
    return {};
  }

  /** Where a path really lies, links followed as far as it exists; refused where that is outside. */
  async #inside(path: string): Promise<string> {
    const root = await realpath(this.#folder);
    if (!isAbsolute(path) || path.includes("\0")) throw outside(path);
    const real = await realPathOf(join(path));
    const way = relative(root, real);
    if (way === "" || way === ".." || way.startsWith("../")) throw outside(path);
    return real;
  }
}

/** A link that leads nowhere yet has an existing name, and is refused: what would be written lies behind it. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(path) === path)
      throw refusalOf(path, error);
    if (await isLink(path)) throw outside(path);
    return join(await realPathOf(dirname(path)), basename(path));
  }
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (stat) => stat.isSymbolicLink(),
    () => false,
  );
}

const outside = (path: string) =>
  new RpcError({ code: INVALID_PARAMS, message: `${path} is outside of the workspace.` });

function refusalOf(path: string, error: unknown): RpcError {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return code === "ENOENT"
    ? new RpcError({ code: NOT_FOUND, message: `${path} does not exist.` })
    : new RpcError({ code: INVALID_PARAMS, message });
}

function parsed<T>(schema: { safeParse: (value: unknown) => { data?: T } }, params: unknown): T {
  const { data } = schema.safeParse(params);
  if (data === undefined)
    throw new RpcError({ code: INVALID_PARAMS, message: "These parameters are not understood." });
  return data;
}
