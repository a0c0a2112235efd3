/** Text from outside for a markdown document: it reads the same, and is neither a link, a picture, a list nor HTML. */
export function plainText(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return escaped(line.split("$").length > 2 ? anywhere : beyondPrices, line).replace(/^(?:(?=[#>+=-])|(\d+)(?=[.)]))/, "$1\\");
}

/**
 * What means something in the midst of a line. Less would be markup, more would be in the way of those who read the document
 * as it is: a name with underscores, a price or a time mean nothing.
 */
const beyondPrices =
  /[\\`*[\]<]|~(?=~)|(?<=~)~|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)|(?<=\/)\/|\/(?=\/)|(?<=mailto):|(?<=www)\.|(?<=\S)@(?=\S)/giu;
const anywhere = new RegExp(`${beyondPrices.source}|\\$`, "giu");

function escaped(marked: RegExp, text: string): string {
  return text.replace(marked, String.raw`\$&`);
}

/** As code, whatever is in it. */
export function codeText(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const inside = text.replace(/\s+/g, " ");
  return longest > 0 ? `${fence} ${inside} ${fence}` : `${fence}${inside}${fence}`;
}
