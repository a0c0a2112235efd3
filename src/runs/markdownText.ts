/** Text from outside for a markdown document: it reads the same, and is neither a link, a picture, a list nor HTML. */
export function plainText(text: string): string {
  const escaped = text.replace(/[\\`*_{}[\]()<>#+\-.!|~&$:@]/g, mark => `\\${mark}`);
  return escaped.replace(/\s+/g, " ").trim();
}

/** As code, whatever is in it. */
export function codeText(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const inside = text.replace(/\s+/g, " ");
  return longest > 0 ? `${fence} ${inside} ${fence}` : `${fence}${inside}${fence}`;
}
