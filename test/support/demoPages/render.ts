import { writeFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { chromium as findChromium } from "../fetch/chromium.ts";

/**
 * Draws what `media/` holds for the demo from the pages beside this file. Run by hand after a change, results
 * committed: `node test/support/demoPages/render.ts [twins]`, with the Debian packages `fonts-inter` and `fonts-lato`.
 * With a folder as argument, PNG twins of the pictures are left there to look at.
 */

const pages = import.meta.dirname;
const media = path.join(pages, "../../../media");
const twins = process.argv[2];

/** Below this the hairlines of the portal vanish. */
const quality = 0.4;
/** Pages are laid out for 1280 x 800 and drawn as 1024 x 640, which saves a half. */
const scale = 0.8;

/** Name of the picture, and the page with its variant where it is not the same. */
const pictures: readonly (readonly [name: string, page?: string])[] = [
  ["login"],
  ["login-error", "login.html#error"],
  ["mfa"],
  ["security-question"],
  ["accounts"],
  ["dashboard"],
  ["billing"],
  ["bill"],
  ["documents"],
  ["usage"],
  ["payment-method"],
  ["payment-review", "payment-method.html#review"],
  ["payment-saved", "confirmation.html#is-payment"],
  ["transfer"],
  ["transfer-scheduled", "confirmation.html#is-transfer"],
  ["meter-reading"],
  ["meter-reading-refused", "meter-reading.html#error"],
  ["meter-reading-received", "confirmation.html#is-reading"],
  ["outages"],
  ["checking-browser"],
  ["harbor-login"],
  ["harbor-account"],
  ["harbor-unavailable"],
];

async function open(browser: Browser, page: string): Promise<Page> {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: scale });
  await tab.goto(pathToFileURL(pages).href + "/" + page);
  await tab.evaluate("document.fonts.ready");
  return tab;
}

async function drawPicture(browser: Browser, name: string, page: string): Promise<void> {
  const tab = await open(browser, page);
  const png = await tab.screenshot();
  if (twins) await writeFile(path.join(twins, `${name}.png`), png);
  const source = JSON.stringify(`data:image/png;base64,${png.toString("base64")}`);
  const encoded = await tab.evaluate<string>(`encodePicture(${source}, ${quality})`);
  const webp = Buffer.from(encoded.slice(encoded.indexOf(",") + 1), "base64");
  await writeFile(path.join(media, "demo", `${name}.webp`), webp);
  await tab.close();
  console.log(`${name}.webp ${Math.ceil(webp.length / 1024)} kB`);
}

async function printBill(browser: Browser): Promise<void> {
  const tab = await open(browser, "bill-print.html");
  await tab.emulateMedia({ media: "print" });
  const pdf = await tab.pdf({ path: path.join(media, "demo", "northlight-bill-2026-11.pdf"), preferCSSPageSize: true, printBackground: true, tagged: false });
  await tab.close();
  console.log(`northlight-bill-2026-11.pdf ${Math.ceil(pdf.length / 1024)} kB`);
}

/** The marketplace wants a PNG. */
async function drawIcon(browser: Browser): Promise<void> {
  const tab = await browser.newPage({ viewport: { width: 128, height: 128 } });
  await tab.goto(pathToFileURL(pages).href + "/icon.html");
  await tab.screenshot({ path: path.join(media, "icon.png"), omitBackground: true });
  await tab.close();
}

await mkdir(path.join(media, "demo"), { recursive: true });
const browser = await chromium.launch({ executablePath: await findChromium(console.error), args: ["--no-sandbox"] });
try {
  for (const [name, page] of pictures) await drawPicture(browser, name, page ?? `${name}.html`);
  await printBill(browser);
  await drawIcon(browser);
} finally {
  await browser.close();
}
