import { examine, type Subject } from "./examine.ts";
import { redact } from "./redact.ts";
import { compose } from "./report.ts";

/** What was found out about the way to a profile's server, as markdown without anything secret. */
export async function diagnosisOf(subject: Subject, signal: AbortSignal): Promise<string> {
  const { profile, key, surroundings } = subject;
  const { proxy, proxyAuthorization } = surroundings.settings();
  const secrets = {
    key,
    proxySignIn: await surroundings.proxySignIn(profile.id),
    headers: [proxyAuthorization],
    addresses: [profile.baseUrl, proxy, profile.network?.proxy ?? "", ...Object.entries(surroundings.environment).flatMap(([name, value]) => (value && /proxy/i.test(name) ? [value] : []))],
  };
  return redact(compose(await examine(subject, signal)), secrets);
}
