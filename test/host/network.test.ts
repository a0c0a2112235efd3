import assert from "node:assert/strict";
import { createServer } from "node:http";
import { extension } from "./support/extension.ts";

describe("the network of the other extensions", () => {
  it("is left as it was, although our own connections are in use", async () => {
    const dispatcher = (): unknown => Reflect.get(globalThis, Symbol.for("undici.globalDispatcher.1"));
    void globalThis.Response;
    const before = dispatcher();
    const { app } = await extension();
    await (await app.connection.ensure()).client.test();
    assert.equal(dispatcher(), before);

    const server = createServer((request, answer) => request.pipe(answer)).listen(0, "127.0.0.1");
    await new Promise(resolve => server.once("listening", resolve));
    const address = server.address();
    assert.ok(typeof address === "object" && address);
    const echo = await fetch(`http://127.0.0.1:${address.port}`, { method: "POST", headers: { "content-length": "5" }, body: "hello" });
    assert.equal(await echo.text(), "hello");
    server.close();
  });
});
