/** The address that somebody means who writes it as people do, such as `example.com`; undefined if it is none. */
export function webAddress(text: string): string | undefined {
  const trimmed = text.trim();
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  return /^(?:localhost|\[[\da-f:]+\]|[^.\s]+(?:\.[^.\s]+)+\.?)$/i.test(url.hostname) ? url.href : undefined;
}
