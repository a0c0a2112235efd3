import assert from "node:assert/strict";
import * as vscode from "vscode";
import { surroundingsOf } from "../../src/host/clientFor.ts";
import { diagnosisOf } from "../../src/host/diagnosis/diagnosisOf.ts";
import type { Profile } from "../../src/host/profile.ts";
import { connectProxy } from "../support/network/connectProxy.ts";
import { json, plain, serving } from "../support/network/tinyServer.ts";
import { key } from "../unit/api/deckSetup.ts";
import { eventually } from "./support/eventually.ts";
import { extension } from "./support/extension.ts";
import { httpSettings } from "./support/httpSettings.ts";
import { authorityFile, nowhere } from "./support/network.ts";
import { signedIn } from "./support/signedIn.ts";

const signIn = "ada:proxy-secret";
const encoded = Buffer.from(signIn).toString("base64");
const ready = json({ status: "ready", environment: "live", request_id: "req_7" });

/** The report on a profile, with columns drawn together; it never holds anything secret. */
async function reportOn(profile: Pick<Profile, "baseUrl" | "network">): Promise<string> {
  const surroundings = surroundingsOf({ warn: () => undefined, proxySignIn: async () => signIn });
  const subject = { profile: { id: "tests", name: "Tests", kind: "deck", ...profile } as const, key, surroundings, machine: "an editor", now: new Date(0) };
  const text = await diagnosisOf(subject, new AbortController().signal);
  for (const secret of [key, "proxy-secret", "ada", encoded]) assert.ok(!text.includes(secret), `${secret} is in the report`);
  return text.replaceAll(/ +/g, " ");
}

function assertSays(report: string, ...lines: readonly (string | RegExp)[]): void {
  for (const line of lines) {
    if (typeof line === "string") assert.ok(report.includes(line), `${line}\nis not in\n${report}`);
    else assert.match(report, line);
  }
}

describe("the diagnosis of a connection", () => {
  let trust: Awaited<ReturnType<typeof authorityFile>>;
  before(async () => {
    trust = await authorityFile();
  });
  after(() => trust[Symbol.asyncDispose]());

  it("tells of each part of a way that works", async () => {
    await using server = await serving({ certificate: await trust.signed({ name: "localhost" }) }, [ready]);
    const report = await reportOn({ baseUrl: `https://localhost:${server.port}/v2`, network: { caFile: trust.file } });
    assertSays(
      report,
      "**The connection works, and the key is accepted.**",
      "| Calls of this profile take | our own connections, because the server is on this machine |",
      "| Our own connections go | straight, as the server is on this machine |",
      /\| Name resolution \| (?:127\.0\.0\.1|::1)[^|]* \(\d+ ms\) \|/,
      /\| Straight connection \| there, with TLSv1\.3; the certificate is trusted \(\d+ ms\) \|/,
      "| Issued by | CN=Private authority |",
      /\| Valid until \| \w+ \d+ [\d:]+ \d{4} GMT \|/,
      /\| Round trips \| [^|]* \| \d+ ms, \d+ ms, \d+ ms \|/,
      "| the same as here |",
      "| live |",
      "| req_7 |",
    );
  });

  it("tells of a proxy, its sign-in and a certificate seen through it", async () => {
    await using server = await serving({ certificate: await trust.signed({ name: "api.example.test" }) }, [ready]);
    await using proxy = await connectProxy({ port: server.port, authorization: `Basic ${encoded}` });
    const report = await reportOn({ baseUrl: nowhere, network: { caFile: trust.file, proxy: proxy.url } });
    assertSays(
      report,
      "**The connection works, and the key is accepted.**",
      `| Our own connections go | over the proxy ${proxy.url} of the profile, with a sign-in |`,
      "| Name resolution | failed: getaddrinfo ENOTFOUND api.example.test |",
      /\| Connection over the proxy \| there, with TLSv1\.3; the certificate is trusted/,
      "## Certificate, seen over the proxy",
      "| the profile's proxy password | (kept) |",
    );
  });

  it("tells that a proxy wants another sign-in, and quotes none", async () => {
    await using proxy = await connectProxy({ port: 9, authorization: "Basic other" });
    await using settings = await httpSettings({ proxy: `http://ada:proxy-secret@127.0.0.1:${proxy.port}`, proxyAuthorization: `Basic ${encoded}` });
    assert.ok(settings);
    const report = await reportOn({ baseUrl: nowhere });
    assertSays(
      report,
      "**It does not work:** api.example.test cannot be reached: the proxy wants a sign-in (407).",
      "| Connection over the proxy | failed: The proxy answers with status 407, it wants a sign-in. |",
      `| http.proxy | http://127.0.0.1:${proxy.port} |`,
      "| http.proxyAuthorization | (set) |",
    );
  });

  it("tells why a certificate is not trusted, and which way would do", async () => {
    await using server = await serving({ certificate: await trust.signed({ name: "localhost", from: -3, to: -1 }) }, [ready]);
    const report = await reportOn({ baseUrl: `https://localhost:${server.port}/v2`, network: { caFile: trust.file } });
    assertSays(report, "its certificate has expired", "not trusted: CERT_HAS_EXPIRED");
  });

  it("warns where certificates are not checked", async () => {
    await using server = await serving({ certificate: await trust.signed({ name: "elsewhere.example.test" }) }, [ready]);
    await using settings = await httpSettings({ proxyStrictSSL: false });
    assert.ok(settings);
    const report = await reportOn({ baseUrl: `https://127.0.0.1:${server.port}/v2` });
    assertSays(report, "**The connection works, and the key is accepted.** Certificates are not checked (http.proxyStrictSSL is off), so anybody on the way could read the key.");
  });

  it("tells of a clock that is wrong", async () => {
    await using server = await serving({}, [json({ status: "ready" }, 200, { date: new Date(Date.now() - 3_600_000).toUTCString() })]);
    const report = await reportOn({ baseUrl: `${server.origin}/v2` });
    assertSays(report, /The clock of this machine is wrong by 3[56]\d\d seconds: set it\./, /\| 3[56]\d\d s behind this machine's \|/);
  });

  const broken: [title: string, answer: Parameters<typeof serving>[1][number], said: string][] = [
    ["refuses the key", plain("", 401), "**It does not work:** Deck refused the API key."],
    ["answers with a web page", plain("<html>Sign in", 200, { "content-type": "text/html" }), "**It does not work:** GET /test was answered with a web page, not by Deck."],
    ["redirects elsewhere", plain("", 302, { location: "https://hotel.example.test/" }), "redirects to https://hotel.example.test, where the key is not sent."],
    ["hangs up", response => void response.socket?.destroy(), "cut the connection."],
    ["answers in another form", json({ state: "fine" }), "GET /test did not answer in the form we know."],
  ];
  for (const [title, answer, said] of broken) {
    it(`tells of a server that ${title}`, async () => {
      await using server = await serving({}, [answer]);
      assertSays(await reportOn({ baseUrl: `${server.origin}/v2` }), said, "| Straight connection | there, without TLS");
    });
  }

  it("tells of a server that is not there", async () => {
    const server = await serving({}, []);
    await server[Symbol.asyncDispose]();
    assertSays(await reportOn({ baseUrl: `${server.origin}/v2` }), "nothing listens there.", /\| Straight connection \| failed: connect ECONNREFUSED/);
  });
});

describe("Deck: Diagnose Connection", () => {
  const shown = async (): Promise<vscode.TextDocument> => {
    await vscode.commands.executeCommand("deck.connection.diagnose");
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document, "no document is shown");
    return document;
  };

  /** A report that is there already takes a moment to be read anew. */
  const says = (document: vscode.TextDocument, words: RegExp): Promise<void> => eventually(() => assert.match(document.getText(), words));

  it("shows a report on Local Deck", async () => {
    await extension();
    const document = await shown();
    assert.equal(document.languageId, "markdown");
    await says(document, /^# Connection of Local Deck\n\n\*\*The connection works, and the key is accepted\.\*\*/);
  });

  it("works where the key is refused, and does not tell it", async () => {
    const signed = await signedIn();
    const { app, deck } = signed;
    try {
      app.connection.refuse();
      const document = await shown();
      await says(document, /^# Connection of Deck\n\n\*\*The connection works, and the key is accepted\.\*\*/);
      assert.ok(!document.getText().includes(deck.key));
      await deck.stop();
      await says(await shown(), /\*\*It does not work:\*\* \S+ cannot be reached: nothing listens there\./);
    } finally {
      await signed.close();
    }
  });
});
