import { Problem } from "@dispatch/protocol/problems";

const TIMEOUT_MS = 20_000;
/** A hundred checks with their texts are well below it. */
const ANSWER_LIMIT_BYTES = 8 * 1024 * 1024;
/** A project that was renamed answers with where it is now. */
const REDIRECTS_LIMIT = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export type FetchWish = {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string | undefined;
};

/** Fetches from a person's git host: for so long, so much, and never from another host than the one that is named. */
export async function boundedFetch(host: string, address: string, wish: FetchWish): Promise<Response> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = new URL(address);
  try {
    for (let redirects = 0; ; redirects += 1) {
      const response = await fetch(url, { ...wish, body: wish.body ?? null, redirect: "manual", signal });
      if (!REDIRECTS.has(response.status)) return await withWholeBody(response);
      await response.body?.cancel();
      const isRepeatable = wish.method === "GET" || response.status === 307 || response.status === 308;
      const isMore = isRepeatable && redirects < REDIRECTS_LIMIT;
      url = nextUrl(host, { from: url, to: response.headers.get("location"), isMore });
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw unavailable(
      host,
      `${host} could not be reached (${reasonOf(error)}). Try again; look at the API address of its access token, and whether the server may connect there.`,
    );
  }
}

export const unavailable = (host: string, detail: string) =>
  new Problem("forge-unavailable", { host }, detail);

type Redirect = { readonly from: URL; readonly to: string | null; readonly isMore: boolean };

/** What follows goes with the token, so it stays on the origin that the token was given for. */
function nextUrl(host: string, { from, to, isMore }: Redirect): URL {
  const next = to === null ? null : URL.parse(to, from.href);
  if (isMore && next?.origin === from.origin) return next;
  const where = next ? ` to ${next.origin}${next.pathname}` : "";
  throw unavailable(
    host,
    `${host} sends elsewhere${where}, and the access token was not sent there. Put the new address into the workspace's repository, or the new API address into the token.`,
  );
}

async function withWholeBody(response: Response): Promise<Response> {
  const { status, headers } = response;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    bytes += part.length;
    if (bytes > ANSWER_LIMIT_BYTES) throw new Error("its answer is too large");
  }
  return new Response(bytes === 0 ? null : Buffer.concat(parts), { status, headers });
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error;
  if (name === "TimeoutError") return `no answer within ${TIMEOUT_MS / 1000} s`;
  const { code, message: inner } = (cause ?? {}) as { code?: string; message?: string };
  return code ?? inner ?? message;
}
