import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import { root } from "../../support/paths.ts";
import { accessScenes, showScene, texts } from "./accessScenes.ts";
import { themes } from "./pageServer.ts";
import { withRunPage } from "./withRunPage.ts";

const picture = await readFile(join(root, "media/demo/login.webp"));
const axe = await readFile(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

describe("The run page's access, in every state", function () {
  this.timeout(300_000);
  const { open } = withRunPage();

  for (const theme of Object.keys(themes)) {
    it(`gives axe nothing to find in ${theme}`, async () => {
      const host = await open({ theme, texts, picture: () => picture });
      await host.page.evaluate(axe);
      const found: string[] = [];
      for (const [name, scene] of Object.entries(accessScenes)) {
        await showScene(host, scene);
        found.push(...(await host.page.evaluate<string[]>(findings)).map(finding => `${name}: ${finding}`));
      }
      assert.deepEqual(found, []);
    });
  }
});

/** The experiment about labels is none of the rules; a menu stands outside of every landmark. */
const findings = `axe.run(document.body, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules: { "label-content-name-mismatch": { enabled: false }, region: { enabled: false } }, resultTypes: ["violations"] })
  .then(({ violations }) => violations.map(({ id, impact, nodes }) => impact + " " + id + ": " + nodes.map(({ html }) => html.slice(0, 140)).join(" | ")))`;
