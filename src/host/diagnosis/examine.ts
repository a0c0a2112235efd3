import { lookup } from "node:dns/promises";
import { messageOf } from "../../base/errors.ts";
import { editorFetch, type Fetch } from "../../api/fetch.ts";
import { trustedCertificates } from "../../api/trustedCertificates.ts";
import { openOwnWay, proxyOf, stackFor, type Surroundings } from "../networkFetch.ts";
import type { EditorNetwork } from "../networkSettings.ts";
import type { Profile } from "../profile.ts";
import type { Diagnosis, Reached, Step } from "./diagnosis.ts";
import { handshake } from "./handshake.ts";
import { settingsInForce, stackReason, wayInWords } from "./inForce.ts";
import { connectTo, tunnelTo } from "./tunnel.ts";
import { tryFetch } from "./tryFetch.ts";

export interface Subject {
  readonly profile: Profile;
  readonly key: string;
  readonly surroundings: Surroundings;
  /** Editor, runtime and system, in words. */
  readonly machine: string;
  readonly now: Date;
}

const stepLimitMs = 10_000;

/** Looks at each part of the way to a server. Never rejects for what it finds; each step is over after 10 seconds. */
export async function examine({ profile, key, surroundings, machine, now }: Subject, signal: AbortSignal): Promise<Diagnosis> {
  const settings = surroundings.settings();
  const url = new URL(profile.baseUrl);
  const choice = await step(async () => (await proxyOf(profile, surroundings, settings))(url), signal);
  const certificates = await trustedCertificates({ caFile: profile.network?.caFile, usesSystem: settings.systemCertificates }).catch(() => []);
  const reach = (open: (within: AbortSignal) => ReturnType<typeof connectTo>): Promise<Step<Reached>> =>
    step(async within => {
      const socket = await open(within);
      if (url.protocol === "https:") return handshake(socket, url.hostname.replace(/^\[|\]$/g, ""), certificates, within);
      socket.destroy();
      return "no TLS";
    }, signal);
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  const proxy = choice.ok && choice.found.kind === "proxy" ? choice.found.proxy : undefined;
  const [addresses, direct, proxied, editor, own] = await Promise.all([
    step(async () => (await lookup(url.hostname.replace(/^\[|\]$/g, ""), { all: true })).map(({ address }) => address), signal),
    reach(within => connectTo(url.hostname, port, within)),
    proxy && reach(within => tunnelTo(`${url.hostname}:${port}`, proxy, within)),
    tryFetch(editorFetch, profile.baseUrl, key, signal),
    tryFetch(ownOnce(profile, surroundings, settings), profile.baseUrl, key, signal),
  ]);
  const stack = stackFor(profile, settings);
  return {
    at: now,
    profile: { name: profile.name, baseUrl: profile.baseUrl },
    stack,
    stackReason: stackReason(profile, settings),
    machine,
    settings: await settingsInForce(profile, surroundings, settings),
    way: choice.ok ? wayInWords(choice.found) : choice.why,
    lookup: addresses,
    direct,
    proxied,
    editor,
    own,
  };
}

async function step<T>(act: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<Step<T>> {
  const limit = AbortSignal.timeout(stepLimitMs);
  const began = performance.now();
  try {
    const found = await act(AbortSignal.any([signal, limit]));
    return { ok: true, found, ms: performance.now() - began };
  } catch (thrown) {
    return { ok: false, why: limit.aborted ? `Nothing came within ${stepLimitMs / 1000} seconds.` : messageOf(thrown) };
  }
}

/** Connections for this look alone, so that the first call is one that has to connect. */
function ownOnce(profile: Profile, surroundings: Surroundings, settings: EditorNetwork): Fetch {
  let opening: ReturnType<typeof openOwnWay> | undefined;
  return async (url, request) => {
    opening ??= openOwnWay(profile, surroundings, settings);
    return (await opening).fetch(url, request);
  };
}
