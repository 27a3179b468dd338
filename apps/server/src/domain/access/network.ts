import { isIP } from "node:net";

/** Whoever has one IPv6 address has a whole /64 of them. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail = ""] = address.split("::", 2);
  const groups = head === "" ? [] : head.split(":");
  const end = tail === "" ? [] : tail.split(":");
  const zeros = address.includes("::")
    ? Array<string>(Math.max(0, 8 - groups.length - end.length)).fill("0")
    : [];
  return `${[...groups, ...zeros, ...end].slice(0, 4).join(":")}::/64`;
}
