// Measures, and prints a table: run.ts [sizes|start|activation|live|push|load|store|client|cost|json|panel|driving]...
import { closeAll } from "../support/process/ending.ts";
import { activation, liveness } from "./inWindow.ts";
import { client } from "./client.ts";
import { cost } from "./cost.ts";
import { driving } from "./driving.ts";
import { jsonTrees } from "./json/jsonTrees.ts";
import { localStart } from "./localStart.ts";
import { localLoad } from "./localLoad.ts";
import { type Figure, machine, tableOf } from "./measure.ts";
import { panel } from "./panel.ts";
import { push } from "./push.ts";
import { sizes } from "./sizes.ts";
import { store } from "./store.ts";

/** Sizes first: that builds what the others run. */
const parts: Readonly<Record<string, () => Promise<Figure[]>>> = { sizes, start: localStart, activation, live: liveness, push, load: localLoad, store, client, cost, json: () => jsonTrees(), panel, driving };

const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`Measuring ${name}`);
  figures.push(...(await measure()));
}
await closeAll();
console.log(`\n${tableOf(figures)}\n\n${machine()}`);
