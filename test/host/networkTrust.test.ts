import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { json, serving } from "../support/network/tinyServer.ts";
import { httpSettings } from "./support/httpSettings.ts";
import { authorityFile, networkOf, nowhere, said } from "./support/network.ts";

const ready = [json({ status: "ready" })];
/** An address of this machine that is a remote one to the editor, and so goes over the editor's fetch. */
const away = "127.0.0.2";
const untrusted =
  "cannot be trusted: its certificate is signed by nobody that this machine knows. Add your organisation's certificate to the system, or name its file in the profile's network settings.";

describe("a server with a certificate of a private authority", () => {
  let trust: Awaited<ReturnType<typeof authorityFile>>;
  before(async () => {
    trust = await authorityFile();
  });
  after(() => trust[Symbol.asyncDispose]());

  for (const host of ["localhost", away]) {
    const listeningAt = host === "localhost" ? "127.0.0.1" : host;
    const secure = async (name = host) => {
      const server = await serving({ host: listeningAt, certificate: await trust.signed({ name }) }, ready);
      return { ...server, baseUrl: `https://${host}:${server.port}/v2` };
    };

    it(`at ${host} is refused where nobody knows the authority`, async () => {
      await using server = await secure();
      assert.equal(await said(server.baseUrl, networkOf({ baseUrl: server.baseUrl })), `${host}:${server.port} ${untrusted}`);
    });

    it(`at ${host} is reached where the profile names the authority's file`, async () => {
      await using server = await secure();
      assert.equal(await said(server.baseUrl, networkOf({ baseUrl: server.baseUrl, network: { caFile: trust.file } })), "ready");
    });

    const bad: [title: string, wanted: { name?: string; from?: number; to?: number }, sentence: string][] = [
      ["has expired", { from: -3, to: -1 }, "cannot be trusted: its certificate has expired or is not valid yet. Check the clock of this machine; if it is right, tell whoever runs the server."],
      ["is not valid yet", { from: 1, to: 3 }, "cannot be trusted: its certificate has expired or is not valid yet. Check the clock of this machine; if it is right, tell whoever runs the server."],
      ["is for another name", { name: "elsewhere.example.test" }, "cannot be trusted: its certificate is for another name. Check the base URL in the settings."],
    ];
    for (const [title, wanted, sentence] of bad) {
      it(`at ${host} is refused where its certificate ${title}`, async () => {
        await using server = await serving({ host: listeningAt, certificate: await trust.signed({ name: host, ...wanted }) }, ready);
        const baseUrl = `https://${host}:${server.port}/v2`;
        assert.equal(await said(baseUrl, networkOf({ baseUrl, network: { caFile: trust.file } })), `${host}:${server.port} ${sentence}`);
      });
    }

    it(`at ${host} is taken as it is while http.proxyStrictSSL is off, and the log warns`, async () => {
      await using server = await secure("elsewhere.example.test");
      const warnings: string[] = [];
      const network = networkOf({ baseUrl: server.baseUrl }, { warnings });
      assert.match(await said(server.baseUrl, network), /cannot be trusted/);
      {
        await using settings = await httpSettings({ proxyStrictSSL: false });
        assert.ok(settings);
        assert.equal(await said(server.baseUrl, network), "ready");
        assert.equal(await said(server.baseUrl, network), "ready");
        // Only this profile's own requests: the process goes on as it was.
        await assert.rejects(fetch(server.baseUrl), TypeError);
        assert.equal(process.env["NODE_TLS_REJECT_UNAUTHORIZED"], undefined);
      }
      assert.match(await said(server.baseUrl, network), /cannot be trusted/);
      assert.deepEqual(warnings, [`Certificates of ${host}:${server.port} are not checked, because http.proxyStrictSSL is off: anybody on the way could read the API key. Turn it on, and name your organisation's certificate in the profile's network settings instead.`]);
    });
  }
});

describe("the certificate file of a profile", () => {
  const cases: [title: string, content: string | undefined, why: string][] = [
    ["that is not there", undefined, "does not exist. Name another file"],
    ["that holds no certificate", "key = value", "holds no certificate in PEM form (-----BEGIN CERTIFICATE-----). Export it in that form, or name another file"],
    ["that is damaged", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "is damaged: its certificate number 1 cannot be read. Export it again, or name another file"],
  ];
  for (const [title, content, why] of cases) {
    it(`${title} is said to, and what is put right counts for the next call`, async () => {
      await using trust = await authorityFile();
      await using server = await serving({ certificate: await trust.signed({ name: "localhost" }) }, ready);
      const baseUrl = `https://localhost:${server.port}/v2`;
      const caFile = join(trust.folder, "profile.pem");
      if (content !== undefined) await writeFile(caFile, content);
      const network = networkOf({ baseUrl, network: { caFile } });
      assert.equal(await said(baseUrl, network), `The certificate file ${caFile} of this profile ${why} in the profile's network settings.`);
      await writeFile(caFile, trust.cert);
      assert.equal(await said(baseUrl, network), "ready");
    });
  }

  it("has to be named by its whole path", async () => {
    assert.equal(
      await said(nowhere, networkOf({ baseUrl: nowhere, network: { caFile: "ca.pem" } })),
      "The certificate file ca.pem of this profile is not named by its whole path. Enter that in the profile's network settings.",
    );
  });
});
