import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { profileColours } from "../../../src/host/profile.ts";
import { readProfiles } from "../../../src/host/profileSettings.ts";
import { root } from "../../support/paths.ts";

describe("the settings editor", () => {
  const acme = { id: "acme", name: "Acme" };
  const cases: [title: string, entry: unknown][] = [
    ["all there is", { ...acme, baseUrl: "https://deck.example/v2", consoleUrl: "https://console.example", colour: "red", production: true, network: { proxy: "", caFile: "/a.pem" } }],
    ["this machine", { ...acme, baseUrl: "http://127.0.0.1:4010/v2" }],
    ["no name", { id: "acme" }],
    ["no id", { name: "Acme" }],
    ["Local Deck's id", { ...acme, id: "local" }],
    ["an id with capitals", { ...acme, id: "Acme" }],
    ["a Console that is not encrypted", { ...acme, consoleUrl: "http://console.example" }],
    ["a colour that no theme has", { ...acme, colour: "mauve" }],
    ["a mark that is no mark", { ...acme, production: "yes" }],
    ["a proxy that is no text", { ...acme, network: { proxy: 1 } }],
  ];
  for (const [title, entry] of cases) {
    it(`underlines an entry with ${title} just when it is told as wrong`, async () => {
      const isUnderlined = !(await accepts([entry]));
      assert.equal(isUnderlined, readProfiles({ entries: [entry], baseUrl: "https://api.deck.co/v2" }).problems.length > 0);
    });
  }

  it("underlines an address that is refused when the profile opens", async () => {
    for (const baseUrl of ["http://deck.example/v2", "http://localhost.example", "https://ada:pw@deck.example", "https://deck.example/v2?x", "deck"]) {
      assert.equal(await accepts([{ ...acme, baseUrl }]), false, baseUrl);
    }
  });

  it("offers every colour", async () => {
    for (const colour of profileColours) assert.equal(await accepts([{ ...acme, colour }]), true, colour);
  });
});

async function accepts(profiles: unknown): Promise<boolean> {
  const { contributes } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  return new Ajv({ strict: false }).validate(contributes.configuration.properties["deck.profiles"], profiles);
}
