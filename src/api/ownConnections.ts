import { createSecureContext } from "node:tls";
import type { Dispatcher } from "undici";
import type { Fetch } from "./fetch.ts";
import type { Proxy } from "./proxyChoice.ts";

export interface OwnNetwork {
  /** Undefined goes straight to the server. */
  readonly proxyFor: (target: URL) => Proxy | undefined;
  /** PEM; the usual ones if it is missing. */
  readonly certificates?: readonly string[];
  /** Takes every certificate, of the server and of the proxy. */
  readonly trustsAll: boolean;
}

/** A `fetch` over connections of our own, and their end. */
export interface OwnConnections {
  readonly fetch: Fetch;
  /** Lets what is under way come to its end. */
  close(): Promise<void>;
}

const pool = { keepAliveTimeout: 10_000, connections: 16 };

/** undici is loaded on first use. */
export async function openConnections({ proxyFor, certificates, trustsAll }: OwnNetwork): Promise<OwnConnections> {
  // Loading undici puts its dispatcher under Node's own fetch for the whole process, unless one is there already;
  // touching Response makes Node put its own there first.
  void globalThis.Response;
  // By its default export: bundled, a CommonJS module has no other.
  const { default: undici } = await import("undici");
  // Made once: to read hundreds of certificates for every connection costs more than the connection.
  const secureContext = certificates && createSecureContext({ ca: [...certificates] });
  const connect = { rejectUnauthorized: !trustsAll, ...(secureContext && { secureContext }) };
  const direct = new undici.Agent({ ...pool, connect });
  const proxies = new Map<string, Dispatcher>();
  const through = ({ url, authorization }: Proxy): Dispatcher => {
    const name = `${url.href} ${authorization ?? ""}`;
    const known = proxies.get(name);
    if (known) return known;
    const token = authorization === undefined ? {} : { token: authorization };
    const agent = new undici.ProxyAgent({ ...pool, uri: url.href, requestTls: connect, proxyTls: connect, ...token });
    proxies.set(name, agent);
    return agent;
  };
  return {
    // Not async: what it costs is paid by every call.
    fetch: (url, request) => {
      const proxy = proxyFor(new URL(url));
      return undici.fetch(url, { ...request, dispatcher: proxy ? through(proxy) : direct });
    },
    close: async () => void (await Promise.all([direct, ...proxies.values()].map(each => each.close()))),
  };
}
