import { validateHeaderName, validateHeaderValue } from "node:http";
import * as z from "zod";

const Headers = z.record(z.string(), z.string());
export type Headers = z.output<typeof Headers>;

/** Of one connection, of the body, or of the signature: these are ours alone. */
const own = [
  /^(?:connection|keep-alive|te|trailer|transfer-encoding|upgrade|http2-settings|expect)$/,
  /^proxy-/,
  /^(?:host|content-length|content-type|content-encoding)$/,
  /^webhook-/,
];
const maxLetters = 8000;

/** What a client wrote as a JSON text; undefined where it is no object of header lines. */
export function parseHeaders(text: string): Headers | undefined {
  if (text.length > maxLetters) return undefined;
  try {
    const headers = Headers.parse(JSON.parse(text));
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return headers;
  } catch {
    return undefined;
  }
}

/** Without those that a client may not decide. */
export function allowedHeaders(headers: Headers): Headers {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(entries.filter(([name]) => !own.some(rule => rule.test(name))));
}
