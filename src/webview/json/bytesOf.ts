const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text as UTF-8. Halves of characters, which UTF-8 cannot hold, become the escapes that mean them in JSON. */
export function bytesOf(text: Uint8Array | string): Uint8Array {
  if (typeof text !== "string") return text;
  const whole = text.isWellFormed() ? text : text.replace(halves, half => `\\u${half.charCodeAt(0).toString(16)}`);
  return new TextEncoder().encode(whole);
}
