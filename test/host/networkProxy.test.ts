import assert from "node:assert/strict";
import { type ConnectProxy, connectProxy } from "../support/network/connectProxy.ts";
import { json, serving, type TinyServer } from "../support/network/tinyServer.ts";
import { type HttpSettings, httpSettings } from "./support/httpSettings.ts";
import { authorityFile, networkOf, nowhere, said } from "./support/network.ts";

const basic = (signIn: string): string => `Basic ${Buffer.from(signIn).toString("base64")}`;
const signInSentence =
  "api.example.test cannot be reached: the proxy wants a sign-in (407). Enter user name and password in the editor's proxy settings; for a profile's own proxy use the command Deck: Set Proxy Password.";
const notFound = "api.example.test cannot be reached: its name is not found. Check the network and the base URL in the settings.";
const untrusted = /^api\.example\.test cannot be trusted: its certificate is signed by nobody/;

describe("a proxy", () => {
  let trust: Awaited<ReturnType<typeof authorityFile>>;
  let server: TinyServer;
  before(async () => {
    trust = await authorityFile();
    server = await serving({ certificate: await trust.signed({ name: "api.example.test" }) }, [json({ status: "ready" })]);
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    await trust[Symbol.asyncDispose]();
  });

  /** What a key check comes to over our own connections, with a proxy beside it. */
  async function checked(choices: { wants?: string; settings?: (proxy: ConnectProxy) => HttpSettings; own?: (proxy: ConnectProxy) => string; signIn?: string }) {
    await using proxy = await connectProxy({ port: server.port, ...(choices.wants === undefined ? {} : { authorization: basic(choices.wants) }) });
    await using settings = await httpSettings(choices.settings?.(proxy) ?? {});
    assert.ok(settings);
    const network = networkOf(
      { baseUrl: nowhere, network: { caFile: trust.file, ...(choices.own && { proxy: choices.own(proxy) }) } },
      choices.signIn === undefined ? {} : { signIn: choices.signIn },
    );
    return { sentence: await said(nowhere, network), asked: proxy.asked };
  }

  const target = "api.example.test:443";
  it("of the editor takes our own connections, with the profile's authority", async () => {
    const { sentence, asked } = await checked({ settings: ({ url }) => ({ proxy: url }) });
    assert.deepEqual([sentence, asked], ["ready", [{ target, authorization: undefined }]]);
  });

  it("of the editor gets the editor's http.proxyAuthorization", async () => {
    const { sentence, asked } = await checked({ wants: "ada:secret", settings: ({ url }) => ({ proxy: url, proxyAuthorization: basic("ada:secret") }) });
    assert.deepEqual([sentence, asked], ["ready", [{ target, authorization: basic("ada:secret") }]]);
  });

  it("of the editor gets the user and password of its own address", async () => {
    const { sentence } = await checked({ wants: "ada:s@cret", settings: ({ port }) => ({ proxy: `http://ada:s%40cret@127.0.0.1:${port}` }) });
    assert.equal(sentence, "ready");
  });

  it("of the editor that is refused a password says so", async () => {
    const { sentence } = await checked({ wants: "ada:secret", settings: ({ url }) => ({ proxy: url }) });
    assert.equal(sentence, signInSentence);
  });

  it("of the editor is not asked for a host in http.noProxy", async () => {
    const { sentence, asked } = await checked({ settings: ({ url }) => ({ proxy: url, noProxy: ["example.test"] }) });
    assert.deepEqual([sentence, asked], [notFound, []]);
  });

  it("of the editor is not asked while http.proxySupport is off", async () => {
    const { sentence, asked } = await checked({ settings: ({ url }) => ({ proxy: url, proxySupport: "off" }) });
    assert.deepEqual([sentence, asked], [notFound, []]);
  });

  it("of a profile goes before the editor's", async () => {
    const { sentence, asked } = await checked({ own: ({ url }) => url, settings: () => ({ proxy: "http://127.0.0.1:9" }) });
    assert.deepEqual([sentence, asked.length], ["ready", 1]);
  });

  it("of a profile gets the password of the secret storage", async () => {
    const { sentence, asked } = await checked({ wants: "ada:secret", own: ({ url }) => url, signIn: "ada:secret" });
    assert.deepEqual([sentence, asked], ["ready", [{ target, authorization: basic("ada:secret") }]]);
  });

  it("of a profile that refuses the password says so", async () => {
    const { sentence } = await checked({ wants: "ada:secret", own: ({ url }) => url, signIn: "ada:wrong" });
    assert.equal(sentence, signInSentence);
  });

  it("of a profile may have no password in its address", async () => {
    const { sentence, asked } = await checked({ own: ({ port }) => `http://ada:secret@127.0.0.1:${port}` });
    assert.equal(sentence, "The proxy of this profile has a user name or password in its address, where others may read it. Remove it there, and use the command Deck: Set Proxy Password.");
    assert.deepEqual(asked, []);
  });

  it("is none where the profile says so", async () => {
    const { sentence, asked } = await checked({ own: () => "", settings: ({ url }) => ({ proxy: url }) });
    assert.deepEqual([sentence, asked], [notFound, []]);
  });

  it("is asked anew as soon as the settings change", async () => {
    await using proxy = await connectProxy({ port: server.port });
    const network = networkOf({ baseUrl: nowhere, network: { caFile: trust.file } });
    assert.equal(await said(nowhere, network), notFound);
    await using settings = await httpSettings({ proxy: proxy.url });
    assert.ok(settings);
    assert.equal(await said(nowhere, network), "ready");
  });

  it("and an unchecked certificate go together", async () => {
    await using proxy = await connectProxy({ port: server.port });
    await using settings = await httpSettings({ proxy: proxy.url, proxyStrictSSL: false });
    assert.ok(settings);
    assert.equal(await said(nowhere, networkOf({ baseUrl: nowhere })), "ready");
  });

  describe("under the editor's own fetch", () => {
    it("is the one of http.proxy", async () => {
      await using proxy = await connectProxy({ port: server.port });
      await using settings = await httpSettings({ proxy: proxy.url });
      assert.ok(settings);
      // That it cannot be trusted is the proof: the proxy has led to the private server.
      assert.match(await said(nowhere, networkOf({ baseUrl: nowhere })), untrusted);
      assert.deepEqual(proxy.asked, [{ target, authorization: undefined }]);
    });

    it("is left out for a host in http.noProxy", async () => {
      await using proxy = await connectProxy({ port: server.port });
      await using settings = await httpSettings({ proxy: proxy.url, noProxy: ["api.example.test"] });
      assert.ok(settings);
      assert.equal(await said(nowhere, networkOf({ baseUrl: nowhere })), notFound);
      assert.deepEqual(proxy.asked, []);
    });

    it("may want a sign-in that nobody gives", async () => {
      await using proxy = await connectProxy({ port: server.port, authorization: basic("ada:secret") });
      await using settings = await httpSettings({ proxy: proxy.url });
      assert.ok(settings);
      assert.equal(await said(nowhere, networkOf({ baseUrl: nowhere })), signInSentence);
    });

    it("may take user and password from the address", async () => {
      await using proxy = await connectProxy({ port: server.port, authorization: basic("ada:secret") });
      await using settings = await httpSettings({ proxy: `http://ada:secret@127.0.0.1:${proxy.port}` });
      assert.ok(settings);
      assert.match(await said(nowhere, networkOf({ baseUrl: nowhere })), untrusted);
    });

    it("may not be there", async () => {
      const proxy = await connectProxy({ port: server.port });
      await proxy[Symbol.asyncDispose]();
      await using settings = await httpSettings({ proxy: proxy.url });
      assert.ok(settings);
      assert.equal(await said(nowhere, networkOf({ baseUrl: nowhere })), "api.example.test cannot be reached: the proxy does not let the call through. Check the proxy in the editor's settings, or in the profile's.");
    });
  });
});
