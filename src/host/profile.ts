/** Where runs come from, and with whose key. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly kind: "local" | "deck";
  /** With its version, without a slash at the end. */
  readonly baseUrl: string;
  /** How its server is reached, where that differs from what the editor does. */
  readonly network?: NetworkSettings;
}

/** The way to a server that the editor's own settings do not describe. */
export interface NetworkSettings {
  /** `http://host:port` of a proxy that is for this profile alone; an empty one means none at all. */
  readonly proxy?: string;
  /** A PEM file with certificates that are trusted besides the usual ones. */
  readonly caFile?: string;
}

const loopbackHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

export function isLoopback(url: string): boolean {
  return URL.canParse(url) && loopbackHosts.has(new URL(url).hostname);
}

/** Why a key must not be sent to this address; undefined if it may. */
export function checkBaseUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return `"${url}" is no address. Enter one such as https://api.deck.co/v2 in the settings.`;
  const isSafe = new URL(url).protocol === "https:" || (new URL(url).protocol === "http:" && isLoopback(url));
  return isSafe ? undefined : `${url} is not encrypted, so no key is sent there. Use an https address in the settings.`;
}
