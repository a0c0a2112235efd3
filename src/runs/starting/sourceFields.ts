/** What a website wants at its login besides user name and password, by name. Deck shows it again: it is no secret. */
export type SourceFields = Readonly<Record<string, string>>;

/** The limits of the service. */
const mostFields = 10;
const namePattern = /^[a-z][a-z0-9_]{0,63}$/;
const reserved = ["username", "password"];

/** Reads `company_id=acme, branch=12`; a comma parts only what has a name behind it. Throws a sentence that says what is wrong. */
export function sourceFieldsIn(text: string): SourceFields {
  const fields = new Map<string, string>();
  if (text.trim() === "") return {};
  for (const part of text.split(/,(?=\s*\w+\s*=)/)) {
    const sign = part.indexOf("=");
    if (sign < 0) throw new Error(`Write name=value, such as company_id=acme; "${part.trim()}" has no "=".`);
    const name = part.slice(0, sign).trim();
    if (!namePattern.test(name)) throw new Error(`"${name}" cannot be a name: small letters, digits and _ are wanted, a letter first.`);
    if (reserved.includes(name)) throw new Error(`"${name}" is asked for on its own.`);
    if (fields.has(name)) throw new Error(`"${name}" is there twice.`);
    fields.set(name, part.slice(sign + 1).trim());
  }
  if (fields.size > mostFields) throw new Error(`At most ${mostFields} fields.`);
  return Object.fromEntries(fields);
}

/** As it is typed. */
export function sourceFieldsText(fields: SourceFields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");
}
