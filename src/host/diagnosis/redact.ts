/** Everything that is secret around a connection. */
export interface Secrets {
  readonly key: string;
  /** `name:password`. */
  readonly proxySignIn?: string | undefined;
  /** Headers and addresses that may hold a name and a password. */
  readonly headers: readonly string[];
  readonly addresses: readonly string[];
}

/** Shorter ones would blacken half the report, and are no secrets. */
const leastLength = 4;

/** Removes what is secret, in each form in which it could be quoted; and names and passwords of every address. */
export function redact(text: string, { key, proxySignIn = "", headers, addresses }: Secrets): string {
  const signIns = [proxySignIn, ...addresses.flatMap(signInsOf)];
  const passwords = signIns.map(signIn => signIn.slice(signIn.indexOf(":") + 1));
  const encoded = signIns.map(signIn => Buffer.from(signIn).toString("base64"));
  const values = headers.map(header => header.slice(header.indexOf(" ") + 1));
  const secrets = [key, ...signIns, ...passwords, ...encoded, ...headers, ...values].flatMap(secret => [secret, encodeURIComponent(secret)]);
  const longestFirst = Array.from(new Set(secrets)).filter(secret => secret.length >= leastLength).toSorted((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, secret) => rest.replaceAll(secret, "•••"), withoutUserInfo(text));
}

/** An address without the name and password before its host. */
function withoutUserInfo(text: string): string {
  return text.replaceAll(/(\/\/)[^/\s@]*@/g, "$1");
}

function signInsOf(address: string): string[] {
  const [, signIn] = /^(?:\w+:\/\/)?([^/]*)@/.exec(address) ?? [];
  return signIn ? [signIn, decoded(signIn)] : [];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
