import { expect, test } from "vitest";
import type { ReviewComment } from "@dispatch/protocol/review";
import { messageOf } from "./review-message.ts";

const comment = (path: string, line: number, text: string, more: Partial<ReviewComment> = {}) =>
  ({
    path,
    line,
    lines: 1,
    currentLine: line,
    side: "new",
    isOutdated: false,
    text,
    context: { before: [], content: `line ${line}`, after: [] },
    ...more,
  }) as ReviewComment;

test("comments come by file and line, and nothing in a line ends its quotation", () => {
  const quoted = { context: { before: [], content: "```` const a = 1;", after: [] } };
  const gone = { isOutdated: true, side: "old" as const };
  expect(
    messageOf([
      comment("b.ts", 9, "Why?", gone),
      comment("b.ts", 20, "Both.", { lines: 2, context: { before: [], content: "x\ny", after: [] } }),
      comment("a`b.ts", 7, "Later."),
      comment("a`b.ts", 3, "Name it.", quoted),
    ]),
  ).toBe(`Review comments on your changes:

## \`\`a\`b.ts\`\`

**Line 3**

\`\`\`\`\`
\`\`\`\` const a = 1;
\`\`\`\`\`

Name it.

**Line 7**

\`\`\`
line 7
\`\`\`

Later.

## \`b.ts\`

**Line 9**, as it was before, (this line was changed or removed since)

\`\`\`
line 9
\`\`\`

Why?

**Lines 20–21**

\`\`\`
x
y
\`\`\`

Both.
`);
  expect(messageOf([])).toBe("");
});
