import assert from "node:assert/strict";
import type { DeckClient } from "../../../src/api/deckClient.ts";
import { ApiError } from "../../../src/api/apiError.ts";
import { json } from "../../support/network/tinyServer.ts";
import { deckSetup } from "./deckSetup.ts";

const secret = "correct horse";
const quoting = { errors: [{ type: "request", code: "invalid", field: "password", message: `"${secret}" is too weak for ada.` }] };

const acts: [title: string, act: (client: DeckClient) => Promise<unknown>][] = [
  ["a credential that is added", client => client.credentials.create({ source_id: "src_1", auth_credentials: { username: "ada", password: secret } })],
  ["a secret that is replaced", client => client.credentials.update("cred_1", { auth_credentials: { username: "ada", password: secret } })],
  ["an answer", client => client.runs.answer("trun_1", { code: secret, user: "on" })],
];

describe("what a service quotes of secrets", () => {
  for (const [title, act] of acts) {
    for (const status of [422, 409]) {
      it(`is in no error about ${title} that it refuses with ${status}`, async () => {
        await using setup = await deckSetup({ answers: [json(quoting, status)] });
        const error: unknown = await act(setup.client).catch((thrown: unknown) => thrown);
        assert.ok(error instanceof ApiError);
        assert.ok(setup.server.seen[0]?.body.includes(secret));
        assert.match(error.message, /password: "•••" is too weak for ada\./);
        assert.doesNotMatch(JSON.stringify([error.message, error.errors, error.failure, String(error.stack), String(error.cause)]), /horse/);
      });
    }
  }
});
