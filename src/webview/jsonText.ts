/** Beyond this many characters text stays uncoloured: each coloured word is a node. */
const colouredLimit = 100_000;

// A string may lack its closing quote where a long text was cut.
const tokenPattern =
  /(?<string>"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$))(?<colon>\s*:)?|(?<word>\b(?:true|false|null)\b)|(?<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)/gs;

/** JSON text as one element whose words are coloured. Its text is exactly `text`. */
export function jsonElement(text: string): HTMLElement {
  const element = document.createElement("code");
  const coloured = text.slice(0, colouredLimit);
  let end = 0;
  for (const match of coloured.matchAll(tokenPattern)) {
    const token = match.groups?.["string"] ?? match[0];
    element.append(coloured.slice(end, match.index), wordElement(token, kindOf(match)));
    end = match.index + token.length;
  }
  element.append(text.slice(end));
  return element;
}

function kindOf(match: RegExpExecArray): string {
  const groups = match.groups ?? {};
  if (groups["string"] !== undefined) return groups["colon"] === undefined ? "string" : "name";
  return groups["word"] === undefined ? "number" : "word";
}

function wordElement(token: string, kind: string): HTMLElement {
  const element = document.createElement("span");
  element.className = `json-${kind}`;
  element.textContent = token;
  return element;
}
