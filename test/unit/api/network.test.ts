import assert from "node:assert/strict";
import { createServer as createProxy } from "node:http";
import { createServer, type Server, type ServerOptions } from "node:https";
import type * as Undici from "undici";
import type { Obstacle } from "../../../src/api/apiError.ts";
import { editorFetch, type Fetch } from "../../../src/api/fetch.ts";
import { ownFetch } from "../../../src/api/ownFetch.ts";
import { freePort } from "../../../src/host/push/tunnelRoute.ts";
import { authority } from "../../support/network/certificates.ts";
import { listening } from "../../support/network/listening.ts";
import { deckSetup } from "./deckSetup.ts";

const ready = (options: ServerOptions): Server =>
  createServer(options, (_, response) => void response.writeHead(200, { "content-type": "application/json" }).end('{"status":"ready"}'));

/** The failure of a key check against a base URL, over a network. */
async function failing(baseUrl: string, fetch: Fetch) {
  await using deck = await deckSetup({ answers: [], baseUrl, fetch });
  const [result] = await Promise.allSettled([deck.client.test()]);
  assert.equal(result.status, "rejected");
  return { failure: result.reason.failure, message: result.reason.message };
}

/** One of the two stacks with a dispatcher: how a test gives certificates and a proxy to its own process. */
function over(own: boolean, dispatcherOf: (undici: typeof Undici.default) => Undici.Dispatcher): Fetch {
  return async (url, request) => {
    // Before undici, which would otherwise put itself under Node's own fetch for all tests of the process.
    void globalThis.Response;
    const { default: undici } = await import("undici");
    // The types of the two stacks do not know each other's dispatchers.
    const answer: Response = await Reflect.apply(own ? undici.fetch : fetch, undefined, [url, { ...request, dispatcher: dispatcherOf(undici) }]);
    return answer;
  };
}

const fetches = { "our own network": ownFetch, "the editor's network": editorFetch };
const words: Partial<Record<Obstacle, string>> = {
  certificate: "cannot be trusted: its certificate is signed by nobody that this machine knows. Add your organisation's certificate to the system, or name its file in the profile's network settings.",
  expired: "cannot be trusted: its certificate has expired or is not valid yet. Check the clock of this machine; if it is right, tell whoever runs the server.",
  wrongName: "cannot be trusted: its certificate is for another name. Check the base URL in the settings.",
  protocol: "answers in another language than expected. Check the base URL in the settings: https or http, and the port.",
  proxySignIn: "cannot be reached: the proxy wants a sign-in (407). Enter user name and password in the editor's proxy settings; for a profile's own proxy use the command Deck: Set Proxy Password.",
  proxy: "cannot be reached: the proxy does not let the call through. Check the proxy in the editor's settings, or in the profile's.",
};

describe("a server with a private certificate", () => {
  let trust: Awaited<ReturnType<typeof authority>>;
  before(async () => {
    trust = await authority();
  });

  /** As if the machine knew the authority. */
  const trusting = (own: boolean) => over(own, ({ Agent }) => new Agent({ connect: { ca: trust.cert } }));

  for (const [network, fetch] of Object.entries(fetches)) {
    const isOwn = fetch === ownFetch;

    it(`is reached over ${network} where its authority is known`, async () => {
      await using server = await listening(ready(await trust.signed({ name: "localhost" })));
      await using deck = await deckSetup({ answers: [], baseUrl: `https://localhost:${server.port}/v2`, fetch: trusting(isOwn) });
      assert.deepEqual(await deck.client.test(), { status: "ready" });
    });

    it(`is not trusted over ${network} where it is not`, async () => {
      await using server = await listening(ready(await trust.signed({ name: "localhost" })));
      const found = await failing(`https://localhost:${server.port}/v2`, fetch);
      assert.deepEqual(found, { failure: { kind: "unreachable", obstacle: "certificate" }, message: `localhost:${server.port} ${words.certificate}` });
    });

    const bad: [title: string, obstacle: Obstacle, wanted: { name: string; from?: number; to?: number }][] = [
      ["has expired", "expired", { name: "localhost", from: -3, to: -1 }],
      ["is not valid yet", "expired", { name: "localhost", from: 1, to: 3 }],
      ["is for another name", "wrongName", { name: "elsewhere.example.test" }],
    ];
    for (const [title, obstacle, wanted] of bad) {
      it(`is not trusted over ${network} where the certificate ${title}`, async () => {
        await using server = await listening(ready(await trust.signed(wanted)));
        const found = await failing(`https://localhost:${server.port}/v2`, trusting(isOwn));
        assert.deepEqual(found, { failure: { kind: "unreachable", obstacle }, message: `localhost:${server.port} ${words[obstacle]}` });
      });
    }

    it(`is told over ${network} from one that speaks no TLS`, async () => {
      await using server = await listening(createProxy((_, response) => void response.end("{}")));
      const found = await failing(`https://localhost:${server.port}/v2`, fetch);
      assert.deepEqual(found, { failure: { kind: "unreachable", obstacle: "protocol" }, message: `localhost:${server.port} ${words.protocol}` });
    });
  }
});

describe("a proxy", () => {
  const through = (own: boolean, uri: string) => over(own, ({ ProxyAgent }) => new ProxyAgent(uri));
  const answering = (head: string) => createProxy().on("connect", (_, socket) => void socket.end(`HTTP/1.1 ${head}\r\nContent-Length: 0\r\n\r\n`));

  for (const own of [true, false]) {
    const network = own ? "our own network" : "the editor's network";
    const refusals: [title: string, head: string, obstacle: Obstacle][] = [
      ["wants a sign-in", "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=a", "proxySignIn"],
      ["forbids the host", "403 Forbidden", "proxy"],
      ["does not get there", "502 Bad Gateway", "proxy"],
    ];
    for (const [title, head, obstacle] of refusals) {
      it(`that ${title} is said to, over ${network}`, async () => {
        await using proxy = await listening(answering(head));
        const found = await failing("https://api.example.test/v2", through(own, `http://127.0.0.1:${proxy.port}`));
        assert.deepEqual(found, { failure: { kind: "unreachable", obstacle }, message: `api.example.test ${words[obstacle]}` });
      });
    }

    it(`that answers 407 itself is said to, over ${network}`, async () => {
      await using proxy = await listening(createProxy((_, response) => void response.writeHead(407).end()));
      const found = await failing(`http://127.0.0.1:${proxy.port}/v2`, own ? ownFetch : editorFetch);
      assert.deepEqual(found.failure, { kind: "unreachable", obstacle: "proxySignIn" });
    });

    it(`that is not there is not taken for a missing server, over ${network}`, async () => {
      const found = await failing("https://api.example.test/v2", through(own, `http://127.0.0.1:${await freePort()}`));
      assert.deepEqual(found.failure, { kind: "unreachable", obstacle: "proxy" });
    });
  }
});
