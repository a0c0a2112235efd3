import assert from "node:assert/strict";
import { after, afterEach, before } from "mocha";
import { RunPageHost, type OpenOptions, type OpenRunPage } from "./runPageHost.ts";

const patienceMs = 60_000;

/** Built and started once for all test files: what a test opens in it is its own. */
let started: Promise<RunPageHost> | undefined;
after(() => started?.then(host => host.stop()));

/**
 * Gives the tests of the surrounding `describe` a browser. Returns how to open the page in it. Each page is closed
 * after its test, and must have broken no rule by then.
 */
export function withRunPage(): {
  readonly open: (options?: OpenOptions) => Promise<OpenRunPage>;
  readonly built: (name: string) => Promise<Buffer>;
} {
  let host: RunPageHost | undefined;
  const opened: OpenRunPage[] = [];

  before(async function () {
    this.timeout(patienceMs);
    host = await (started ??= RunPageHost.start());
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) {
      await page.close();
      assert.deepEqual(page.complaints, []);
    }
  });

  const running = (): RunPageHost => host ?? assert.fail("The browser is not there yet");
  return {
    async open(options) {
      const page = await running().open(options);
      opened.push(page);
      return page;
    },
    built: name => running().built(name),
  };
}
