/** The project that the pictures show, and what is said and done in it. */

export const projectFiles: Readonly<Record<string, string>> = {
  "README.md": `# Ledger

Turns amounts of money into text, for every currency and language.

\`\`\`ts
formatAmount({ currency: "EUR", minor: 1999 }, "de"); // 19,99 €
\`\`\`
`,
  "package.json": `{
  "name": "ledger",
  "version": "1.4.0",
  "type": "module",
  "scripts": { "test": "node --test" }
}
`,
  "src/amount.js": `import { minorDigits } from "./currencies.js";

/** An amount in the smallest unit of its currency, as text for people. */
export function formatAmount({ currency, minor }, language) {
  const value = minor / 100;
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency,
  }).format(value);
}

/** What somebody typed, in the smallest unit; undefined where it is no amount. */
export function parseAmount(text, currency) {
  const value = Number(text.replace(",", "."));
  return Number.isFinite(value) ? Math.round(value * 10 ** minorDigits(currency)) : undefined;
}
`,
  "src/currencies.js": `const withoutCents = new Set(["CLP", "JPY", "KRW", "VND"]);
const withThousandths = new Set(["BHD", "KWD", "TND"]);

/** How many digits of a currency stand behind the point. */
export function minorDigits(currency) {
  if (withoutCents.has(currency)) return 0;
  return withThousandths.has(currency) ? 3 : 2;
}
`,
  "test/amount.test.js": `import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAmount } from "../src/amount.js";

test("cents are behind the point", () => {
  assert.equal(formatAmount({ currency: "EUR", minor: 1999 }, "en"), "€19.99");
});
`,
};

const fixedAmount = projectFiles["src/amount.js"]?.replace(
  "minor / 100",
  "minor / 10 ** minorDigits(currency)",
);

export const FIX =
  "Amounts in yen come out a hundred times too small. Find out why, mend it, and add a test.";
export const RELEASE = "Write the change log for 1.5 and tag the release.";
export const ROUND = "Should halves round up or to even? Look at how other ledgers do it and propose one.";

/** What the agent does when it is told so: see `AcpScript`. */
export const stories: Readonly<Record<string, readonly string[]>> = {
  [FIX]: [
    "think Every amount is divided by 100. That is right for euros, but yen have no cents at all, and dinars have thousandths. The table in currencies.js knows better.",
    "say I'll look at how amounts are turned into text, and at what is tested.",
    "todo Find where the digits are decided | Divide by the digits of the currency | Test yen and dinars | Run the tests",
    "run grep -rn --color=never 'minor' src",
    `write src/amount.js | ${fixedAmount}`,
    `write test/amount.test.js | ${projectFiles["test/amount.test.js"]}
test("a currency has the digits it has", () => {
  assert.equal(formatAmount({ currency: "JPY", minor: 1999 }, "en"), "¥1,999");
  assert.equal(formatAmount({ currency: "KWD", minor: 1999 }, "en").replace(/\\s/, " "), "KWD 1.999");
});
`,
    "run node --test --test-reporter=spec",
    `say Amounts were always divided by 100. They are now divided by the digits of their currency:

| Currency | Digits | 1999 becomes |
| --- | --- | --- |
| EUR | 2 | €19.99 |
| JPY | 0 | ¥1,999 |
| KWD | 3 | KWD 1.999 |

The change is one line in \`src/amount.js\`:

\`\`\`js
const value = minor / 10 ** minorDigits(currency);
\`\`\`

\`parseAmount\` did this already, so what is typed and what is shown agree now. Both tests pass.`,
    "usage 18400 920 0.07",
  ],
  [RELEASE]: [
    "say The log since 1.4 has one change that people will notice. I'll write it down and tag it.",
    `write CHANGELOG.md | # Changes

## 1.5.0

- Amounts have the digits of their currency: yen are no longer divided by 100.
`,
    "run git tag -a v1.5.0 -m 'Ledger 1.5.0' && git push origin v1.5.0",
  ],
  [ROUND]: [
    "think Both are common. Bookkeeping tends to prefer half to even, prices half up.",
    "say Two ways are common, and they differ by a cent in one of two hundred amounts.",
    "ask Which way should halves round? | Half up | Half to even",
  ],
};
