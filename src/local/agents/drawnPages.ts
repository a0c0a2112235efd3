import type { Json } from "../../api/schemas/wire.ts";
import type { Picture } from "./agent.ts";
import { asMarkup } from "./template.ts";

/** Pages that look like those of a website, for runs in which no website is visited. */
export function drawnPage(title: string, lines: readonly string[], reasoning: string): Picture {
  return { bytes: Buffer.from(svg(title, lines)), name: "screenshot.svg", type: "image/svg+xml", reasoning };
}

/** What a page shows of a value: its members, one to a line. */
export function linesOf(value: Json): string[] {
  if (value === null || typeof value !== "object") return [shown(value)];
  return Object.entries(value).map(([name, item]) => `${name}: ${shown(item)}`);
}

function shown(value: Json | undefined): string {
  if (Array.isArray(value)) return `${value.length} ${value.length === 1 ? "entry" : "entries"}`;
  return value !== null && typeof value === "object" ? `${Object.keys(value).length} members` : String(value ?? "none");
}

const longest = 72;
const most = 12;

function svg(title: string, lines: readonly string[]): string {
  const rows = lines.length > most ? [...lines.slice(0, most - 1), `and ${lines.length - most + 1} more`] : lines;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="800" viewBox="0 0 1280 800" font-family="sans-serif">
<rect width="1280" height="800" fill="#eef1f5"/><rect width="1280" height="64" fill="#24405c"/>
<circle cx="44" cy="32" r="12" fill="#7fb2e5"/><text x="70" y="40" font-size="22" fill="#fff">Local Deck</text>
<rect x="160" y="112" width="960" height="632" rx="10" fill="#fff" stroke="#d4dae2"/>
<text x="208" y="180" font-size="32" fill="#1d2733">${asMarkup(cut(title, 48))}</text>
${rows.map(row).join("\n")}
</svg>`;
}

function row(line: string, index: number): string {
  const y = 238 + index * 40;
  return `<text x="208" y="${y}" font-size="20" fill="#44505e">${asMarkup(cut(line, longest))}</text>`;
}

function cut(text: string, length: number): string {
  const letters = Array.from(text);
  return letters.length > length ? `${letters.slice(0, length - 1).join("")}…` : text;
}
