import { skipBlanks, valueEnd } from "../base/jsonMembers.ts";
import type { IgnoreList, JsonWay } from "./ignoreList.ts";
import { newLine, scalarEnd } from "./jsonText.ts";

/** Deeper values stay as they came: whoever nests like that does not sort either. */
const deepest = 300;

/**
 * The JSON that a comparison looks at: members sorted by name, what is ignored left out, one thing to a line. What is
 * equal reads equal; numbers and texts stay letter by letter as they came.
 */
export function comparableJson(text: string, ignored: IgnoreList): string {
  return `${new Reader(text, ignored).value([])}\n`;
}

class Reader {
  private readonly text: string;
  private readonly ignored: IgnoreList;
  private at = 0;

  constructor(text: string, ignored: IgnoreList) {
    this.text = text;
    this.ignored = ignored;
  }

  value(way: JsonWay): string {
    this.skip(0);
    const { text, at: start } = this;
    const opening = text[start];
    if (way.length >= deepest) return text.slice(start, (this.at = valueEnd(text, start)));
    if (opening === "{") return this.object(way);
    if (opening === "[") return this.list(way);
    return text.slice(start, (this.at = scalarEnd(text, start)));
  }

  private object(way: JsonWay): string {
    const members: { name: string; line: string }[] = [];
    this.skip(1);
    while (this.at < this.text.length && this.text[this.at] !== "}") {
      const quoted = this.text.slice(this.at, (this.at = scalarEnd(this.text, this.at)));
      const name = nameIn(quoted);
      this.skip(0);
      this.skip(1); // the colon
      const line = this.entry([...way, name], value => `${quoted}: ${value}`);
      if (line !== undefined) members.push({ name, line });
    }
    this.skip(1);
    const lines = members.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))).map(({ line }) => line);
    return enclosed("{", lines, "}", way.length);
  }

  private list(way: JsonWay): string {
    const lines: string[] = [];
    this.skip(1);
    for (let index = 0; this.at < this.text.length && this.text[this.at] !== "]"; index += 1) {
      const line = this.entry([...way, index], value => value);
      if (line !== undefined) lines.push(line);
    }
    this.skip(1);
    return enclosed("[", lines, "]", way.length);
  }

  /** With the comma behind it; undefined for what is ignored. */
  private entry(way: JsonWay, written: (value: string) => string): string | undefined {
    const isIgnored = !this.ignored.isEmpty && this.ignored.ignores(way);
    if (isIgnored) this.at = valueEnd(this.text, skipBlanks(this.text, this.at));
    const line = isIgnored ? undefined : written(this.value(way));
    this.skip(0);
    if (this.text[this.at] === ",") this.skip(1);
    return line;
  }

  private skip(marks: number): void {
    this.at = skipBlanks(this.text, this.at + marks);
  }
}

function enclosed(opening: string, lines: readonly string[], closing: string, depth: number): string {
  if (lines.length === 0) return opening + closing;
  return `${opening}${newLine(depth + 1)}${lines.join(`,${newLine(depth + 1)}`)}${newLine(depth)}${closing}`;
}

/** What a name means, escapes read. */
function nameIn(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
