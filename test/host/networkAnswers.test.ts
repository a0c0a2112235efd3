import assert from "node:assert/strict";
import type { Fetch } from "../../src/api/fetch.ts";
import { refusals } from "../support/network/refusals.ts";
import { type Answer, breakOff, hangUp, json, plain, type Place, serving, silence } from "../support/network/tinyServer.ts";
import { deckSetup, key } from "../unit/api/deckSetup.ts";
import { failureOf } from "../unit/api/failureOf.ts";
import { halfAnswer, timedOut } from "../unit/api/timedOut.ts";
import { authorityFile, networkOf, said } from "./support/network.ts";

interface Network {
  readonly fetch: Fetch;
  readonly place: Place;
  /** As the client names the server. */
  readonly originOf: (port: number) => string;
}

/** Over the editor's fetch without TLS, as no authority of the tests can be made known to it. */
const networks: readonly [title: string, made: (trust: Awaited<ReturnType<typeof authorityFile>>) => Promise<Network>][] = [
  ["the editor's fetch", async () => ({ fetch: networkOf({ baseUrl: "http://api.example.test" }), place: {}, originOf: port => `http://127.0.0.1:${port}` })],
  [
    "our own connections, with TLS",
    async trust => ({
      fetch: networkOf({ baseUrl: "https://localhost", network: { caFile: trust.file } }),
      place: { certificate: await trust.signed({ name: "127.0.0.1" }) },
      originOf: port => `https://127.0.0.1:${port}`,
    }),
  ],
];

for (const [title, made] of networks) {
  describe(`in the editor, over ${title}`, () => {
    let trust: Awaited<ReturnType<typeof authorityFile>>;
    let network: Network;
    before(async () => {
      trust = await authorityFile();
      network = await made(trust);
    });
    after(() => trust[Symbol.asyncDispose]());

    for (const { title, answer, failure, sentence, requestId } of refusals) {
      it(`${title} is told in words`, async () => {
        const { error } = await failureOf({ answer, ...network });
        assert.deepEqual([error.message, error.failure, error.requestId], [sentence, failure, requestId]);
      });
    }

    const cuts: [title: string, answer: Answer][] = [["before it answers", hangUp], ["in the middle of its answer", breakOff]];
    for (const [title, answer] of cuts) {
      it(`a server that hangs up ${title} is said to`, async () => {
        const { error, origin } = await failureOf({ answer, ...network });
        assert.equal(error.message, `${new URL(origin).host} cut the connection. Try again in a moment.`);
      });
    }

    it("a server that is not there is said to", async () => {
      const server = await serving(network.place, []);
      await server[Symbol.asyncDispose]();
      const sentence = await said(`${network.originOf(server.port)}/v2`, network.fetch);
      assert.equal(sentence, `127.0.0.1:${server.port} cannot be reached: nothing listens there. Check that the server runs, and the base URL in the settings.`);
    });

    it("a name that does not exist is said to", async () => {
      const host = `${"x".repeat(64)}.invalid`;
      const sentence = await said(`https://${host}/v2`, network.fetch);
      assert.equal(sentence, `${host} cannot be reached: its name is not found. Check the network and the base URL in the settings.`);
    });

    it("a server that speaks another language is said to", async () => {
      const { error, origin } = await failureOf({ answer: response => void response.socket?.end("SSH-2.0-OpenSSH_9\r\n\r\n"), ...network });
      assert.equal(error.message, `${new URL(origin).host} answers in another language than expected. Check the base URL in the settings: https or http, and the port.`);
    });

    for (const [title, answer] of [["no head of an answer comes", silence], ["the body of an answer does not end", halfAnswer]] as const) {
      it(`it is given up where ${title} in 30 seconds`, async () => {
        const { result } = await timedOut({ answer, ...network });
        assert.ok(result.status === "rejected");
        assert.match(result.reason.message, /^127\.0\.0\.1:\d+ did not answer in time\. Check the network, or try again in a moment\.$/);
      });
    }

    it("a redirect on the same server is followed, key and all", async () => {
      await using deck = await deckSetup({ answers: [plain("", 307, { location: "/v3/test" }), json({ status: "ready" })], ...network });
      assert.equal((await deck.client.test()).status, "ready");
      assert.deepEqual(deck.server.seen.map(({ url, headers }) => [url, headers.authorization]), [["/v2/test", `Bearer ${key}`], ["/v3/test", `Bearer ${key}`]]);
    });

    it("a redirect to another server is not followed, and the key stays here", async () => {
      await using elsewhere = await serving(network.place, [json({ status: "ready" })]);
      const { error } = await failureOf({ answer: plain("", 307, { location: `${elsewhere.origin}/v2/test` }), ...network });
      assert.match(error.message, new RegExp(`redirects to ${elsewhere.origin}, where the key is not sent\\.`));
      assert.deepEqual(elsewhere.seen, []);
    });

    it("JSON under another name is read all the same", async () => {
      await using deck = await deckSetup({ answers: [plain('{"status":"ready"}', 200, { "content-type": "text/plain" })], ...network });
      assert.deepEqual(await deck.client.test(), { status: "ready" });
    });
  });
}
