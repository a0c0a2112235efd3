/** The service's own address. */
export const deckUrl = "https://api.deck.co/v2";

/** Where runs come from, and with whose key. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly kind: "local" | "deck";
  /** With its version, without a slash at the end. */
  readonly baseUrl: string;
  /** Where a person sees the same runs in a browser. */
  readonly consoleUrl?: string;
  readonly colour?: ProfileColour;
  /** What is started here has consequences: it is said wherever the profile is named, and asked for before a start. */
  readonly isProduction?: boolean;
  /** How its server is reached, where that differs from what the editor does. */
  readonly network?: NetworkSettings;
}

/** Colours that the editor's themes define, so that they are seen on light and dark alike. */
export const profileColours = ["red", "orange", "yellow", "green", "blue", "purple"] as const;
export type ProfileColour = (typeof profileColours)[number];

/** The way to a server that the editor's own settings do not describe. */
export interface NetworkSettings {
  /** `http://host:port` of a proxy that is for this profile alone; an empty one means none at all. */
  readonly proxy?: string;
  /** A PEM file with certificates that are trusted besides the usual ones. */
  readonly caFile?: string;
}

/** Always there. Its address is known once it runs. */
export const localProfile: Profile = { id: "local", name: "Local Deck", kind: "local", baseUrl: "" };

/** Tells the servers of profiles apart. Local Deck is the same at every port. */
export function scopeOf({ id, kind, baseUrl }: Profile): string {
  return kind === "local" ? id : `${id} ${baseUrl}`;
}

const loopbackHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

export function isLoopback(url: string): boolean {
  return URL.canParse(url) && loopbackHosts.has(new URL(url).hostname);
}

/** Throws the reason why no key may go to this profile's server. */
export function requireSafe({ name, baseUrl }: Profile): void {
  const problem = checkBaseUrl(baseUrl);
  if (problem) throw new Error(`${name} cannot be used. ${problem}`);
}

/** Why a key must not be sent to this address; undefined if it may. */
export function checkBaseUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return `"${text}" is no address. Enter one such as ${deckUrl}.`;
  const url = new URL(text);
  if (url.username || url.password) return `An address with a user name or password is refused: they would be kept in plain settings. Leave out what stands before "@${url.host}".`;
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(text))) {
    return `${text} is not encrypted, so no key is sent there. Use an https address.`;
  }
  return url.search || url.hash ? `${text} goes on after its path. Leave out what begins with "?" or "#".` : undefined;
}
