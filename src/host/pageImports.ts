/**
 * An import map that brings the chunks of a page's script with the page: each file that a page asks for takes the long way
 * through the editor, and the script could not begin before the last of them. By their addresses, so that a part that comes later
 * and imports the same gets the same.
 */
export function importsOf(chunks: ReadonlyMap<string, string>, folder: string): Record<string, string> {
  return Object.fromEntries([...chunks].map(([path, text]) => [`${folder}/${path}`, textAddress(absolute(text, folder))]));
}

/** A text has no folder beside which it could find another chunk. */
function absolute(chunk: string, folder: string): string {
  return chunk.replaceAll(/\b(from|import)\s*"\.\//g, `$1"${folder}/chunks/`);
}

function textAddress(script: string): string {
  return `data:text/javascript;base64,${Buffer.from(script).toString("base64")}`;
}
