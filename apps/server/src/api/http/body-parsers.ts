import { isUtf8 } from "node:buffer";
import type { FastifyRequest } from "fastify";
import { Problem } from "@dispatch/protocol/problems";
import type { HttpApp } from "./app-type.ts";

/** Nothing of ours nests deeper than a few levels; what does would cost those who walk through it their stack. */
const DEPTH_LIMIT = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const openers = new Set([0x5b, 0x7b]);
const closers = new Set([0x5d, 0x7d]);

/** How deep brackets nest, strings apart; of text that is no JSON any number. */
function isTooDeep(json: Buffer): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (openers.has(byte)) {
      depth += 1;
      if (depth > DEPTH_LIMIT) return true;
    } else if (closers.has(byte)) depth -= 1;
  }
  return false;
}

const invalid = (detail: string) => new Problem("invalid-request", { errors: [] }, detail);

function checkCharset(request: FastifyRequest): void {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(request.headers["content-type"] ?? "")?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw new Problem("unsupported-media-type", {}, "Send JSON in UTF-8.");
}

/** What a request's body may be: JSON in UTF-8, and raw bytes where a route declares that it consumes them. */
export function bodyParsers(app: HttpApp): void {
  app.removeAllContentTypeParsers();
  // Refuses a body with the key __proto__ or constructor.prototype.
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (request, body, done) => {
    try {
      checkCharset(request);
      if (!isUtf8(body)) throw invalid("The body is not valid UTF-8.");
      if (isTooDeep(body)) throw invalid(`The body nests deeper than ${DEPTH_LIMIT} levels.`);
    } catch (error) {
      return done(error as Error);
    }
    void parseJson(request, body.toString(), done);
  });
  app.addContentTypeParser<Buffer>(
    "application/octet-stream",
    { parseAs: "buffer" },
    (request, body, done) => {
      if (request.routeOptions.schema?.consumes?.includes("application/octet-stream"))
        done(null, { data: body });
      else done(new Problem("unsupported-media-type", {}, "Send application/json."));
    },
  );
}
