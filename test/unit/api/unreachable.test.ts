import assert from "node:assert/strict";
import type { Obstacle } from "../../../src/api/apiError.ts";
import { unreachable } from "../../../src/api/obstacles.ts";
import { editorFetch } from "../../../src/api/fetch.ts";
import { ownFetch } from "../../../src/api/ownFetch.ts";
import { freePort } from "../../../src/host/push/tunnelRoute.ts";
import { deckSetup } from "./deckSetup.ts";
import { failureOf } from "./failureOf.ts";
import { type Answer, breakOff, hangUp } from "../../support/network/tinyServer.ts";

describe("a call that does not get there", () => {
  const fetches = { "our own network": ownFetch, "the editor's network": editorFetch };
  /** Longer than a name can be, so that it is not found without asking anybody. */
  const nowhere = `${"x".repeat(64)}.invalid`;
  const cutSentence = "cut the connection. Try again in a moment.";

  for (const [network, fetch] of Object.entries(fetches)) {
    it(`says over ${network} that nothing listens`, async () => {
      const host = `127.0.0.1:${await freePort()}`;
      await using deck = await deckSetup({ answers: [], fetch, baseUrl: `http://${host}/v2` });
      await assert.rejects(deck.client.test(), {
        failure: { kind: "unreachable", obstacle: "refused" },
        message: `${host} cannot be reached: nothing listens there. Check that the server runs, and the base URL in the settings.`,
      });
    });

    it(`says over ${network} that the name is not found`, async () => {
      await using deck = await deckSetup({ answers: [], fetch, baseUrl: `http://${nowhere}/v2` });
      await assert.rejects(deck.client.test(), {
        failure: { kind: "unreachable", obstacle: "name" },
        message: `${nowhere} cannot be reached: its name is not found. Check the network and the base URL in the settings.`,
      });
    });

    const cuts: [title: string, answer: Answer][] = [["before it answered", hangUp], ["in the middle of its answer", breakOff]];
    for (const [title, answer] of cuts) {
      it(`says over ${network} that the server hung up ${title}`, async () => {
        const { error, origin } = await failureOf({ answer, fetch });
        assert.deepEqual(error.failure, { kind: "unreachable", obstacle: "reset" });
        assert.equal(error.message, `${new URL(origin).host} ${cutSentence}`);
      });
    }

    it(`says over ${network} that something else than a web server is there`, async () => {
      const { error } = await failureOf({ answer: response => void response.socket?.end("SSH-2.0-OpenSSH_9\r\n\r\n"), fetch });
      assert.deepEqual(error.failure, { kind: "unreachable", obstacle: "protocol" });
      assert.match(error.message, / answers in another language than expected\. Check the base URL in the settings: https or http, and the port\.$/);
    });
  }

  it("names the host, not the path with its ids", async () => {
    const { error, origin } = await failureOf({ answer: hangUp });
    assert.ok(error.message.startsWith(`${new URL(origin).host} `));
    assert.ok(error.cause instanceof Error);
  });
});

describe("unreachable", () => {
  const coded = (code: string) => Object.assign(new Error("no"), { code });
  const cases: [title: string, thrown: unknown, obstacle: Obstacle][] = [
    ["a name that cannot be looked up now", coded("EAI_AGAIN"), "name"],
    ["a wrapped reason", new TypeError("fetch failed", { cause: coded("ECONNREFUSED") }), "refused"],
    ["several addresses that all refuse", new TypeError("fetch failed", { cause: new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")]) }), "refused"],
    ["a certificate that signs itself", new TypeError("fetch failed", { cause: coded("DEPTH_ZERO_SELF_SIGNED_CERT") }), "certificate"],
    ["a certificate that expired", coded("CERT_HAS_EXPIRED"), "expired"],
    ["a certificate for tomorrow", coded("CERT_NOT_YET_VALID"), "expired"],
    ["a certificate for another name", coded("ERR_TLS_CERT_ALTNAME_INVALID"), "wrongName"],
    ["a certificate of an unknown issuer", coded("UNABLE_TO_GET_ISSUER_CERT_LOCALLY"), "certificate"],
    ["a connection that takes too long", coded("UND_ERR_CONNECT_TIMEOUT"), "timeout"],
    ["a socket that closed", new TypeError("terminated", { cause: coded("UND_ERR_SOCKET") }), "reset"],
    ["a time limit", new DOMException("enough", "TimeoutError"), "timeout"],
    ["a machine without a network", coded("ENETUNREACH"), "offline"],
    ["a host without a way to it", coded("EHOSTUNREACH"), "offline"],
    ["a server that speaks no TLS", coded("ERR_SSL_WRONG_VERSION_NUMBER"), "protocol"],
    ["a proxy that wants a sign-in", new TypeError("fetch failed", { cause: new Error("Proxy response (407) !== 200 when HTTP Tunneling") }), "proxySignIn"],
    ["a proxy that forbids", new TypeError("fetch failed", { cause: new Error("Proxy response (403) !== 200 when HTTP Tunneling") }), "proxy"],
    ["a proxy of another name that is not found", Object.assign(coded("ENOTFOUND"), { hostname: "proxy.example.test" }), "proxy"],
    ["the name itself that is not found", Object.assign(coded("ENOTFOUND"), { hostname: "api.example.test" }), "name"],
    ["a proxy on another port that does not listen", Object.assign(coded("ECONNREFUSED"), { port: 3128 }), "proxy"],
    ["the port itself on which nothing listens", Object.assign(coded("ECONNREFUSED"), { port: 443 }), "refused"],
    ["an unknown reason", coded("EWHATEVER"), "other"],
    ["a code from the members of every object", coded("constructor"), "other"],
    ["a thrown text", "no", "other"],
  ];
  for (const [title, thrown, obstacle] of cases) {
    it(`reads ${title} as ${obstacle}`, () => {
      const error = unreachable("https://api.example.test/v2", thrown);
      assert.deepEqual(error.failure, { kind: "unreachable", obstacle });
      assert.equal(error.cause, thrown);
    });
  }

  it("has a sentence of its own for every obstacle", () => {
    const obstacles = new Set(cases.map(([, , obstacle]) => obstacle));
    const sentences = new Set(cases.map(([, thrown]) => unreachable("https://api.example.test/v2", thrown).message));
    assert.deepEqual([obstacles.size, sentences.size], [12, 12]);
  });
});
