/** What a command would have run besides itself. */
export type Inner =
  | { readonly words: readonly string[]; readonly isGuess: boolean }
  | { readonly code: string }
  | { readonly trouble: string; readonly isHiding: boolean };

const SHELLS = new Set("sh bash zsh dash ash ksh mksh fish rbash".split(" "));
/** Programs that run the command in their arguments, with how many other arguments come before it. */
const WRAPPERS = new Map<string, number>([
  ...(
    "sudo doas env command builtin exec nohup time nice ionice stdbuf setsid unshare nsenter xargs parallel watch strace ltrace " +
    "busybox toybox setpriv runuser prlimit systemd-run firejail bwrap dbus-run-session xvfb-run unbuffer rlwrap torsocks " +
    "proxychains proxychains4 noglob nocorrect pkexec run0 entr coproc - caffeinate"
  )
    .split(" ")
    .map((name) => [name, 0] as const),
  ...("timeout chroot chrt taskset flock ssh gosu su-exec faketime setarch" as const)
    .split(" ")
    .map((name) => [name, 1] as const),
]);
/** Programs with an option that begins a command. */
const FINDERS = new Set("find gfind bfs fd fdfind".split(" "));
const FINDER_OPTIONS = new Set("-exec -execdir -ok -okdir -x -X --exec --exec-batch".split(" "));
/** Programs that take code after `-c`. */
const CODE_OPTION = new Set([...SHELLS, "su", "runuser", "script", "flock"]);

/** How many ways to understand one command are looked at. */
const READINGS_LIMIT = 8;

const ASSIGNMENT = /^[A-Za-z_]\w*(\[[^\]]*\])?\+?=/;
export const isAssignment = (word: string) => ASSIGNMENT.test(word);
const baseName = (program: string) => program.slice(program.lastIndexOf("/") + 1);

/** What else runs when these words do: behind `sudo`, in `sh -c`, after `-exec` ... */
export function innerCommands(written: readonly string[]): Inner[] {
  const first = written.findIndex((word) => !isAssignment(word));
  if (first < 0) return [];
  const head = baseName(written[first] ?? "");
  const words = [head, ...written.slice(first + 1)];
  const inner: Inner[] = [];
  if (first > 0 || head !== written[0]) inner.push({ words, isGuess: true });
  if (/\s/.test(head)) inner.push({ code: written[first] ?? "" });
  if (head.startsWith("{") && head.includes(","))
    inner.push({ words: [...head.replace(/[{}]/g, "").split(","), ...words.slice(1)], isGuess: true });
  if (head === "eval") inner.push({ code: words.slice(1).join(" ") });
  if (head === "trap" && words[1] !== undefined) inner.push({ code: words[1] });
  if (CODE_OPTION.has(head)) inner.push(...codeOf(words));
  if (FINDERS.has(head)) inner.push(...executedBy(words));
  const skipped = WRAPPERS.get(head);
  if (skipped !== undefined) inner.push(...wrapped(words, skipped));
  return inner;
}

/** Whether these words start a shell that takes its commands from what is piped into it. */
export function readsCommands(written: readonly string[]): boolean {
  const first = written.findIndex((word) => !isAssignment(word));
  const at = written.findIndex((word) => SHELLS.has(baseName(word)));
  if (at < 0 || (at !== first && !WRAPPERS.has(baseName(written[first] ?? "")))) return false;
  return written.slice(at + 1).every((word) => /^[-+]/.test(word) || word === "/dev/stdin");
}

function codeOf(words: readonly string[]): Inner[] {
  const inner: Inner[] = [];
  for (const [at, word] of words.entries()) {
    if (word.startsWith("--command=")) inner.push({ code: word.slice("--command=".length) });
    if (at === 0 || !/^(-[a-zA-Z]*c[a-zA-Z]*|--command)$/.test(word)) continue;
    const code = words.slice(at + 1).find((next) => !/^[-+]/.test(next));
    if (code !== undefined) inner.push({ code });
    break;
  }
  return inner;
}

function executedBy(words: readonly string[]): Inner[] {
  const inner: Inner[] = [];
  for (let at = 1; at < words.length; at += 1) {
    if (!FINDER_OPTIONS.has(words[at] ?? "")) continue;
    let end = at + 1;
    while (end < words.length && words[end] !== ";" && words[end] !== "+") end += 1;
    if (end > at + 1) inner.push({ words: words.slice(at + 1, end), isGuess: false });
    at = end;
  }
  return inner;
}

/**
 * Which options take a value cannot all be known. Where there is an option, each place where the command could begin is
 * looked at, and that is no ground for allowing it.
 */
function wrapped(words: readonly string[], skipped: number): Inner[] {
  if (words[0] === "command" && /^-[vV]/.test(words[1] ?? "")) return [];
  const inner: Inner[] = [];
  let hasOptions = false;
  let toSkip = skipped;
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (/^-./.test(word)) {
      hasOptions = true;
      // `env -S"rm x"`
      if (/\s/.test(word)) inner.push({ code: word.replace(/^-\w*?S|^--[\w-]+=/, "") });
      continue;
    }
    if (isAssignment(word)) continue;
    if (inner.length >= READINGS_LIMIT) {
      inner.push({ trouble: `\`${words[0]}\` has too many options`, isHiding: true });
      break;
    }
    const isCertain = !hasOptions && toSkip === 0;
    if (/\s/.test(word)) inner.push({ code: word });
    inner.push({ words: words.slice(at), isGuess: !isCertain });
    const isPerhapsValue = /^-./.test(words[at - 1] ?? "") && !(words[at - 1] ?? "").includes("=");
    if (toSkip > 0 && !isPerhapsValue) toSkip -= 1;
    else if (!isPerhapsValue) break;
  }
  if (hasOptions)
    inner.push({
      trouble: `the options of \`${words[0]}\` hide where the command in it begins`,
      isHiding: false,
    });
  return inner;
}
