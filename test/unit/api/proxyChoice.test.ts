import assert from "node:assert/strict";
import { chooseProxy, type ProxyChoice, type ProxySettings, type ProxyWishes } from "../../../src/api/proxyChoice.ts";

const nothing: ProxySettings = { proxy: "", proxyAuthorization: "", noProxy: [], proxySupport: "override" };
const proxy = "http://proxy.example.test:3128";

interface Wishes extends Partial<Omit<ProxyWishes, "settings">> {
  readonly settings?: Partial<ProxySettings>;
}

/** The choice in a line. */
function chosen(target: string, { settings, ...wishes }: Wishes): string {
  return inWords(chooseProxy(new URL(target), { environment: {}, ...wishes, settings: { ...nothing, ...settings } }));
}

function inWords(choice: ProxyChoice): string {
  if (choice.kind === "direct") return `direct: ${choice.because}`;
  const { url, authorization } = choice.proxy;
  return [`${choice.source}: ${url.href}`, authorization].filter(Boolean).join(" ");
}

describe("the proxy for a call", () => {
  const api = "https://api.example.test/v2";
  const basic = (signIn: string): string => `Basic ${Buffer.from(signIn).toString("base64")}`;
  const cases: [title: string, target: string, wishes: Wishes, expected: string][] = [
    ["is none where nothing names one", api, {}, "direct: none"],
    ["is the editor's", api, { settings: { proxy } }, `editor: ${proxy}/`],
    ["is the editor's before the environment's", api, { settings: { proxy }, environment: { HTTPS_PROXY: "http://other" } }, `editor: ${proxy}/`],
    ["is the environment's", api, { environment: { HTTPS_PROXY: proxy } }, `environment: ${proxy}/`],
    ["is the environment's in small letters first", api, { environment: { HTTPS_PROXY: "http://other", https_proxy: proxy } }, `environment: ${proxy}/`],
    ["is the environment's for HTTP where it has none for HTTPS", api, { environment: { HTTP_PROXY: proxy } }, `environment: ${proxy}/`],
    ["is not the environment's for HTTPS on plain HTTP", "http://api.example.test", { environment: { HTTPS_PROXY: proxy } }, "direct: none"],
    ["may be named without its scheme", api, { environment: { HTTPS_PROXY: "proxy.example.test:3128" } }, `environment: ${proxy}/`],
    ["is the profile's before all others", api, { own: "http://own:1", settings: { proxy, proxySupport: "off", noProxy: ["*"] } }, "profile: http://own:1/"],
    ["is none where the profile wants none", api, { own: "", settings: { proxy } }, "direct: profile"],
    ["is none while the editor's support is off", api, { settings: { proxy, proxySupport: "off" } }, "direct: support"],
    ["is none on this machine", "https://localhost:8443/v2", { own: proxy, settings: { proxy } }, "direct: loopback"],
    ["is none at an address of this machine", "https://127.0.0.1:8443/v2", { settings: { proxy } }, "direct: loopback"],
    ["is none at this machine's newer address", "https://[::1]:8443/v2", { settings: { proxy } }, "direct: loopback"],
    ["gets the sign-in of the editor", api, { settings: { proxy, proxyAuthorization: "Basic abc" } }, `editor: ${proxy}/ Basic abc`],
    ["gets the sign-in of its address", api, { environment: { HTTPS_PROXY: "http://ada:a%20b@proxy.example.test:3128" } }, `environment: ${proxy}/ ${basic("ada:a b")}`],
    ["gets a sign-in with a sign that means nothing", api, { settings: { proxy: "http://ada:100%@proxy.example.test:3128" } }, `editor: ${proxy}/ ${basic("ada:100%")}`],
    ["of the profile gets the profile's sign-in alone", api, { own: proxy, ownSignIn: "ada:b", settings: { proxyAuthorization: "Basic abc" } }, `profile: ${proxy}/ ${basic("ada:b")}`],
  ];
  for (const [title, target, wishes, expected] of cases) {
    it(title, () => assert.equal(chosen(target, wishes), expected));
  }

  const exceptions: [entry: string, isDirect: boolean][] = [
    ["api.example.test", true],
    ["example.test", true],
    [".example.test", true],
    ["*.example.test", true],
    ["API.Example.Test ", true],
    ["*", true],
    ["api.example.test:443", true],
    ["api.example.test:8443", false],
    ["ample.test", false],
    ["other.test", false],
    ["", false],
  ];
  for (const [entry, isDirect] of exceptions) {
    it(`is ${isDirect ? "none" : "not left out"} for the exception "${entry}"`, () => {
      const expected = isDirect ? "direct: noProxy" : `editor: ${proxy}/`;
      assert.equal(chosen(api, { settings: { proxy, noProxy: [entry] } }), expected);
      assert.equal(chosen(api, { settings: { proxy }, environment: { NO_PROXY: `a.test,${entry}` } }), expected);
    });
  }

  it("takes the editor's exceptions for those of the environment", () => {
    assert.equal(chosen(api, { settings: { proxy, noProxy: ["other.test"] }, environment: { NO_PROXY: "*" } }), `editor: ${proxy}/`);
  });

  const unusable: [title: string, wishes: Wishes, message: string][] = [
    ["that is no address", { settings: { proxy: "http://" } }, "The proxy in the editor's settings (http.proxy) is no address. Enter one such as http://proxy.example.com:3128."],
    ["of a kind that is not known", { environment: { HTTPS_PROXY: "socks5://a:1" } }, "The proxy in the environment variables is of a kind (socks5:) that cannot be used here. Enter an http or https proxy."],
    ["of a profile with a password", { own: "http://ada:secret@a:1" }, "The proxy of this profile has a user name or password in its address, where others may read it. Remove it there, and use the command Deck: Set Proxy Password."],
  ];
  for (const [title, wishes, message] of unusable) {
    it(`is refused ${title}`, () => assert.throws(() => chosen(api, wishes), { message, failure: { kind: "unreachable", obstacle: "settings" } }));
  }
});
