import type { Scenario } from "../scenario.ts";

const page = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="800" viewBox="0 0 1280 800" font-family="sans-serif">
<rect width="1280" height="800" fill="#f6f7f9"/><rect width="1280" height="64" fill="#24405c"/>
<text x="40" y="41" font-size="22" fill="#fff">Local Deck</text>
<text x="40" y="140" font-size="34" fill="#1d2733">{{task.name}}</text>
<text x="40" y="186" font-size="18" fill="#5a6775">This task has no scenario, so nothing real is shown here.</text>
</svg>`;

/** For tasks that have no scenario of their own. */
export const builtInScenario: Scenario = {
  name: "Built in",
  steps: [
    { step: "wait", ms: 1500 },
    { step: "screenshot", svg: page, reasoning: "The start page has loaded." },
    { step: "wait", ms: 1500 },
    { step: "complete", output: { note: "Local Deck played its built-in scenario.", input: "{{input}}" } },
  ],
};
