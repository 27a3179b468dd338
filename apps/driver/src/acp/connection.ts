import { StringDecoder } from "node:string_decoder";
import { z } from "zod";

/** A longer line is no message of a sane agent. */
const LINE_LIMIT_CHARACTERS = 32 * 1024 * 1024;

const RpcFault = z.object({ code: z.number(), message: z.string(), data: z.unknown().optional() });
const Message = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: RpcFault.optional(),
});
export type RequestId = string | number;

/** The other side refused or failed. */
export class RpcError extends Error {
  readonly code: number;
  readonly data: unknown;
  constructor({ code, message, data }: { code: number; message: string; data?: unknown }) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export type Reply = { readonly result: unknown } | { readonly error: Error };
export type Respond = (reply: Reply) => void;

type Needs = {
  readonly send: (line: string) => void;
  readonly onNotice: (method: string, params: unknown) => void;
  readonly onRequest: (method: string, params: unknown, id: RequestId, respond: Respond) => void;
};

/**
 * JSON-RPC by lines. Everything is handled in the order it came, answers included: what an agent says before it answers a prompt has
 * been told before its turn ends. What is no message is noise that agents print, and left out.
 */
export class Connection {
  readonly #needs: Needs;
  readonly #open = new Map<RequestId, (reply: Reply) => void>();
  readonly #decoder = new StringDecoder("utf8");
  #partial = "";
  #lastId = 0;
  #endedBy: Error | undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** `settle` is called where the answer comes in, before anything that came after it is looked at. */
  ask(method: string, params: unknown, settle: (reply: Reply) => void): void {
    if (this.#endedBy) return settle({ error: this.#endedBy });
    const id = ++this.#lastId;
    this.#open.set(id, settle);
    this.#send({ id, method, params });
  }

  request(method: string, params: unknown): Promise<unknown> {
    return new Promise((resolve, reject) =>
      this.ask(method, params, (reply) => ("error" in reply ? reject(reply.error) : resolve(reply.result))),
    );
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  takeBytes(bytes: Buffer): void {
    const text = this.#decoder.write(bytes);
    this.#partial += text;
    if (!text.includes("\n")) {
      if (this.#partial.length > LINE_LIMIT_CHARACTERS) this.#partial = "";
      return;
    }
    const lines = this.#partial.split("\n");
    this.#partial = lines.pop() ?? "";
    for (const line of lines) this.takeLine(line);
  }

  takeLine(line: string): void {
    const message = parse(line);
    if (!message) return;
    const { id, method, params } = message;
    if (method === undefined) {
      if (id === null || id === undefined) return;
      const settle = this.#open.get(id);
      this.#open.delete(id);
      settle?.(message.error ? { error: new RpcError(message.error) } : { result: message.result });
    } else if (id === null || id === undefined) this.#needs.onNotice(method, params);
    else this.#needs.onRequest(method, params, id, (reply) => this.#respond(id, reply));
  }

  /** Nobody answers any more. */
  end(error: Error): void {
    this.#endedBy = error;
    const settles = [...this.#open.values()];
    this.#open.clear();
    for (const settle of settles) settle({ error });
  }

  #respond(id: RequestId, reply: Reply) {
    if ("result" in reply) return this.#send({ id, result: reply.result ?? null });
    const { error } = reply;
    const code = error instanceof RpcError ? error.code : INTERNAL_ERROR;
    this.#send({ id, error: { code, message: error.message } });
  }

  #send(message: object) {
    if (!this.#endedBy) this.#needs.send(JSON.stringify({ jsonrpc: "2.0", ...message }));
  }
}

const INTERNAL_ERROR = -32603;
export const METHOD_NOT_FOUND = -32601;
export const INVALID_PARAMS = -32602;
export const REQUEST_CANCELLED = -32800;

function parse(line: string): z.infer<typeof Message> | undefined {
  if (!line.trimStart().startsWith("{")) return undefined;
  try {
    return Message.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
