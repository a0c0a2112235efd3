import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { plain, tinyServer } from "../../support/network/tinyServer.ts";

const run = promisify(execFile);
const program = join(import.meta.dirname, "strangerProgram.ts");

describe("our own connections", () => {
  const cases: [when: string, expected: object, bodies: string[]][] = [
    ["early", { wasThere: true, strangers: [200, 200] }, ["hello", "", "hello"]],
    ["late", { wasThere: false, strangers: [200] }, ["", "hello"]],
  ];
  for (const [when, expected, bodies] of cases) {
    it(`leave Node's own fetch to others who use it ${when}`, async () => {
      await using server = await tinyServer(plain("fine"));
      const { stdout } = await run(process.execPath, [program, when, server.origin]);
      assert.deepEqual(JSON.parse(stdout), { ours: 200, isKept: true, isForeign: false, ...expected });
      assert.deepEqual(server.seen.map(one => one.body), bodies);
    });
  }
});
