import type { TaskStats } from "./taskStats.ts";

/** Seen on light and dark; that a run failed is told by the gap at its foot as well. */
const colours = {
  light: { good: "#2f8a3c", bad: "#c72e2e", line: "#00000040" },
  dark: { good: "#73c991", bad: "#f48771", line: "#ffffff40" },
};

const size = 16;
const barWidth = 2;
const step = 3;
const ground = 14;
const highest = 12;
/** Of which a colour and the gap of a failure can still be seen. */
const lowest = 5;

/**
 * The newest runs as bars in an icon, the longer the higher, the newest at the right. An SVG as a data URI. Heights grow with
 * the root of the time: beside a run that timed out the others would not be seen.
 */
export function barPicture({ bars }: Pick<TaskStats, "bars">, theme: keyof typeof colours): string {
  const { good, bad, line } = colours[theme];
  const left = 1 + (5 - bars.length) * step;
  const drawn = bars.map(({ isSuccess, share }, index) => {
    const height = lowest + Math.round(Math.sqrt(share) * (highest - lowest));
    const x = left + index * step;
    const bar = rect(x, ground - height, height, isSuccess ? good : bad);
    return isSuccess ? bar : `${rect(x, ground - height, height - 2, bad)}${rect(x, ground - 1, 1, bad)}`;
  });
  const base = `<rect x="0" y="${ground + 1}" width="${size}" height="1" fill="${line}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${drawn.join("")}${base}</svg>`;
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}

function rect(x: number, y: number, height: number, colour: string): string {
  return `<rect x="${x}" y="${y}" width="${barWidth}" height="${height}" fill="${colour}"/>`;
}
