import { Problem } from "@dispatch/protocol/problems";
import type { z } from "zod";
import type { ForgeAccess } from "../domain/forge/forge.ts";
import { unavailable } from "./bounded-fetch.ts";

/** What a forge answered, whatever its status. */
export type ForgeAnswer = {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly data: unknown;
};

export type Asked = ForgeAccess & { readonly project?: string };

/** Where nothing says when to come again. */
const RETRY_SECONDS = 60;
const RETRY_LIMIT_SECONDS = 3600;
/** A longer explanation is a page, and not for a sentence. */
const SAID_LIMIT_CHARACTERS = 300;

/** The answer in its shape; what is none is no API of this kind. */
export function read<T extends z.ZodType>(asked: Asked, { data }: ForgeAnswer, shape: T): z.output<T> {
  const parsed = shape.safeParse(data);
  if (parsed.success) return parsed.data;
  throw unavailable(
    asked.host,
    `${asked.host} answers, but not as ${nameOf(asked)} does. Look at the kind and the API address of its access token.`,
  );
}

const nameOf = ({ kind }: Pick<ForgeAccess, "kind">) => (kind === "github" ? "GitHub" : "GitLab");

/** The problem that a refusal is, with what to do about it. */
export function refusal(asked: Asked, answer: ForgeAnswer): Problem {
  const { host, project } = asked;
  const { status } = answer;
  const said = saidBy(asked, answer);
  if (status === 429 || isLimited(answer)) return busy(asked, answer);
  if (status === 401) {
    const detail = `${host} refuses the access token: it was revoked, it has ended, or it is another host's. Make a new one there and put it in place of the old one.${said}`;
    return new Problem("forge-token-refused", { host }, detail);
  }
  if (status === 403) {
    const needed = answer.header("x-accepted-github-permissions") ?? scopeOf(answer.data);
    const detail = `The access token for ${host} may not do this. Give it the right to read and write pull requests${needed === undefined ? "" : ` (${needed})`}, or make one that has it.${said}`;
    return new Problem("forge-token-too-narrow", { host }, detail);
  }
  if (status === 404 && project !== undefined) {
    const detail = `${host} shows no ${project} to this access token. Look at the repository's address, and whether the token was given this repository.`;
    return new Problem("forge-project-hidden", { host, project }, detail);
  }
  if (status >= 500) return unavailable(host, `${host} has trouble of its own (${status}). Try again soon.`);
  return new Problem("forge-refused", { host }, `${host} refuses this (${status}).${said}`);
}

/** GitHub says with 403 that there were too many requests. */
const isLimited = ({ status, header }: ForgeAnswer) =>
  status === 403 && (header("x-ratelimit-remaining") === "0" || header("retry-after") !== undefined);

function busy({ host }: Asked, { header }: ForgeAnswer): Problem {
  const reset = Number(header("x-ratelimit-reset") ?? header("ratelimit-reset")) - Date.now() / 1000;
  const wished = Number(header("retry-after") ?? reset);
  const seconds = Number.isFinite(wished) && wished > 0 ? Math.ceil(wished) : RETRY_SECONDS;
  const retryAfterSeconds = Math.min(seconds, RETRY_LIMIT_SECONDS);
  const detail = `${host} takes no more requests for now. Try again in ${retryAfterSeconds} seconds.`;
  return new Problem("forge-busy", { host, retryAfterSeconds }, detail);
}

function scopeOf(data: unknown): string | undefined {
  const { scope } = (data ?? {}) as { scope?: unknown };
  return typeof scope === "string" ? scope : undefined;
}

/** The forge's own words, as a part of a sentence. A forge that repeats the token is not repeated. */
function saidBy({ token, host }: Asked, { data }: ForgeAnswer): string {
  const words = wordsIn(data)
    .join("; ")
    .replaceAll(token, "…")
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, SAID_LIMIT_CHARACTERS);
  return words === "" ? "" : ` ${host} says: “${words}”.`;
}

/** How deep explanations are nested; a deeper answer explains nothing. */
const WORDS_DEPTH = 4;

/** Both forges explain themselves in `message`: a text, or texts under names. GitHub adds `errors`. */
export function wordsIn(data: unknown, depth = WORDS_DEPTH): string[] {
  if (typeof data === "string") return data.startsWith("<") ? [] : [data];
  if (typeof data !== "object" || data === null || depth === 0) return [];
  const within = (value: unknown) => wordsIn(value, depth - 1);
  if (Array.isArray(data)) return data.flatMap(within);
  const { message, errors, error_description: description, error } = data as Record<string, unknown>;
  const own = [message, errors, description ?? error].flatMap(within);
  if (own.length > 0) return own;
  return Object.entries(data).flatMap(([name, value]) => within(value).map((words) => `${name} ${words}`));
}
