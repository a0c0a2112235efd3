import { checkBaseUrl, deckUrl, localProfile, type NetworkSettings, type Profile, profileColours } from "./profile.ts";

/** What stands in the settings about profiles. */
export interface ProfileSettings {
  /** Of `deck.profiles`, as it is: also what no profile can be made of. */
  readonly entries: unknown;
  /** Of `deck.api.baseUrl`: where the profile is that needs no entry. */
  readonly baseUrl: string;
}

export interface ProfileList {
  /** In the order of the settings; without Local Deck. */
  readonly profiles: readonly Profile[];
  /** All that are written down, also in entries that are wrong in some other way. */
  readonly ids: readonly string[];
  /** A sentence for each thing that cannot be used as it stands. */
  readonly problems: readonly string[];
}

type Entry = Readonly<Record<string, unknown>>;

/** The profile that is there without an entry; one with this id takes its place. */
export const deckProfileId = "deck";

const idForm = /^[a-z0-9][a-z0-9-]{0,63}$/;
const consoleUrl = "https://console.deck.co";

/** An entry that is wrong is told and left out; it does no harm to the others. */
export function readProfiles({ entries, baseUrl }: ProfileSettings): ProfileList {
  const deck = { id: deckProfileId, name: "Deck", kind: "deck", ...at(baseUrl) } as const;
  if (entries !== undefined && !Array.isArray(entries)) {
    return { profiles: [deck], ids: [deckProfileId], problems: ['The setting "deck.profiles" is no list, so no profile of it is used.'] };
  }
  const all: readonly unknown[] = entries ?? [];
  const profiles: Profile[] = [];
  const problems: string[] = [];
  for (const [index, entry] of all.entries()) {
    const problem = problemOf(entry, profiles);
    if (problem) problems.push(`Entry ${index + 1} of the setting "deck.profiles" is not used: ${problem}.`);
    else if (isEntry(entry)) profiles.push(profileOf(entry, baseUrl));
    problems.push(...blemishesOf(entry).map(blemish => `In entry ${index + 1} of the setting "deck.profiles" ${blemish}.`));
  }
  const ids = [deckProfileId, ...all.flatMap(entry => idOf(entry) ?? [])];
  return { profiles: profiles.some(({ id }) => id === deckProfileId) ? profiles : [deck, ...profiles], ids, problems };
}

export function idOf(entry: unknown): string | undefined {
  return isEntry(entry) && typeof entry["id"] === "string" ? entry["id"] : undefined;
}

/** Made once from the first name, and kept whatever the name becomes. */
export function idFor(name: string, taken: readonly string[]): string {
  const plain = name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 40).replace(/^-+|-+$/g, "") || "profile";
  const isFree = (id: string): boolean => ![...taken, localProfile.id, deckProfileId].includes(id);
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? plain : `${plain}-${number}`;
    if (isFree(id)) return id;
  }
}

/** The same with blanks and slashes at the end gone. */
export function tidyUrl(url: string): string {
  return url.trim().replace(/\/+$/, "");
}

function profileOf(entry: Entry, deckBaseUrl: string): Profile {
  const id = String(entry["id"]);
  const usualUrl = id === deckProfileId ? deckBaseUrl : deckUrl;
  const colour = profileColours.find(each => each === entry["colour"]);
  const network = networkOf(entry["network"]);
  return {
    id,
    name: textIn(entry["name"]),
    kind: "deck",
    ...at(textIn(entry["baseUrl"]) || usualUrl),
    ...(isAddress(entry["consoleUrl"]) ? { consoleUrl: tidyUrl(entry["consoleUrl"]) } : {}),
    ...(colour ? { colour } : {}),
    ...(entry["production"] === true ? { isProduction: true } : {}),
    ...(network ? { network } : {}),
  };
}

/** The service's own address has a Console that is known. */
function at(baseUrl: string): Pick<Profile, "baseUrl" | "consoleUrl"> {
  const url = tidyUrl(baseUrl);
  const isDeck = URL.canParse(url) && new URL(url).host === new URL(deckUrl).host;
  return { baseUrl: url, ...(isDeck ? { consoleUrl } : {}) };
}

function networkOf(value: unknown): NetworkSettings | undefined {
  if (!isEntry(value)) return undefined;
  const { proxy, caFile } = value;
  return { ...(typeof proxy === "string" ? { proxy } : {}), ...(typeof caFile === "string" && caFile ? { caFile } : {}) };
}

/** Why there is no profile in it. What decides where a key goes, or what is asked before a start, is never guessed. */
function problemOf(entry: unknown, before: readonly Profile[]): string | undefined {
  if (!isEntry(entry)) return "it is no object";
  const { id, name, baseUrl, production, network } = entry;
  if (typeof id !== "string" || !idForm.test(id)) return 'it has no "id" of small letters, digits and hyphens';
  if (id === localProfile.id) return `the id "${id}" is that of Local Deck`;
  if (before.some(other => other.id === id)) return `the id "${id}" is that of an entry before it`;
  if (textIn(name) === "") return 'it has no "name"';
  if (baseUrl !== undefined && typeof baseUrl !== "string") return 'its "baseUrl" is no text';
  if (production !== undefined && typeof production !== "boolean") return 'its "production" is neither true nor false';
  return network === undefined ? undefined : problemOfNetwork(network);
}

function problemOfNetwork(network: unknown): string | undefined {
  if (!isEntry(network)) return 'its "network" is no object';
  const wrong = ["proxy", "caFile"].find(name => network[name] !== undefined && typeof network[name] !== "string");
  return wrong && `its "network.${wrong}" is no text`;
}

/** What a profile can do without. */
function blemishesOf(entry: unknown): string[] {
  if (!isEntry(entry)) return [];
  const { colour, consoleUrl: console } = entry;
  return [
    ...(colour === undefined || profileColours.some(each => each === colour) ? [] : [`the colour is none of ${profileColours.join(", ")}`]),
    ...(console === undefined || isAddress(console) ? [] : ['the "consoleUrl" is no https address']),
  ];
}

/** The rule for what a key is sent to holds for what a browser is sent to as well. */
function isAddress(value: unknown): value is string {
  return typeof value === "string" && checkBaseUrl(tidyUrl(value)) === undefined;
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}
