import { ApiError } from "./apiError.ts";

/** What the editor's settings say about proxies; they are its own words. */
export interface ProxySettings {
  readonly proxy: string;
  /** The whole header, such as `Basic ...`. */
  readonly proxyAuthorization: string;
  readonly noProxy: readonly string[];
  /** "off" keeps extensions from any proxy. */
  readonly proxySupport: string;
}

export interface Proxy {
  readonly url: URL;
  /** The header `Proxy-Authorization`. */
  readonly authorization?: string | undefined;
}

export type ProxyChoice =
  | { readonly kind: "direct"; readonly because: "loopback" | "profile" | "support" | "noProxy" | "none" }
  | { readonly kind: "proxy"; readonly proxy: Proxy; readonly source: "profile" | "editor" | "environment" };

export interface ProxyWishes {
  /** A proxy for this profile alone; an empty one means none. */
  readonly own?: string | undefined;
  /** For the profile's own proxy: `name:password`. */
  readonly ownSignIn?: string | undefined;
  readonly settings: ProxySettings;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/** In the order in which the editor itself decides, with the profile's own wish before it. */
export function chooseProxy(target: URL, { own, ownSignIn, settings, environment }: ProxyWishes): ProxyChoice {
  if (loopback.test(target.hostname)) return { kind: "direct", because: "loopback" };
  if (own === "") return { kind: "direct", because: "profile" };
  if (own !== undefined) return { kind: "proxy", proxy: ownProxy(own, ownSignIn), source: "profile" };
  if (settings.proxySupport === "off") return { kind: "direct", because: "support" };
  const exceptions = settings.noProxy.length > 0 ? settings.noProxy : (variable(environment, "NO_PROXY")?.split(",") ?? []);
  if (exceptions.some(entry => matches(entry.trim().toLowerCase(), target))) return { kind: "direct", because: "noProxy" };
  const authorization = settings.proxyAuthorization || undefined;
  if (settings.proxy) return { kind: "proxy", proxy: readProxy(settings.proxy, "the editor's settings (http.proxy)", authorization), source: "editor" };
  const inherited = (target.protocol === "https:" ? variable(environment, "HTTPS_PROXY") : undefined) ?? variable(environment, "HTTP_PROXY");
  if (!inherited) return { kind: "direct", because: "none" };
  return { kind: "proxy", proxy: readProxy(inherited, "the environment variables", authorization), source: "environment" };
}

/** Settings are shared and synchronised, so a password has no place in them. */
function ownProxy(text: string, signIn: string | undefined): Proxy {
  const url = parse(text);
  if (url?.username || url?.password) throw unusable("The proxy of this profile has a user name or password in its address, where others may read it. Remove it there, and use the command Deck: Set Proxy Password.");
  return readProxy(text, "this profile", signIn && `Basic ${Buffer.from(signIn).toString("base64")}`);
}

function readProxy(text: string, place: string, authorization: string | undefined): Proxy {
  const url = parse(text);
  // The text may hold a password, so it is not quoted.
  if (!url) throw unusable(`The proxy in ${place} is no address. Enter one such as http://proxy.example.com:3128.`);
  if (!/^https?:$/.test(url.protocol)) throw unusable(`The proxy in ${place} is of a kind (${url.protocol}) that cannot be used here. Enter an http or https proxy.`);
  return { url: new URL(url.origin), authorization: authorization ?? signInOf(url) };
}

function signInOf({ username, password }: URL): string | undefined {
  return username ? `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString("base64")}` : undefined;
}

/** What is no percent-encoding was meant as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parse(text: string): URL | undefined {
  const url = URL.parse(text.includes("://") ? text.trim() : `http://${text.trim()}`);
  return url?.hostname || url?.protocol === "socks:" ? url : undefined;
}

/** A host also stands for the hosts below it; a port, where there is one, has to be the same. */
function matches(entry: string, { hostname, port, protocol }: URL): boolean {
  if (entry === "*") return true;
  const [, name = "", wantedPort] = /^(?:\*?\.)?(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
  if (name === "") return false;
  const isSamePort = wantedPort === undefined || wantedPort === (port || (protocol === "http:" ? "80" : "443"));
  return isSamePort && (hostname === name || hostname.endsWith(`.${name}`));
}

function variable(environment: ProxyWishes["environment"], name: string): string | undefined {
  return environment[name.toLowerCase()] || environment[name] || undefined;
}

function unusable(sentence: string): ApiError {
  return new ApiError({ kind: "unreachable", obstacle: "settings" }, sentence);
}
