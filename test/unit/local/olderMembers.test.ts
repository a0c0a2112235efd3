import assert from "node:assert/strict";
import * as z from "zod";
import { Credential, Source } from "../../../src/api/schemas/resources.ts";
import { openApp } from "./openApp.ts";

const minute = 60_000;
const Shots = z.array(z.object({ url: z.string(), reasoning: z.string() }));
const Sections = z.object({ artifacts: z.object({ screenshots: Shots }).optional(), screenshots: Shots.optional() });

describe("Members of older versions", () => {
  it("bring the screenshots of a run where the older word asks for them, and only then", async () => {
    using app = await openApp();
    const { id } = await app.runTask(await app.newTask());
    await app.clock.play(minute);
    const older = await app.call(Sections, "GET", `/v2/task-runs/${id}?include=screenshots`);
    assert.equal(older.screenshots?.length, 3);
    assert.equal(older.artifacts?.screenshots.length, 3);
    const newer = await app.call(Sections, "GET", `/v2/task-runs/${id}?include=artifacts`);
    assert.deepEqual([newer.screenshots, newer.artifacts?.screenshots.length], [undefined, 3]);
  });

  it("show the key of a credential, also after its user name has changed", async () => {
    using app = await openApp();
    const source = await app.call(Source, "POST", "/v2/sources", { type: "website", website: { url: "https://example.com" } });
    const body = { source_id: source.id, auth_credentials: { username: "ada", key: "tenant 7" } };
    const { id, auth_credentials } = await app.call(Credential, "POST", "/v2/credentials", body);
    assert.deepEqual(auth_credentials, { username: "ada", key: "tenant 7" });
    const changed = await app.call(Credential, "PATCH", `/v2/credentials/${id}`, { auth_credentials: { username: "bob" } });
    assert.deepEqual(changed.auth_credentials, { username: "bob", key: "tenant 7" });
  });
});
