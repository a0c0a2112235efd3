import assert from "node:assert/strict";
import { idFor, readProfiles } from "../../../src/host/profileSettings.ts";

const baseUrl = "https://api.deck.co/v2";

describe("the profiles in the settings", () => {
  it("begin with the one at the address of the API, where there are none", () => {
    for (const entries of [undefined, []]) {
      assert.deepEqual(readProfiles({ entries, baseUrl: ` ${baseUrl}/ ` }), {
        profiles: [{ id: "deck", name: "Deck", kind: "deck", baseUrl, consoleUrl: "https://console.deck.co" }],
        ids: ["deck"],
        problems: [],
      });
    }
  });

  it("are read with all that they say", () => {
    const entry = {
      id: "acme-live",
      name: " Acme ",
      baseUrl: "https://deck.acme.example/v2/",
      consoleUrl: "https://console.acme.example/",
      colour: "red",
      production: true,
      network: { proxy: "http://proxy.example:3128", caFile: "/etc/acme.pem" },
    };
    assert.deepEqual(readProfiles({ entries: [entry], baseUrl }).profiles[1], {
      id: "acme-live",
      name: "Acme",
      kind: "deck",
      baseUrl: "https://deck.acme.example/v2",
      consoleUrl: "https://console.acme.example",
      colour: "red",
      isProduction: true,
      network: { proxy: "http://proxy.example:3128", caFile: "/etc/acme.pem" },
    });
  });

  it("are at Deck's own address where they name none", () => {
    const { profiles } = readProfiles({ entries: [{ id: "a", name: "A" }], baseUrl: "https://deck.example/v2" });
    assert.deepEqual(profiles.map(({ baseUrl: url }) => url), ["https://deck.example/v2", baseUrl]);
  });

  it("may name and mark the one that is always there", () => {
    const { profiles } = readProfiles({ entries: [{ id: "a", name: "A" }, { id: "deck", name: "Ours", production: true }], baseUrl: "https://deck.example/v2" });
    assert.deepEqual(profiles.map(({ id, name, isProduction }) => [id, name, isProduction]), [["a", "A", undefined], ["deck", "Ours", true]]);
    assert.equal(profiles[1]?.baseUrl, "https://deck.example/v2");
  });

  const good = { id: "good", name: "Good" };
  const leftOut: [title: string, entry: unknown, why: string][] = [
    ["no object", "acme", "it is no object"],
    ["no id", { name: "Acme" }, 'it has no "id" of small letters, digits and hyphens'],
    ["an id of another form", { id: "Acme Live", name: "Acme" }, 'it has no "id" of small letters, digits and hyphens'],
    ["Local Deck's id", { id: "local", name: "Mine" }, 'the id "local" is that of Local Deck'],
    ["an id that is taken", { id: "good", name: "Other" }, 'the id "good" is that of an entry before it'],
    ["no name", { id: "acme" }, 'it has no "name"'],
    ["a blank name", { id: "acme", name: " " }, 'it has no "name"'],
    ["an address that is no text", { id: "acme", name: "Acme", baseUrl: 1 }, 'its "baseUrl" is no text'],
    ["a mark that could mean either", { id: "acme", name: "Acme", production: "yes" }, 'its "production" is neither true nor false'],
    ["a network that is no object", { id: "acme", name: "Acme", network: [] }, 'its "network" is no object'],
    ["a proxy that is no text", { id: "acme", name: "Acme", network: { proxy: 3128 } }, 'its "network.proxy" is no text'],
  ];
  for (const [title, entry, why] of leftOut) {
    it(`leave out an entry with ${title}, and keep the others`, () => {
      const { profiles, problems } = readProfiles({ entries: [good, entry, { id: "last", name: "Last" }], baseUrl });
      assert.deepEqual(profiles.map(({ id }) => id), ["deck", "good", "last"]);
      assert.deepEqual(problems, [`Entry 2 of the setting "deck.profiles" is not used: ${why}.`]);
    });
  }

  it("do without a colour or Console that cannot be", () => {
    const { profiles, problems } = readProfiles({ entries: [{ ...good, colour: "mauve", consoleUrl: "http://console.example" }], baseUrl });
    assert.deepEqual([profiles[1]?.colour, profiles[1]?.consoleUrl], [undefined, "https://console.deck.co"]);
    assert.deepEqual(problems, [
      'In entry 1 of the setting "deck.profiles" the colour is none of red, orange, yellow, green, blue, purple.',
      'In entry 1 of the setting "deck.profiles" the "consoleUrl" is no https address.',
    ]);
  });

  it("are none but the one that is always there if the setting is no list", () => {
    const { profiles, problems } = readProfiles({ entries: { acme: good }, baseUrl });
    assert.deepEqual(profiles.map(({ id }) => id), ["deck"]);
    assert.deepEqual(problems, ['The setting "deck.profiles" is no list, so no profile of it is used.']);
  });

  it("give the ids of entries that are wrong in another way, as their keys are still wanted", () => {
    assert.deepEqual(readProfiles({ entries: [{ id: "acme" }, 7, good], baseUrl }).ids, ["deck", "acme", "good"]);
  });
});

describe("the id of a new profile", () => {
  const cases: [name: string, taken: string[], id: string][] = [
    ["Acme staging", [], "acme-staging"],
    ["  Café (EU) ", [], "cafe-eu"],
    ["Acme", ["acme", "acme-2"], "acme-3"],
    ["Local", [], "local-2"],
    ["Deck", [], "deck-2"],
    ["Ω", [], "profile"],
    ["x".repeat(90), [], "x".repeat(40)],
  ];
  for (const [name, taken, id] of cases) {
    it(`is ${id} for "${name.slice(0, 20)}" where ${taken.join(" and ") || "nothing"} is taken`, () => {
      assert.equal(idFor(name, taken), id);
      assert.deepEqual(readProfiles({ entries: [{ id, name }], baseUrl }).problems, []);
    });
  }
});
