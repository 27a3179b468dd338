import { Hello, LINK_VERSIONS_ACCEPTED } from "@dispatch/protocol/link";

/** A runner's hello, or why it cannot be welcomed. */
export function readHello(value: unknown): { readonly hello: Hello } | { readonly refusal: string } {
  const parsed = Hello.safeParse(value);
  if (!parsed.success) return { refusal: "the hello cannot be read" };
  const { versions } = parsed.data;
  if (versions.some((version) => LINK_VERSIONS_ACCEPTED.includes(version))) return { hello: parsed.data };
  const accepted = LINK_VERSIONS_ACCEPTED.join(", ");
  return { refusal: `the runner speaks link version ${versions.join(", ")}, this server ${accepted}` };
}
