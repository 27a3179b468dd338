import type { AgentFaultCode } from "@dispatch/protocol/agent/driving";

/** Agents pass on what their provider said as text; the first row that fits says what it is. */
const signs: readonly (readonly [AgentFaultCode, RegExp])[] = [
  ["out-of-credit", /credit balance|insufficient_quota|out of credit|billing|payment required|\b402\b/i],
  ["context-full", /prompt is too long|context (length|window)|maximum context|too many tokens/i],
  ["rate-limited", /rate.?limit|too many requests|usage limit|quota|\b429\b/i],
  ["overloaded", /overloaded|service unavailable|over capacity|\b(503|529)\b/i],
  [
    "signed-out",
    /unauthorized|unauthenticated|authentication|(invalid|incorrect) (x-)?api.?key|api key not valid|log ?in|sign ?in|\b401\b/i,
  ],
  [
    "model-unknown",
    /model.{0,60}(not found|not exist|unknown|not supported|invalid)|(unknown|invalid) model/i,
  ],
  [
    "unreachable",
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|fetch failed|network error|premature(ly)? close|connection (error|refused|closed|lost|reset)|unable to connect|socket (hang up|connection)/i,
  ],
  ["refused", /usage policy|safety|content policy/i],
];

export const codeByWords = (text: string): AgentFaultCode | undefined =>
  signs.find(([, sign]) => sign.test(text))?.[0];
