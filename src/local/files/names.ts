/** Goes into a header as it is. */
export const mediaType = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;

/** Separators, control characters, and those that turn the direction of writing or hide. */
const harmful = /[/\\:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A name that is only a name, on whatever system it is saved. */
export function safeName(name: string): string {
  const safe = name.toWellFormed().replaceAll(harmful, "_").trim();
  return /^\.*$/.test(safe) ? "file" : safe;
}

/** RFC 6266: the name in ASCII for old readers, then as it is. */
export function contentDisposition(kind: "attachment" | "inline", name: string): string {
  const safe = safeName(name);
  const plain = safe.replaceAll(/[^\x20-\x7e]|%/g, "_");
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded(safe)}`;
}

function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*!]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
