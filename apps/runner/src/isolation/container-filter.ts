import { readFile } from "node:fs/promises";

/** Where podman finds the filter of system calls that it uses by default, first the administrator's own. */
const DEFAULTS = ["/etc/containers/seccomp.json", "/usr/share/containers/seccomp.json"];
const NEW_USER_NAMESPACE = 0x1000_0000;
const NOT_IMPLEMENTED = 38;

type Filter = { syscalls: Rule[] } & Record<string, unknown>;
type Rule = { names: string[] } & Record<string, unknown>;

/**
 * Podman's own filter, which further forbids user namespaces: in one of its own a session would have all capabilities
 * towards parts of the kernel that are otherwise out of its reach.
 */
export async function containerFilter(): Promise<string> {
  const filter = JSON.parse(await readDefault()) as Filter;
  const rest = filter.syscalls.map((rule) => ({
    ...rule,
    names: rule.names.filter((name) => !["clone", "clone3", "unshare"].includes(name)),
  }));
  const syscalls = [
    ...rest.filter(({ names }) => names.length > 0),
    without("unshare", 0, {}),
    // On s390 the flags come second.
    without("clone", 0, { excludes: { arches: ["s390", "s390x"] } }),
    without("clone", 1, { includes: { arches: ["s390", "s390x"] } }),
    // Its flags are in memory, where no filter can look: callers go back to clone where it is not there.
    { names: ["clone3"], action: "SCMP_ACT_ERRNO", errnoRet: NOT_IMPLEMENTED },
  ];
  return JSON.stringify({ ...filter, syscalls });
}

/** Allows a call where its flags ask for no user namespace. */
function without(name: string, index: number, where: object) {
  const flags = { index, value: NEW_USER_NAMESPACE, valueTwo: 0, op: "SCMP_CMP_MASKED_EQ" };
  return { names: [name], action: "SCMP_ACT_ALLOW", args: [flags], ...where };
}

async function readDefault(): Promise<string> {
  for (const path of DEFAULTS) {
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text !== undefined) return text;
  }
  throw new Error(`Podman's filter of system calls (${DEFAULTS.join(" or ")}) is not there.`);
}
