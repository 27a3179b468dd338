import { Agent, request } from "node:http";
import { ProblemBody } from "@dispatch/protocol/problems";
import { clientEvents } from "@dispatch/protocol/socket";
import { httpRequest } from "@dispatch/testkit/http-request";
import { SeededRandom, randomOf } from "@dispatch/testkit/seeded-random";
import { TestServer } from "@dispatch/testkit/test-server";
import { Socket, io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Cast, type Who, roles } from "../fuzz/cast.ts";
import { type Document, type FuzzRequest, operationsOf, requestFor } from "../fuzz/requests.ts";
import { type Schema, text, valueFor } from "../fuzz/values.ts";

/** `DISPATCH_FUZZ_REQUESTS=20000` is the long form. */
const REQUESTS = Number(process.env["DISPATCH_FUZZ_REQUESTS"] ?? 3_000);
const MESSAGES = Math.ceil(REQUESTS / 3);
const AT_ONCE = 8;
/** What was ended by chance is made again this often. */
const RENEW_EVERY = 60;
/** Those who may do most get furthest. */
const callers: readonly Who[] = [...roles, "owner", "owner", "owner", "member", "member"];
const FAULTS_SHOWN = 10;
/** Only ends a run in which an answer is missing. */
const ANSWER_LIMIT_MS = 30_000;
const LIMIT_MS = 60_000 + REQUESTS * 60;

let server: TestServer;
let cast: Cast;
let pid: number;
beforeAll(async () => {
  server = await TestServer.start({
    env: {
      LOG_LEVEL: "error",
      DISPATCH_REGISTRATION: "open",
      DISPATCH_REQUEST_RATE: "0",
      // Guesses count for the addresses that the requests are said to come from, and lock nobody out who is needed.
      DISPATCH_TRUSTED_PROXY: "127.0.0.1",
    },
  });
  pid = server.pid;
  cast = await Cast.gather(server.url);
});
afterAll(() => server[Symbol.asyncDispose]());

function expectUnharmed() {
  expect(server.running && server.pid).toBe(pid);
  expect(server.output.split("\n").filter((line) => line.startsWith("{"))).toEqual([]);
}

type Seen = { status: number; type: string; text: string };

function send(
  { method, path, headers, body }: FuzzRequest,
  token: string | undefined,
  agent: Agent,
): Promise<Seen> {
  const credential = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const url = new URL(server.url);
    const options = { host: url.hostname, port: url.port, method, path, agent };
    const outgoing = request({ ...options, headers: { ...headers, ...credential, ...length } }, (answer) => {
      const type = answer.headers["content-type"] ?? "";
      const status = answer.statusCode ?? 0;
      if (type.startsWith("text/event-stream")) {
        outgoing.destroy();
        return resolve({ status, type, text: "" });
      }
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status, type, text: Buffer.concat(parts).toString() }));
    });
    outgoing.on("error", reject);
    outgoing.setTimeout(ANSWER_LIMIT_MS, () => outgoing.destroy(new Error("no answer")));
    outgoing.end(body);
  });
}

/** What is wrong with an answer, if anything. */
function fault(method: string, { status, type, text: body }: Seen): string | undefined {
  if (status < 400) return undefined;
  if (method === "HEAD") return status < 500 ? undefined : `status ${status}`;
  if (!type.startsWith("application/problem+json"))
    return `a refusal of type "${type}": ${status} ${body.slice(0, 200)}`;
  const problem = ProblemBody.safeParse(JSON.parse(body));
  if (!problem.success) return `no well-formed problem: ${body.slice(0, 500)}`;
  if (problem.data.status !== status) return `status ${status} with ${body.slice(0, 500)}`;
  if (status >= 500 && status !== 503) return body.slice(0, 500);
  return undefined;
}

/** Does `one` for each number, some at a time, until all are done or `isEnough`; renews the cast on the way. */
async function forAll(count: number, isEnough: () => boolean, one: (number: number) => Promise<void>) {
  for (let from = 0; from < count && !isEnough(); from += RENEW_EVERY) {
    let next = from;
    const end = Math.min(count, from + RENEW_EVERY);
    const work = async () => {
      while (next < end && !isEnough()) await one(next++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await cast.renew();
  }
}

test(
  "no request, however made and by whomever, breaks the server or gets an ill-formed refusal",
  { timeout: LIMIT_MS },
  async (context) => {
    const { seed } = randomOf(context);
    process.stdout.write(`fuzz: ${REQUESTS} requests, SEED=${seed}\n`);
    const document = (await httpRequest<Document>("GET", `${server.url}/api/openapi.json`)).body;
    const operations = operationsOf(document);
    expect(operations.length).toBeGreaterThan(30);
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const statuses = new Map<number, number>();
    const faults: object[] = [];
    await forAll(
      REQUESTS,
      () => faults.length >= FAULTS_SHOWN,
      async (number) => {
        const random = new SeededRandom(seed + number);
        const operation = random.pick(operations);
        const who = random.pick(callers);
        const made = requestFor(operation, random, cast.known);
        const address = `10.${random.integer(0, 255)}.${random.integer(0, 255)}.1`;
        const asked = { ...made, headers: { "x-forwarded-for": address, ...made.headers } };
        const seen = await send(asked, cast.token(who), agent).catch(String);
        const wrong = typeof seen === "string" ? seen : fault(asked.method, seen);
        if (typeof seen !== "string") statuses.set(seen.status, (statuses.get(seen.status) ?? 0) + 1);
        if (wrong !== undefined)
          faults.push({ number, who, operation: `${operation.method} ${operation.path}`, ...made, wrong });
      },
    );
    agent.destroy();
    process.stdout.write(`fuzz: ${JSON.stringify(Object.fromEntries([...statuses].sort()))}\n`);
    expect(faults).toEqual([]);
    // A run that is refused everything, or nothing, has tried nothing.
    for (const status of [200, 400, 401, 403, 404])
      expect(statuses.get(status) ?? 0, `${status}`).toBeGreaterThan(REQUESTS / 200);
    expectUnharmed();
  },
);

const fields: Readonly<Record<string, Schema>> = {
  runId: { type: "string", pattern: "^ses_" },
  afterSeq: { type: "integer", minimum: 0, maximum: 50 },
  seq: { type: "integer", minimum: 0, maximum: 50 },
  screen: { type: "boolean" },
  window: { type: "integer", minimum: 16_384, maximum: 4_194_304 },
  data: { type: "string" },
  key: { type: "string", minLength: 1, maxLength: 128 },
  cols: { type: "integer", minimum: 2, maximum: 1000 },
  rows: { type: "integer", minimum: 1, maximum: 1000 },
};

function messageFor(random: SeededRandom): { event: string; payload: unknown } {
  const event = random.chance(0.95) ? random.pick(Object.keys(clientEvents)) : `run:${text(random, 5)}`;
  if (random.chance(0.1)) return { event, payload: valueFor({}, "garbage", random, cast.known) };
  const aim = random.chance(0.7) ? "valid" : "near";
  const payload: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(fields))
    if (name === "runId" || random.chance(0.6)) payload[name] = valueFor(schema, aim, random, cast.known);
  if (random.chance(0.1)) payload["data"] = random.bytes(random.integer(0, 500));
  return { event, payload };
}

/** A connected socket, or the problem it was refused with. */
function connect(who: Who): Promise<Socket | ProblemBody> {
  const socket = io(server.url, {
    auth: { token: cast.token(who) },
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
  });
  return new Promise((resolve) => {
    socket.on("connect", () => resolve(socket));
    socket.on("connect_error", (error) => resolve((error as { data?: ProblemBody }).data as ProblemBody));
  });
}

test(
  "no message on a socket breaks the server, and each is answered",
  { timeout: LIMIT_MS },
  async (context) => {
    const { seed } = randomOf(context);
    process.stdout.write(`fuzz: ${MESSAGES} messages, SEED=${seed}\n`);
    const faults: object[] = [];
    const answers = { ok: 0, refused: 0 };
    const sockets = new Map<Who, Socket>();
    await forAll(
      MESSAGES,
      () => faults.length >= FAULTS_SHOWN,
      async (number) => {
        const random = new SeededRandom(seed + number);
        const who = random.pick(callers);
        const { event, payload } = messageFor(random);
        let socket = sockets.get(who);
        if (!socket?.connected) {
          const made = await connect(who);
          if (!(made instanceof Socket)) {
            if (!ProblemBody.safeParse(made).success) faults.push({ number, who, refusedWith: made });
            return;
          }
          sockets.get(who)?.close();
          sockets.set(who, (socket = made));
        }
        const answer: unknown = await socket
          .timeout(ANSWER_LIMIT_MS)
          .emitWithAck(event, payload)
          .catch((error: unknown) => (socket.connected ? error : undefined));
        if (answer === undefined) return; // cut off meanwhile: its credential was ended by another
        const { ok, problem } = answer as { ok?: boolean; problem?: unknown };
        if (ok) answers.ok += 1;
        else answers.refused += 1;
        const refusal = ProblemBody.safeParse(problem);
        if (!ok && (!refusal.success || (refusal.data.status >= 500 && refusal.data.status !== 503)))
          faults.push({ number, who, event, payload, answer });
      },
    );
    for (const socket of sockets.values()) socket.close();
    process.stdout.write(`fuzz: ${JSON.stringify(answers)}\n`);
    expect(faults).toEqual([]);
    expect(answers.ok).toBeGreaterThan(MESSAGES / 20);
    expect(answers.refused).toBeGreaterThan(MESSAGES / 20);
    expectUnharmed();
  },
);
