// Runs before the first paint, so that a dark page never flashes white. The key and the values are mode-watcher's.
(() => {
  let mode = "system";
  try {
    mode = localStorage.getItem("mode-watcher-mode") ?? mode;
  } catch {
    // Storage may be blocked; the system's choice then holds.
  }
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const dark = mode === "dark" || (mode !== "light" && systemIsDark);
  document.documentElement.classList.toggle("dark", dark);
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
})();
