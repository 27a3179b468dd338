// `node scripts/icons.mjs`: draws the icons of the installed app anew from its one picture, favicon.svg. Run after that changes.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { launchChromium } from "../e2e/chromium.ts";

const statics = join(import.meta.dirname, "../apps/web/static");
const picture = readFileSync(join(statics, "favicon.svg"), "utf8");
const ground = /<rect[^>]*fill="(#[0-9a-f]+)"/.exec(picture)?.[1];
if (ground === undefined) throw new Error("favicon.svg has no ground to take the colour from");

// A maskable icon is cut to a circle of four fifths by whoever shows it; Apple rounds the corners by itself.
const icons = [
  { name: "icon-192.png", sizePx: 192, isFull: false, part: 1 },
  { name: "icon-512.png", sizePx: 512, isFull: false, part: 1 },
  { name: "maskable-512.png", sizePx: 512, isFull: true, part: 0.75 },
  { name: "apple-180.png", sizePx: 180, isFull: true, part: 0.9 },
];

mkdirSync(join(statics, "icons"), { recursive: true });
const browser = await launchChromium();
try {
  for (const { name, sizePx, isFull, part } of icons) {
    const page = await browser.newPage({ viewport: { width: sizePx, height: sizePx } });
    await page.setContent(`<style>
      body { margin: 0; height: 100vh; display: grid; place-items: center; ${isFull ? `background: ${ground}` : ""} }
      svg { width: ${part * 100}%; height: ${part * 100}% }
    </style>${picture}`);
    await page.screenshot({ path: join(statics, "icons", name), omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
