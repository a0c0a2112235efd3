import { homedir } from "node:os";
import type { ProxyChoice } from "../../api/proxyChoice.ts";
import type { Surroundings } from "../networkFetch.ts";
import type { EditorNetwork } from "../networkSettings.ts";
import { isLoopback, type Profile } from "../profile.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** Why the profile's calls take the stack that they take. */
export function stackReason({ baseUrl, network }: Profile, settings: EditorNetwork): string {
  if (isLoopback(baseUrl)) return "the server is on this machine";
  if (network?.caFile) return "the profile has a certificate file of its own";
  if (network?.proxy !== undefined) return "the profile has a proxy of its own";
  return settings.proxyStrictSSL ? "nothing in the settings asks for anything else" : "http.proxyStrictSSL is off";
}

const directReasons: Readonly<Record<Extract<ProxyChoice, { kind: "direct" }>["because"], string>> = {
  loopback: "straight, as the server is on this machine",
  profile: "straight, as the profile wants no proxy",
  support: "straight, as http.proxySupport is off",
  noProxy: "straight, as the host is among the exceptions (http.noProxy or NO_PROXY)",
  none: "straight, as no proxy is named anywhere",
};

export function wayInWords(choice: ProxyChoice): string {
  if (choice.kind === "direct") return directReasons[choice.because];
  const signIn = choice.proxy.authorization === undefined ? "without a sign-in" : "with a sign-in";
  const source = { profile: "the profile", editor: "the editor's settings", environment: "the environment variables" }[choice.source];
  return `over the proxy ${choice.proxy.url.origin} of ${source}, ${signIn}`;
}

const variables = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "NODE_EXTRA_CA_CERTS", "NODE_TLS_REJECT_UNAUTHORIZED"];

/** Names and values; not redacted. */
export async function settingsInForce(profile: Profile, surroundings: Surroundings, settings: EditorNetwork): Promise<Diagnosis["settings"]> {
  const { environment } = surroundings;
  const signIn = profile.network?.proxy ? await surroundings.proxySignIn(profile.id) : undefined;
  return [
    ["http.proxy", settings.proxy || "(none)"],
    ["http.proxySupport", settings.proxySupport],
    ["http.noProxy", settings.noProxy.join(", ") || "(none)"],
    ["http.proxyAuthorization", settings.proxyAuthorization ? "(set)" : "(none)"],
    ["http.proxyStrictSSL", settings.proxyStrictSSL ? "on" : "OFF: certificates are not checked"],
    ["http.systemCertificates", settings.systemCertificates ? "on" : "off"],
    ["the profile's proxy", profile.network?.proxy === "" ? "(none at all)" : (profile.network?.proxy ?? "(not its own)")],
    ["the profile's proxy password", signIn === undefined ? "(none kept)" : "(kept)"],
    ["the profile's certificate file", profile.network?.caFile ? withoutHome(profile.network.caFile) : "(none)"],
    ...variables.flatMap(name => (environment[name] ? [[`environment: ${name}`, withoutHome(environment[name])] as const] : [])),
  ];
}

/** The name of a home folder is that of a person. */
function withoutHome(path: string): string {
  return path.replace(homedir(), () => "~");
}
