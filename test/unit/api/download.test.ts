import assert from "node:assert/strict";
import type { ApiFailure } from "../../../src/api/apiError.ts";
import { freePort } from "../../../src/host/push/tunnelRoute.ts";
import { deckSetup, outcomeOf } from "./deckSetup.ts";
import { type Answer, breakOff, hangUp, plain, tinyServer } from "../../support/network/tinyServer.ts";

const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
const picture: Answer = response => void response.writeHead(200, { "content-type": "image/webp" }).end(bytes);

/** A client of one server, and another server that the signed URLs name. */
async function setup(...answers: Answer[]) {
  const deck = await deckSetup({ answers: [] });
  const files = await tinyServer(...answers);
  const url = `${files.origin}/0001.webp?signature=a%2Bb`;
  const download = async () => (await outcomeOf(deck.clock, deck.client.download(url))).result;
  return {
    deck,
    files,
    download,
    async [Symbol.asyncDispose]() {
      await files[Symbol.asyncDispose]();
      await deck[Symbol.asyncDispose]();
    },
  };
}

describe("a download", () => {
  it("brings the bytes as they are", async () => {
    await using given = await setup(picture);
    const result = await given.download();
    assert.ok(result.status === "fulfilled");
    assert.deepEqual(new Uint8Array(result.value), bytes);
  });

  it("sends the URL as it was signed, and the key to nobody", async () => {
    await using given = await setup(picture);
    await given.download();
    const [seen] = given.files.seen;
    assert.equal(seen?.url, "/0001.webp?signature=a%2Bb");
    assert.equal(seen?.headers.authorization, undefined);
    assert.equal(JSON.stringify(seen?.headers).includes("sk_"), false);
  });

  it("sends no key to the API's own host either", async () => {
    await using deck = await deckSetup({ answers: [picture] });
    await deck.client.download(`${deck.server.origin}/v2/files/1?signature=a`);
    assert.equal(deck.server.seen[0]?.headers.authorization, undefined);
  });

  for (const [title, answer] of [["a failure of the server", plain("", 503)], ["a lost connection", hangUp], ["an end in the middle", breakOff]] as const) {
    it(`is tried again after ${title}`, async () => {
      await using given = await setup(answer, picture);
      assert.equal((await given.download()).status, "fulfilled");
    });
  }

  const expired = "The link to this file does not work (any more). Refresh the run for a new one.";
  const refusals: [title: string, answer: Answer, failure: ApiFailure, sentence: string][] = [
    ["400", plain("<Error>ExpiredToken</Error>", 400), { kind: "notFound" }, expired],
    ["401", plain("", 401), { kind: "notFound" }, expired],
    ["403", plain("<Error>AccessDenied</Error>", 403), { kind: "notFound" }, expired],
    ["404", plain("", 404), { kind: "notFound" }, expired],
    ["410", plain("", 410), { kind: "notFound" }, expired],
    ["302", plain("", 302, { location: "/elsewhere" }), { kind: "notFound" }, expired],
    ["500", plain("", 500), { kind: "failed", status: 500 }, "Deck failed with status 500. Try again in a moment."],
  ];
  for (const [title, answer, failure, sentence] of refusals) {
    it(`that ends with ${title} says nothing about the key: ${failure.kind}`, async () => {
      await using given = await setup(answer);
      const result = await given.download();
      assert.ok(result.status === "rejected");
      assert.deepEqual(result.reason.failure, failure);
      assert.equal(result.reason.message, sentence);
    });
  }

  it("names the host of the file where that cannot be reached", async () => {
    const host = `127.0.0.1:${await freePort()}`;
    await using deck = await deckSetup({ answers: [] });
    const { result } = await outcomeOf(deck.clock, deck.client.download(`http://${host}/0001.webp`));
    assert.ok(result.status === "rejected");
    assert.ok(result.reason.message.startsWith(`${host} cannot be reached`));
  });
});
