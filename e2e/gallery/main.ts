// `npm run gallery`: pictures of the built product with a day of work on it, light and dark, on a desk and on a phone, and the page of
// docs that shows them.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PASSWORD } from "@dispatch/testkit/account";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "../chromium.ts";
import { phone } from "../journeys/phone.ts";
import { type Scene, scenes } from "./scenes.ts";
import { Stage } from "./stage.ts";

const docs = join(import.meta.dirname, "../../docs");
const folder = join(docs, "images/gallery");
const devices = { desktop: { viewport: { width: 1280, height: 800 } }, phone };
const colours = ["light", "dark"] as const;
const BETWEEN_PHOTOS_MS = 250;
const PHOTOS_LIMIT = 20;
type Device = keyof typeof devices;
type Colour = (typeof colours)[number];

/** Only those whose names are given, or all of them. */
const wanted = process.argv.slice(2);
const shown = scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const isOn = (scene: Scene, device: Device) => device === "desktop" || scene.isWide !== true;

if (wanted.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
try {
  await using stage = await Stage.set();
  for (const device of ["desktop", "phone"] as const)
    for (const colour of colours) await photograph(stage, browser, device, colour);
} finally {
  await browser.close();
}
if (wanted.length === 0) writeFileSync(join(docs, "gallery.md"), galleryPage());

async function photograph(stage: Stage, browser: Browser, device: Device, colour: Colour): Promise<void> {
  const options = { ...devices[device], colorScheme: colour, baseURL: stage.server.url };
  const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
  const page = await context.newPage();
  // Terminals are drawn as elements: a browser without a graphics card gives no picture of the other kind.
  await page.addInitScript(
    `localStorage.setItem("dispatch.preferences", JSON.stringify({ renderer: "dom" }))`,
  );
  await page.goto("/login");
  await page.getByLabel("E-mail").fill("owner@example.com");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByTestId("session-row").first().waitFor();
  for (const scene of shown.filter((scene) => isOn(scene, device))) {
    // A client that nobody knows: its desk is empty.
    await page.evaluate(`localStorage.removeItem("dispatch.client")`);
    await scene.show(page, stage.made);
    await take(page, `${scene.name}-${device}-${colour}.webp`);
    console.error(`  ${scene.name} ${device} ${colour}`);
  }
  await context.close();
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(`document.fonts.ready`);
  const taken = await atRest(() => page.screenshot({ animations: "disabled", caret: "hide" }));
  writeFileSync(join(folder, name), await asWebp(page.context(), taken));
}

/** The first picture that looks like the one before it: nothing is on its way any more. */
async function atRest(photo: () => Promise<Buffer>): Promise<Buffer> {
  let taken = await photo();
  for (let more = 0; more < PHOTOS_LIMIT; more += 1) {
    await pause(BETWEEN_PHOTOS_MS);
    const before = taken;
    taken = await photo();
    if (taken.equals(before)) break;
  }
  return taken;
}

/** A third as large as what the browser's pictures are, and nobody sees a difference. */
async function asWebp(context: BrowserContext, png: Buffer): Promise<Buffer> {
  const page = await context.newPage();
  const answer = await page.evaluate<string>(`(async () => {
    const picture = new Image();
    picture.src = "data:image/png;base64,${png.toString("base64")}";
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
    canvas.getContext("2d").drawImage(picture, 0, 0);
    return canvas.toDataURL("image/webp", 0.8);
  })()`);
  await page.close();
  return Buffer.from(answer.split(",")[1] ?? "", "base64");
}

function galleryPage(): string {
  const picture = ({ name, text }: Scene, device: Device) => {
    const [light, dark] = colours.map((colour) => `images/gallery/${name}-${device}-${colour}.webp`);
    const width = device === "phone" ? ` width="260"` : "";
    return `<picture><source media="(prefers-color-scheme: dark)" srcset="${dark}"><img alt="${text}" src="${light}"${width}></picture>`;
  };
  const part = (scene: Scene) => {
    const title = scene.name.charAt(0).toUpperCase() + scene.name.slice(1);
    const pictures = (["desktop", "phone"] as const).filter((device) => isOn(scene, device));
    return `## ${title}\n\n${scene.text}\n\n${pictures.map((device) => picture(scene, device)).join("\n")}\n`;
  };
  return `# Gallery

Pictures of Dispatch at work, on a desk and on a phone, in the colours that your browser prefers. \`npm run gallery\` takes them anew.

${scenes.map(part).join("\n")}`;
}
