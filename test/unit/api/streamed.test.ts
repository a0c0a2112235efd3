import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { hasFailed } from "../../../src/api/apiError.ts";
import { editorFetch } from "../../../src/api/fetch.ts";
import { streamed } from "../../../src/api/streamed.ts";
import { systemClock } from "../../../src/base/clock.ts";

describe("a streamed download", () => {
  const served = async (answer: (write: (text: string) => void, end: () => void) => void, status = 200) => {
    const server = createServer((_, response) => {
      response.writeHead(status);
      answer(text => void response.write(text), () => void response.end());
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    return { url: `http://127.0.0.1:${port}/file`, close: () => (server.closeAllConnections(), server.close()) };
  };

  const download = async (url: string, signal?: AbortSignal): Promise<string> => {
    let text = "";
    const take = async (chunk: Uint8Array): Promise<void> => void (text += new TextDecoder().decode(chunk));
    await streamed({ fetch: editorFetch, clock: systemClock, url, signal, take });
    return text;
  };

  it("hands over all that comes, in its order", async () => {
    const server = await served((write, end) => {
      for (let part = 0; part < 100; part++) write(`${part},`);
      end();
    });
    assert.equal(await download(server.url), Array.from({ length: 100 }, (_, part) => `${part},`).join(""));
    server.close();
  });

  it("stops in the middle when it is told to", async () => {
    const server = await served(write => write("the first part"));
    const control = new AbortController();
    const reason = new Error("Enough.");
    const taking = streamed({ fetch: editorFetch, clock: systemClock, url: server.url, signal: control.signal, take: async () => control.abort(reason) });
    await assert.rejects(taking, error => error === reason);
    server.close();
  });

  it("says that a link has run out", async () => {
    const server = await served((_, end) => end(), 403);
    await assert.rejects(download(server.url), error => hasFailed(error, "notFound"));
    server.close();
  });
});
