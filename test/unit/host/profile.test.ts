import assert from "node:assert/strict";
import { checkBaseUrl } from "../../../src/host/profile.ts";

const notEncrypted = (url: string): string => `${url} is not encrypted, so no key is sent there. Use an https address.`;

describe("an address for a key", () => {
  for (const url of [
    "https://api.deck.co/v2",
    "https://deck.example:8443",
    "http://127.0.0.1:4010/v2",
    "http://localhost/v2",
    "http://[::1]:4010/v2",
  ]) {
    it(`may be ${url}`, () => assert.equal(checkBaseUrl(url), undefined));
  }

  for (const url of [
    "http://api.deck.co/v2",
    "http://localhost.example/v2",
    "http://192.168.1.4/v2",
    "http://0.0.0.0:4010/v2",
    "ftp://127.0.0.1/v2",
    "file:///etc/passwd",
  ]) {
    it(`is refused as not encrypted: ${url}`, () => assert.equal(checkBaseUrl(url), notEncrypted(url)));
  }

  it("is refused where it is none", () => {
    for (const text of ["", "api.deck.co/v2", "https://"]) {
      assert.equal(checkBaseUrl(text), `"${text}" is no address. Enter one such as https://api.deck.co/v2.`);
    }
  });

  it("is refused with a user name or password, which the sentence does not repeat", () => {
    for (const url of ["https://ada:pw123@deck.example/v2", "https://ada@deck.example/v2", "https://:pw123@deck.example/v2"]) {
      const problem = checkBaseUrl(url);
      assert.match(problem ?? "", /^An address with a user name or password is refused/);
      assert.doesNotMatch(problem ?? "", /ada|pw123/);
    }
  });

  it("is refused with a query or fragment, to which no path could be added", () => {
    assert.match(checkBaseUrl("https://deck.example/v2?x=1") ?? "", /goes on after its path/);
    assert.match(checkBaseUrl("https://deck.example/v2#x") ?? "", /goes on after its path/);
  });
});
