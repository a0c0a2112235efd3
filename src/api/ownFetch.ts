import type { Fetch } from "./fetch.ts";
import { openConnections } from "./ownConnections.ts";

let opening: Promise<Fetch> | undefined;
let opened: Fetch | undefined;

/** A `fetch` over connections of our own, untouched by the editor's proxy: for loopback. undici is loaded on first use. */
export const ownFetch: Fetch = async (url, request) => {
  opening ??= openConnections({ proxyFor: () => undefined, trustsAll: false }).then(({ fetch }) => (opened = fetch));
  return (opened ?? (await opening))(url, request);
};
