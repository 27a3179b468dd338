/** What npm's complaint means, as a sentence that says what to do. */
export function npmFailure(output: string, packages: readonly string[]): string {
  const wanted = packages.join(", ");
  const known: readonly [RegExp, string][] = [
    [/ENOSPC|EDQUOT|no space left/i, "The disk is full. Make room and install it again."],
    [
      /ETARGET|notarget|E404|404 Not Found/i,
      `The package registry that npm uses here does not have ${wanted}. Check \`npm config get registry\`, or ask whoever keeps it.`,
    ],
    [
      /E401|E403|ENEEDAUTH|401 Unauthorized|403 Forbidden/i,
      "The package registry wants credentials. Sign npm in to it as the user that runs Dispatch.",
    ],
    [
      /EBADPLATFORM|notsup/i,
      `There is no version of ${wanted} for this machine's system. Install the agent yourself and put it on the server's PATH.`,
    ],
    [
      /CERT_|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/i,
      "The package registry's certificate is not trusted. Tell npm of its authority: npm config set cafile.",
    ],
    [
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network|ERR_SOCKET/i,
      "The package registry cannot be reached. Check the network, the proxy, and `npm config get registry`.",
    ],
    [
      /EACCES|EPERM|EROFS/i,
      "npm may not write where it has to. Check who owns the home folder and npm's cache.",
    ],
  ];
  const complaint = output
    .split("\n")
    .filter((line) => /^npm (error|ERR!)/i.test(line))
    .join("\n");
  const match = known.find(([sign]) => sign.test(complaint === "" ? output : complaint));
  if (match) return match[1];
  const first = complaint.split("\n").find((line) => !/A complete log|code \w+$/.test(line)) ?? "";
  const said = withoutSecrets(first.replace(/^npm (error|ERR!)\s*/i, "").trim());
  return said === ""
    ? "npm ended before it was done. Install it again; if that does not help, npm's own log tells more."
    : `npm could not install it: ${said.slice(0, 300)}`;
}

/** A registry's address may hold a password. */
export const withoutSecrets = (line: string): string => line.replace(/(\w+:\/\/)[^/\s@]*@/g, "$1");
