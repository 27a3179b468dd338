#!/usr/bin/env node
// Stands in for `claude setup-token`: shows the same screens, in a terminal only, and takes one good code.
// FAKE_SIGN_IN=silent shows no page; FAKE_SIGN_IN=stuck never answers a code.
const good = "good-code#good-state";
const token = `sk-ant-oat01-${"Fake_token-".repeat(8)}end`;
const page = `https://claude.example/oauth/authorize?code=true&client_id=fake&scope=user%3Ainference&state=${"x".repeat(300)}`;
const behaviour = process.env["FAKE_SIGN_IN"] ?? "";

if (process.argv[2] === "--version") process.stdout.write("9.9.9 (fake)\n");
else if (process.argv[2] !== "setup-token") throw new Error("only setup-token is faked");
else if (process.stdin.isTTY && process.stdout.isTTY) signIn();
else {
  process.stderr.write("setup-token needs a terminal\n");
  process.exitCode = 3;
}

/** As its library draws: words are put at columns. */
function drawn(text: string) {
  let column = 1;
  return text
    .split(" ")
    .map((word) => {
      const placed = `\u001b[${column}G${word}`;
      column += word.length + 1;
      return placed;
    })
    .join("");
}

function show(...lines: string[]) {
  process.stdout.write(`${lines.join("\r\n")}\r\n`);
}

function signIn() {
  process.stdin.setRawMode(true);
  show(`\u001b[?25l\u001b[38;5;174m${drawn("Welcome to Claude Code")}\u001b[39m`, "");
  if (behaviour !== "silent") {
    show(drawn("Browser didn't open? Use the url below to sign in:"), "");
    // Wrapped as in a narrow terminal, and without a hyperlink.
    for (let at = 0; at < page.length; at += 80) show(page.slice(at, at + 80));
    show("", drawn("Paste code here if prompted"), "");
  }
  let typed = "";
  process.stdin.on("data", (bytes) => {
    typed += bytes.toString();
    if (!typed.includes("\r")) return;
    const code = typed.slice(0, typed.indexOf("\r"));
    typed = "";
    if (behaviour === "stuck") return;
    if (!code.includes("#")) return void show(drawn("✘ That doesn't look like the full code."));
    if (code !== good)
      return void show(
        drawn("OAuth error: Request failed with status code 400"),
        "",
        drawn("Press Enter to retry."),
      );
    show(
      `\u001b[32m${drawn("✓ Long-lived authentication token created successfully!")}\u001b[39m`,
      "",
      drawn("Your OAuth token (valid for 1 year):"),
      "",
      ...[token.slice(0, 60), token.slice(60)].map((part) => `\u001b[33m${part}\u001b[39m`),
      "",
      drawn("Store this token securely. You won't be able to see it again."),
    );
    process.stdin.destroy();
  });
}
