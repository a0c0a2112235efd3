import type { Figure } from "../measure.ts";
import type { Column } from "./measureCandidate.ts";
import type { Results } from "./results.ts";

const ours = "ours";

/** What our own is held to, on two busy cores. */
const aims: Readonly<Partial<Record<Column, Readonly<Record<string, number>>>>> = {
  paint: { "100 kB": 12, "1 MB": 30, "10 MB": 130, "50 MB": 310, "40,000 keys": 110 },
  expand: { "50 MB": 30 },
  block: { "10 MB": 20, "50 MB": 20, "40,000 keys": 20, "5 MB string": 20 },
  "scroll p95": { "10 MB": 17, "50 MB": 17, "40,000 keys": 17 },
  "search block": { "10 MB": 20, "50 MB": 20, "40,000 keys": 20, "5 MB string": 20 },
  search: { "50 MB": 150, "40,000 keys": 110 },
  /** One and a half times the text. */
  heap: { "10 MB": 15, "50 MB": 75, "5 MB string": 7.5 },
  nodes: { "1 MB": 301, "10 MB": 301, "50 MB": 301, "40,000 keys": 301, "200 levels": 301 },
};

/** How far ours may be from the best: ahead, but for the first picture, where equal is enough and chance is a third. */
const mostOfPeer: Readonly<Partial<Record<Column, number>>> = { paint: 1.3, expand: 1, block: 1, search: 1 };

/** A line for each aim. */
export function verdicts(results: Results, names: readonly string[], sizes: readonly string[]): Figure[] {
  const peers = names.filter(name => name !== ours);
  return sizes.flatMap(size => [...ownFigures(results, size), ...peerFigures(results, size, peers)]);
}

function ownFigures(results: Results, size: string): Figure[] {
  return Object.entries(aims).flatMap(([column, bySize]) => {
    const below = bySize[size];
    const values = isColumn(column) ? results.of({ name: ours, size }, column) : [];
    if (below === undefined || values.length === 0) return [];
    return [{ what: `JSON tree, ${size}: ${column}`, unit: unitOf(column), values, aim: { below } }];
  });
}

function isColumn(name: string): name is Column {
  return name in aims;
}

function unitOf(column: string): Figure["unit"] {
  return column === "heap" ? "MB" : column === "nodes" ? "count" : "ms";
}

/** The least of all rounds is compared: a busy machine makes slower, never faster. */
function peerFigures(results: Results, size: string, peers: readonly string[]): Figure[] {
  return Object.entries(mostOfPeer).flatMap(([column, below]) => {
    if (!isColumn(column)) return [];
    const [own] = results.of({ name: ours, size }, column);
    const best = peers.flatMap(name => results.of({ name, size }, column).slice(0, 1).map(least => ({ name, least }))).toSorted((a, b) => a.least - b.least)[0];
    if (own === undefined || best === undefined) return [];
    return [{ what: `JSON tree, ${size}: ${column}, of that of ${best.name}`, unit: "ratio", values: [own / best.least], aim: { below } }];
  });
}
