import { Engine } from "./model/engine.ts";

const rounds = 12;
const sample = JSON.stringify(Array.from({ length: 30 }, (_, index) => ({ index, id: `sample_${index}`, "a key": -1.5e3 * index, isGood: true, none: null, inner: { list: [index, [], {}], text: "as long as many texts are, é \"\\".repeat(4) } })));

/**
 * While the first text is on its way, runs what it will need, so that the browser has compiled that by then: it halves
 * the time until a small text is read. Between its rounds, of a millisecond each, all else has its turn.
 */
export async function warmUp(isNeeded: () => boolean): Promise<void> {
  const bytes = new TextEncoder().encode(sample);
  for (let round = 0; round < rounds && isNeeded(); round++) {
    const engine = new Engine();
    engine.answer({ type: "show", bytes, isBeginning: true, violations: [], isSorted: false, keep: 0 }, { from: 0, count: 10, width: 80, line: 80 });
    engine.answer({ type: "show", bytes, violations: [], isSorted: false, keep: 0 }, { from: 0, count: 40, width: 80, line: 80 });
    await new Promise(resolve => setTimeout(resolve));
  }
}
