import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Fetch } from "../../../../src/api/fetch.ts";
import type { Push } from "../../../../src/host/push/push.ts";
import { checkTunnelUrl, freePort, type Tunnel, tunnelRoute } from "../../../../src/host/push/tunnelRoute.ts";
import { newPath, newSecret } from "../../../../src/host/push/loopbackRoute.ts";
import { eventually } from "../../../host/support/eventually.ts";
import { type LocalDeck, startLocalDeck } from "../../../support/localDeck.ts";
import { authority } from "../../../support/network/certificates.ts";
import { listening } from "../../../support/network/listening.ts";
import { tlsTunnel } from "../../../support/network/tlsTunnel.ts";
import { temporaryFolder } from "../../../support/process/temporaryFolder.ts";
import { lateAnswers, pushSetup } from "./pushSetup.ts";

describe("The address of a tunnel", () => {
  const cases: [address: string, problem: RegExp | undefined][] = [
    ["https://name.example.com", undefined],
    ["https://name.example.com:8443/deck/", undefined],
    ["http://name.example.com", /^Only an https address/],
    ["name.example.com", /^Enter the address/],
    ["", /^Enter the address/],
    ["https://me:word@name.example.com", /^An address with a password/],
    ["https://name.example.com/?token=1", /^Enter the address without/],
  ];
  for (const [address, problem] of cases) {
    it(`"${address}" is ${problem ? "refused with the reason" : "taken"}`, () => {
      const said = checkTunnelUrl(address);
      if (problem) assert.match(said ?? "", problem);
      else assert.equal(said, undefined);
    });
  }
});

describe("The port at which a tunnel ends", () => {
  it("is none that the system gives away while no window listens", async () => {
    const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
    assert.deepEqual(ports.filter(port => port < 20_000 || port >= 32_000), []);
    assert.ok(new Set(ports).size > 1);
  });

  it("is one that nobody listens on", async () => {
    await using taken = await listening(createServer());
    const free = await freePort();
    const picks = [taken.port, taken.port, free];
    assert.equal(await freePort(() => picks.shift() ?? 0), free);
    await assert.rejects(freePort(() => taken.port), { message: "No port is free on this machine." });
  });
});

describe("Push through a tunnel", function () {
  this.timeout(60_000);
  let deck: LocalDeck;
  let certificate: { key: string; cert: string };
  before(async () => {
    const { path } = await temporaryFolder("tunnel");
    const { cert, signed } = await authority();
    certificate = await signed({ name: "localhost" });
    const caFile = join(path, "ca.pem");
    await writeFile(caFile, cert);
    deck = await startLocalDeck(["--data", join(path, "data")], { NODE_EXTRA_CA_CERTS: caFile });
  });
  after(() => deck.close());

  /** A tunnel that is up, and a window that knows of it. */
  async function setup(fetch?: Fetch) {
    const port = await freePort();
    const tunnel = await tlsTunnel(certificate, port);
    let isWanted = true;
    const giveUp = (): void => void (isWanted = false);
    const kept: Tunnel[] = [{ url: `https://localhost:${tunnel.port}/deck`, port, path: newPath(), secret: newSecret() }];
    const latest = (): Tunnel => {
      const last = kept.at(-1);
      assert.ok(last);
      return last;
    };
    const made = pushSetup(deck, fetch);
    const open = () => made.open(tunnelRoute(made.client, latest(), { isWanted: async () => isWanted, complete: async next => void kept.push(next) }));
    const destination = async () => (await made.destinations()).find(({ id }) => id === latest().destinationId);
    const healthy = (push: Push) => eventually(() => assert.ok(push.isHealthy, made.lines.join("\n")));
    return { ...made, open, latest, giveUp, destination, healthy, [Symbol.asyncDispose]: () => tunnel[Symbol.asyncDispose]() };
  }

  it("brings events over TLS to the port that was told, and is healthy with the first", async () => {
    await using made = await setup();
    const push = made.open();
    await made.healthy(push);
    assert.equal(push.port, made.latest().port);
    const id = await made.startRun();
    await eventually(() => assert.ok(made.heard.includes(id)));
    const { url, path } = made.latest();
    assert.equal((await made.destination())?.webhook?.url, `${url}/${path}`);
    await push.close();
  });

  it("rests while no window listens, and the next window takes it up again", async () => {
    await using made = await setup();
    const first = made.open();
    await made.healthy(first);
    await first.close();
    const { destinationId } = made.latest();
    assert.equal((await made.destination())?.status, "inactive");
    const second = made.open();
    await made.healthy(second);
    assert.deepEqual([made.latest().destinationId, (await made.destination())?.status], [destinationId, "active"]);
    await second.close();
  });

  it("waits for a port that somebody else has taken meanwhile, and says so", async () => {
    await using made = await setup();
    const stranger = createServer().listen(made.latest().port, "127.0.0.1");
    await once(stranger, "listening");
    const push = made.open();
    await eventually(() => assert.match(made.lines.join("\n"), /^The server cannot tell of changes, so it is asked for them\. Port \d+ of this machine, where the tunnel ends, is taken/));
    stranger.close();
    await once(stranger, "close");
    await eventually(() => assert.deepEqual(made.clock.pending, [15_000]));
    made.clock.advance(15_000);
    await made.healthy(push);
    await push.close();
  });

  it("is told to the server anew where somebody has removed the destination", async () => {
    await using made = await setup();
    const first = made.open();
    await made.healthy(first);
    await first.close();
    const { destinationId } = made.latest();
    await made.client.destinations.delete(destinationId ?? "");
    const second = made.open();
    await made.healthy(second);
    await second.close();
    assert.notEqual(made.latest().destinationId, destinationId);
  });

  it("leaves nothing behind where it is given up while the server is being told", async () => {
    const { fetch, arrive } = lateAnswers();
    await using made = await setup(fetch);
    const others = await made.destinations();
    const push = made.open();
    await eventually(async () => assert.equal((await made.destinations()).length, others.length + 1));
    made.giveUp();
    const closing = push.close();
    arrive();
    await closing;
    assert.deepEqual(await made.destinations(), others);
  });
});
