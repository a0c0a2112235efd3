/** A stretch of text; odd ones cannot be seen as they are and are written as escapes. */
export interface Stretch {
  readonly text: string;
  readonly isOdd: boolean;
}

// Controls, soft hyphen, what changes the direction of writing, what has no width, and halves of characters.
const odd =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const names: Readonly<Record<string, string>> = { "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Many odd characters in a row are one stretch. */
export function stretches(text: string): Stretch[] {
  const found: Stretch[] = [];
  let end = 0;
  for (const { 0: character, index } of text.matchAll(odd)) {
    const last = found.at(-1);
    if (index === end && last?.isOdd) found[found.length - 1] = { text: last.text + escapeOf(character), isOdd: true };
    else {
      if (index > end) found.push({ text: text.slice(end, index), isOdd: false });
      found.push({ text: escapeOf(character), isOdd: true });
    }
    end = index + character.length;
  }
  if (end < text.length) found.push({ text: text.slice(end), isOdd: false });
  return found;
}

/** As text alone, for names and announcements. */
export function plainly(text: string): string {
  return text.replace(odd, escapeOf);
}

function escapeOf(character: string): string {
  return names[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
