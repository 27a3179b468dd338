import { strings } from "#lib/strings.ts";

/** The server's rule, shown while one types; the server remains the judge. */
export const PASSWORD_MIN_CHARACTERS = 10;

export type PasswordJudgement = {
  readonly missing: number;
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly word: string;
};

/** Judges by length and variety: long beats odd, and repeating one letter is not long. */
export function judgePassword(password: string): PasswordJudgement {
  const words = strings.account.strengths;
  const missing = Math.max(0, PASSWORD_MIN_CHARACTERS - password.length);
  if (password === "") return { missing, score: 0, word: "" };
  if (missing > 0) return { missing, score: 1, word: words.short };
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  const strength = Math.min(password.length, new Set(password).size * 2) + kinds * 2;
  if (strength < 15) return { missing, score: 2, word: words.fair };
  if (strength < 22) return { missing, score: 3, word: words.good };
  return { missing, score: 4, word: words.strong };
}
