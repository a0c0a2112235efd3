import assert from "node:assert/strict";
import { type Act, person } from "./support/person.ts";
import { act, nodeOf, textOf } from "./support/resources.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";

describe("the view of credentials lets a person", () => {
  let signed: SignedIn;
  beforeEach(async () => (signed = await signedIn()));
  afterEach(() => signed.close());

  const source = async (name: string): Promise<string> =>
    String((await signed.deck.post("/sources", { type: "website", website: { url: `https://${name.toLowerCase()}.example` }, name }))["id"]);
  const credential = async (source_id: string, username: string): Promise<string> =>
    String((await signed.deck.post("/credentials", { source_id, auth_method: "username_password", auth_credentials: { username, password: "x" } }))["id"]);

  it("add a credential with a masked password, and keep nothing of it", async () => {
    const { tree } = signed.resources.credentials;
    await source("Bank");
    const somebody = person(
      { pick: "Bank" },
      { pick: "User name and password" },
      { type: "ada" },
      { type: "correct horse" },
      { type: "Company=acme" },
      { type: "company_id=acme, branch=12" },
      { type: "customer-7" },
    );
    const id: unknown = await act("deck.credentials.add");
    somebody.done();
    assert.deepEqual(somebody.seen.filter(({ isMasked }) => isMasked).map(({ text }) => text), ["Add Credential: Password: It is sent to Deck, and kept nowhere here."]);
    assert.equal(await textOf(tree), "ada | unverified · Bank");
    const shown = async (): Promise<unknown> => (await signed.deck.get(`/credentials/${String(id)}`))["auth_credentials"];
    assert.deepEqual(await shown(), { username: "ada", source_fields: { company_id: "acme", branch: "12" } });
    assert.ok(somebody.seen.some(({ kind, text }) => kind === "problem" && text.startsWith('"Company" cannot be a name')));
    const replacing = person({ type: "another horse" }, { type: "ada" }, { type: "" });
    await act("deck.credentials.replaceSecret", { id });
    replacing.done();
    assert.deepEqual(await shown(), { username: "ada", source_fields: {} });
    const kept = await Promise.all((await signed.secrets.keys()).map(key => signed.secrets.get(key)));
    assert.doesNotMatch(JSON.stringify(kept), /horse/);
  });

  it("try again after a password was not taken, of which nothing is kept or shown, also where the service quotes it", async () => {
    await source("Bank");
    const add = async (...more: Act[]): Promise<string> => {
      const somebody = person({ pick: "Bank" }, { pick: "User name and password" }, { type: "ada" }, { type: "wrong horse" }, { type: "" }, { type: "" }, ...more);
      await act("deck.credentials.add");
      somebody.done();
      return somebody.seen.map(({ text }) => text).join(" | ");
    };
    const quoting = { type: "request", code: "invalid", message: "wrong horse is too weak." };
    for (const status of [403, 422]) await signed.deck.fault({ method: "POST", path: "/v2/credentials", status, error: quoting });
    assert.match(await add("leave"), /Adding the credential failed\. This API key may not do that: ••• is too weak\./);
    assert.match(await add("leave"), /Deck did not accept the values: ••• is too weak\./);
    const { client } = await signed.app.connection.ensure();
    const kept = await Promise.all((await signed.secrets.keys()).map(key => signed.secrets.get(key)));
    assert.doesNotMatch(JSON.stringify([kept, client.traffic(), client.differences(), signed.app.memory.keys().map(key => signed.app.memory.get(key))]), /horse/);
  });

  it("add a credential without a sign-in, which has no secret to replace", async () => {
    const { tree } = signed.resources.credentials;
    await source("Museum");
    const adding = person({ pick: "Museum" }, { pick: "No sign-in" }, { type: "" }, { type: "visitors" });
    const id: unknown = await act("deck.credentials.add");
    adding.done();
    assert.equal((await signed.deck.get(`/credentials/${String(id)}`))["auth_method"], "none");
    assert.ok(!adding.seen.some(({ isMasked }) => isMasked));
    assert.equal(await textOf(tree), "visitors | unverified · Museum");
    const replacing = person();
    await act("deck.credentials.replaceSecret", { id });
    replacing.done();
    assert.match(replacing.seen[0]?.text ?? "", /^Replacing the secret failed\. visitors signs in with no secret\./);
  });

  it("rename a credential, replace its secret, and delete it", async () => {
    const { tree } = signed.resources.credentials;
    const id = await credential(await source("Bank"), "ada");
    const replacing = person({ type: "battery staple" }, { type: "ada2" }, { type: "" });
    await act("deck.credentials.replaceSecret", { id });
    replacing.done();
    assert.deepEqual(replacing.seen.map(({ isMasked }) => isMasked), [true, false, false]);
    assert.equal(await textOf(tree), "ada2 | unverified · Bank");

    const renaming = person({ type: "customer-7" });
    await act("deck.credentials.rename", await nodeOf(tree, "ada2"));
    renaming.done();
    assert.equal((await (await signed.app.connection.ensure()).client.credentials.get(id)).external_id, "customer-7");

    const deleting = person({ press: "Delete Credential" });
    await act("deck.credentials.delete", await nodeOf(tree, "ada2"));
    deleting.done();
    assert.equal(await textOf(tree), "");
  });
});
