import assert from "node:assert/strict";
import { openApp } from "./openApp.ts";

type App = Awaited<ReturnType<typeof openApp>>;

async function urls(app: App) {
  const { id } = await app.runTask(
    await app.newTask([
      { step: "screenshot", svg: "<svg/>" },
      { step: "store", text: "a;b", name: "Übersicht 1.csv" },
    ]),
  );
  await app.clock.play(1000);
  const run = await app.run(id);
  return { screenshot: new URL(run.artifacts?.screenshots?.[0]?.url ?? ""), file: new URL(run.storage?.[0]?.url ?? "") };
}

const fetched = (app: App, url: URL) => app.app.request(String(url));

describe("A signed URL", () => {
  it("gives the bytes without a key", async () => {
    using app = await openApp();
    const { screenshot, file } = await urls(app);
    const picture = await fetched(app, screenshot);
    assert.deepEqual([picture.status, picture.headers.get("content-type"), await picture.text()], [200, "image/svg+xml", "<svg/>"]);
    const table = await fetched(app, file);
    assert.deepEqual([table.headers.get("content-type"), await table.text()], ["text/csv", "a;b"]);
    assert.equal(table.headers.get("content-disposition"), `attachment; filename="_bersicht 1.csv"; filename*=UTF-8''%C3%9Cbersicht%201.csv`);
  });

  it("lets a captured page run nothing", async () => {
    using app = await openApp();
    const { headers } = await fetched(app, (await urls(app)).screenshot);
    assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'.*sandbox/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
  });

  it("works for 15 minutes and then no more", async () => {
    using app = await openApp();
    const { screenshot } = await urls(app);
    app.clock.advance(15 * 60_000 - 1000);
    assert.equal((await fetched(app, screenshot)).status, 200);
    app.clock.advance(2000);
    assert.equal((await fetched(app, screenshot)).status, 403);
  });

  const forgeries: [title: string, change: (url: URL, other: URL) => void][] = [
    ["a later end", url => url.searchParams.set("expires", "9999999999")],
    ["no signature", url => url.searchParams.delete("signature")],
    ["a signature of nothing", url => url.searchParams.set("signature", "")],
    ["another signature", url => url.searchParams.set("signature", "A".repeat(43))],
    ["the signature of another file", (url, other) => url.searchParams.set("signature", other.searchParams.get("signature") ?? "")],
    ["another path", url => (url.pathname = url.pathname.replace(/[^/]+$/, "..%2f..%2fkey"))],
  ];
  for (const [title, change] of forgeries) {
    it(`is refused with ${title}`, async () => {
      using app = await openApp();
      const { screenshot, file } = await urls(app);
      change(screenshot, file);
      assert.equal((await fetched(app, screenshot)).status, 403);
    });
  }
});
