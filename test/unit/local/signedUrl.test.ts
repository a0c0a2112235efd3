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

  const ranges: [header: string, status: number, text: string, range: string | null][] = [
    ["bytes=0-1", 206, "a;", "bytes 0-1/3"],
    ["bytes=1-", 206, ";b", "bytes 1-2/3"],
    ["bytes=-1", 206, "b", "bytes 2-2/3"],
    ["bytes=-9", 206, "a;b", "bytes 0-2/3"],
    ["bytes=2-9", 206, "b", "bytes 2-2/3"],
    ["bytes=3-", 416, "", "bytes */3"],
    ["bytes=-0", 416, "", "bytes */3"],
    ["bytes=2-1", 200, "a;b", null],
    ["bytes=0-0,2-2", 200, "a;b", null],
    ["lines=0-1", 200, "a;b", null],
  ];
  for (const [range, status, text, answered] of ranges) {
    it(`answers ${status} to the range ${range}`, async () => {
      using app = await openApp();
      const { file } = await urls(app);
      const answer = await app.app.request(String(file), { headers: { range } });
      assert.deepEqual([answer.status, await answer.text(), answer.headers.get("content-range")], [status, text, answered]);
    });
  }

  it("gives the whole where the range is of another file", async () => {
    using app = await openApp();
    const { file } = await urls(app);
    const { headers } = await fetched(app, file);
    const ask = async (tag: string) => (await app.app.request(String(file), { headers: { range: "bytes=0-0", "if-range": tag } })).status;
    assert.deepEqual([await ask(headers.get("etag") ?? ""), await ask('"other"')], [206, 200]);
  });

  it("tells all but the bytes to HEAD", async () => {
    using app = await openApp();
    const answer = await app.app.request(String((await urls(app)).file), { method: "HEAD" });
    assert.deepEqual([answer.status, answer.headers.get("content-length"), await answer.text()], [200, "3", ""]);
  });

  const names: [name: string, plain: string, encoded: string][] = [
    ["bill.pdf", "bill.pdf", "bill.pdf"],
    ['a"b;c\\d.pdf', "a_b;c_d.pdf", "a_b%3Bc_d.pdf"],
    ["../../etc/passwd", ".._.._etc_passwd", ".._.._etc_passwd"],
    ["..", "file", "file"],
    ["a\r\nSet-Cookie: x=1", "a__Set-Cookie_ x=1", "a__Set-Cookie_%20x%3D1"],
    ["invoice\u202efdp.exe", "invoice_fdp.exe", "invoice_fdp.exe"],
    ["100%'(1)*.txt", "100_'(1)_.txt", "100%25%27%281%29_.txt"],
    ["請求書.pdf", "___.pdf", "%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf"],
    ["broken\ud800.txt", "broken_.txt", "broken%EF%BF%BD.txt"],
  ];
  for (const [name, plain, encoded] of names) {
    it(`names the file ${JSON.stringify(name)} so that it can be saved anywhere`, async () => {
      using app = await openApp();
      const { id } = await app.runTask(await app.newTask([{ step: "store", text: "x", name: "{{input.name}}" }]), { input: { name } });
      await app.clock.play(1000);
      const answer = await app.app.request((await app.run(id)).storage?.[0]?.url ?? "");
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get("content-disposition"), `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`);
    });
  }
});
