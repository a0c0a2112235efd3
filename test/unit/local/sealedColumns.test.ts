import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Credential, Source } from "../../../src/api/schemas/resources.ts";
import { openApp, temporaryFolder } from "./openApp.ts";

const secrets = ["ada.lovelace", "customer-4711", "hook-password", "hook-token"];

/** All bytes of the database and of its log. */
function databaseText(data: string): string {
  const names = readdirSync(data).filter(name => name.startsWith("deck.sqlite"));
  return names.map(name => readFileSync(join(data, name), "latin1")).join("\n");
}

describe("A copied database", () => {
  it("shows no user name, source field or webhook address, which the answers show also after a restart", async () => {
    using folder = temporaryFolder();
    const first = await openApp({ data: folder.path });
    const source = await first.call(Source, "POST", "/v2/sources", { type: "website", website: { url: "https://example.com" } });
    const auth_credentials = { username: "ada.lovelace", source_fields: { customer: "customer-4711" } };
    const { id } = await first.call(Credential, "POST", "/v2/credentials", { source_id: source.id, auth_credentials });
    const url = "https://me:hook-password@example.com/?token=hook-token";
    assert.equal((await first.send("POST", "/v2/event-destinations", { name: "D", events: ["*"], webhook: { url } })).status, 201);
    const whileOpen = databaseText(folder.path);
    first.close();
    for (const text of [whileOpen, databaseText(folder.path)]) assert.deepEqual(secrets.filter(secret => text.includes(secret)), []);

    using app = await openApp({ data: folder.path });
    assert.deepEqual((await app.call(Credential, "GET", `/v2/credentials/${id}`)).auth_credentials, auth_credentials);
    assert.ok((await (await app.send("GET", "/v2/event-destinations")).text()).includes("hook-token"));
  });

  it("takes an equal user name for no change", async () => {
    using app = await openApp();
    const source = await app.call(Source, "POST", "/v2/sources", { type: "website", website: { url: "https://example.com" } });
    const auth_credentials = { username: "ada" };
    const { id, updated_at } = await app.call(Credential, "POST", "/v2/credentials", { source_id: source.id, auth_credentials });
    await app.clock.play(1000);
    assert.equal((await app.call(Credential, "PATCH", `/v2/credentials/${id}`, { auth_credentials })).updated_at, updated_at);
  });
});
