import { isDeepStrictEqual } from "node:util";
import { editorFetch, type Fetch } from "../api/fetch.ts";
import { ownFetch } from "../api/ownFetch.ts";
import { openConnections, type OwnConnections } from "../api/ownConnections.ts";
import { chooseProxy, type ProxyChoice } from "../api/proxyChoice.ts";
import { trustedCertificates } from "../api/trustedCertificates.ts";
import type { EditorNetwork } from "./networkSettings.ts";
import { isLoopback, type Profile } from "./profile.ts";

/** What is around the network: read anew for each call, so that a change of the settings counts at once. */
export interface Surroundings {
  readonly settings: () => EditorNetwork;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `name:password` for the profile's own proxy. */
  readonly proxySignIn: (profileId: string) => Promise<string | undefined>;
  readonly warn: (line: string) => void;
}

/** The part of a profile that says where its server is and how one gets there. */
export type Destination = Pick<Profile, "baseUrl" | "network"> & Partial<Pick<Profile, "id">>;

/** "editor" is the editor's own fetch, "own" our own connections. */
export function stackFor({ baseUrl, network }: Destination, settings: EditorNetwork): "editor" | "own" {
  const hasOwnWay = network?.proxy !== undefined || Boolean(network?.caFile);
  return isLoopback(baseUrl) || hasOwnWay || !settings.proxyStrictSSL ? "own" : "editor";
}

/** The `fetch` for a profile. */
export function fetchFor(profile: Destination, surroundings: Surroundings): Fetch {
  // Nothing of the settings is about plain HTTP to this machine.
  if (isLoopback(profile.baseUrl) && profile.baseUrl.startsWith("http:")) return ownFetch;
  const own = new OwnWay(profile, surroundings);
  return (url, request) => {
    const settings = surroundings.settings();
    return stackFor(profile, settings) === "editor" ? editorFetch(url, request) : own.fetch(settings, url, request);
  };
}

/** Over which proxy the own connections go. */
export async function proxyOf(profile: Destination, surroundings: Surroundings, settings = surroundings.settings()): Promise<(target: URL) => ProxyChoice> {
  const own = profile.network?.proxy?.trim();
  const ownSignIn = own && profile.id !== undefined ? await surroundings.proxySignIn(profile.id) : undefined;
  return target => chooseProxy(target, { own, ownSignIn, settings, environment: surroundings.environment });
}

/** Connections of our own in the way that the settings describe. */
export async function openOwnWay(profile: Destination, surroundings: Surroundings, settings = surroundings.settings()): Promise<OwnConnections> {
  const certificates = await trustedCertificates({ caFile: profile.network?.caFile, usesSystem: settings.systemCertificates });
  const choose = await proxyOf(profile, surroundings, settings);
  if (!settings.proxyStrictSSL) surroundings.warn(unchecked(profile));
  return openConnections({
    certificates,
    trustsAll: !settings.proxyStrictSSL,
    proxyFor: target => {
      const choice = choose(target);
      return choice.kind === "proxy" ? choice.proxy : undefined;
    },
  });
}

/** Keeps the connections for as long as the settings stay the same and they work. */
class OwnWay {
  private readonly profile: Destination;
  private readonly surroundings: Surroundings;
  private made: { readonly settings: EditorNetwork; readonly opening: Promise<OwnConnections> } | undefined;

  constructor(profile: Destination, surroundings: Surroundings) {
    this.profile = profile;
    this.surroundings = surroundings;
  }

  async fetch(settings: EditorNetwork, ...[url, request]: Parameters<Fetch>): ReturnType<Fetch> {
    if (!isDeepStrictEqual(settings, this.made?.settings)) this.leave();
    this.made ??= { settings, opening: openOwnWay(this.profile, this.surroundings, settings) };
    const { made } = this;
    try {
      return await (await made.opening).fetch(url, request);
    } catch (thrown) {
      // The file of certificates or the proxy's password may be another by the next call.
      if (this.made === made && !request.signal.aborted) this.leave();
      throw thrown;
    }
  }

  private leave(): void {
    void this.made?.opening.then(connections => connections.close()).catch(() => undefined); // who made the call has heard
    this.made = undefined;
  }
}

function unchecked({ baseUrl }: Destination): string {
  return `Certificates of ${new URL(baseUrl).host} are not checked, because http.proxyStrictSSL is off: anybody on the way could read the API key. Turn it on, and name your organisation's certificate in the profile's network settings instead.`;
}
