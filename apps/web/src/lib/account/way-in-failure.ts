import { strings } from "#lib/strings.ts";

/** Why somebody who came back from a provider is not in, from the problem's code in the address. */
export function wayInFailure(code: string | null): string | undefined {
  if (code === null) return undefined;
  const { errors } = strings.waysIn;
  return Object.hasOwn(errors, code) ? errors[code as keyof typeof errors] : errors.unknown;
}
